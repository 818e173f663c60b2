using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class EmergencyRow : IAppendOnly
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required Guid DossierId { get; init; }
    public required string PersonId { get; init; }
    /// <summary>The team of that person at that moment.</summary>
    public required string TeamId { get; init; }
    public required string Reason { get; init; }
    public required string Words { get; init; }
    public required DateTime At { get; init; }
    public required DateTime Until { get; init; }
}

internal sealed class EmergencyTable : IEntityTypeConfiguration<EmergencyRow>
{
    public void Configure(EntityTypeBuilder<EmergencyRow> builder)
    {
        // No foreign key to the dossier: that somebody looked stays when what was seen is gone.
        builder.ToTable("emergencies", t =>
        {
            t.HasTrigger("emergencies_stay");
            t.HasCheckConstraint("emergencies_why", "Words <> '' AND Reason <> ''");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(e => e.PersonId).HasMaxLength(Limits.Id);
        builder.Property(e => e.TeamId).HasMaxLength(Limits.Id);
        builder.Property(e => e.Reason).HasMaxLength(Limits.Code);
        builder.HasIndex(e => new { e.OrganisationId, e.DossierId });
        builder.HasIndex(e => new { e.OrganisationId, e.PersonId });
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(e => e.OrganisationId);
    }
}
