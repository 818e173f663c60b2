using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class PartnerRow
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string Kind { get; set; }
    public required string Sector { get; set; }
    public required string Organisation { get; set; }
    public required string Contact { get; set; }
    public required string Phone { get; set; }
    public required string Email { get; set; }
    public DateOnly? AgreedOn { get; set; }
    public required string Owner { get; set; }
    public required string Answers { get; set; }
    public required int Version { get; set; }
    public bool Ended { get; set; }

    public Partner ToPartner() => new(Id, Stored.Code<RecipientKind>(Kind), Stored.Code<Sector>(Sector), Organisation, Contact, Phone, Email, AgreedOn, Owner, Answers, Version, Ended);
}

internal sealed class PartnerTable : IEntityTypeConfiguration<PartnerRow>
{
    public void Configure(EntityTypeBuilder<PartnerRow> builder)
    {
        builder.ToTable("partners", t => t.HasCheckConstraint("partners_filled", "Organisation <> '' AND Kind <> '' AND Sector <> ''"));
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(p => p.Kind).HasMaxLength(Limits.Code);
        builder.Property(p => p.Sector).HasMaxLength(Limits.Code);
        builder.Property(p => p.Organisation).HasMaxLength(Limits.Name);
        builder.Property(p => p.Contact).HasMaxLength(Limits.Name);
        builder.Property(p => p.Phone).HasMaxLength(Limits.Name);
        builder.Property(p => p.Email).HasMaxLength(Limits.Name);
        builder.Property(p => p.Owner).HasMaxLength(Limits.Name);
        builder.Property(p => p.Answers).HasMaxLength(Limits.Name).HasDefaultValue("");
        builder.HasIndex(p => new { p.OrganisationId, p.Organisation, p.Contact }).IsUnique();
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(p => p.OrganisationId);
    }
}
