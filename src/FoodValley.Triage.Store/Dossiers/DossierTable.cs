using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class DossierRow
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string TeamId { get; set; }
    public required string ResponsibleId { get; set; }
    public required string Number { get; set; }
    public required string Name { get; set; }
    /// <summary><see cref="Name"/> as searched: by prefix, so that an index serves it and no word list keeps what was erased.</summary>
    public required string SearchName { get; set; }
    public required DateOnly BirthDate { get; set; }
    public required string Phone { get; set; }
    public required string Email { get; set; }
    public required string Address { get; set; }
    public required DateTime Opened { get; init; }
    /// <summary>Number of the last line; raised with every line, so that two who write at once are told.</summary>
    public int Version { get; set; }

    public Dossier ToDossier() =>
        new(Id, Number, new Client(Name, BirthDate, Phone, Email, Address), OrganisationId, TeamId, ResponsibleId, Opened, Version);
}

internal sealed class DossierTable : IEntityTypeConfiguration<DossierRow>
{
    public void Configure(EntityTypeBuilder<DossierRow> builder)
    {
        builder.ToTable("dossiers", t => t.HasCheckConstraint("dossiers_filled", "Number <> '' AND Name <> ''"));
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(d => d.TeamId).HasMaxLength(Limits.Id);
        builder.Property(d => d.ResponsibleId).HasMaxLength(Limits.Id);
        builder.Property(d => d.Number).HasMaxLength(Limits.Number);
        builder.Property(d => d.Name).HasMaxLength(Limits.Name);
        builder.Property(d => d.SearchName).HasMaxLength(Limits.Name);
        builder.Property(d => d.Phone).HasMaxLength(Limits.Name);
        builder.Property(d => d.Email).HasMaxLength(Limits.Name);
        builder.Property(d => d.Address).HasMaxLength(Limits.Address);
        builder.HasIndex(d => new { d.OrganisationId, d.Number }).IsUnique();
        builder.HasIndex(d => new { d.OrganisationId, d.ResponsibleId, d.SearchName });
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(d => d.OrganisationId);
        builder.HasOne<TeamRow>().WithMany().HasForeignKey(d => d.TeamId);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(d => d.ResponsibleId);
    }
}
