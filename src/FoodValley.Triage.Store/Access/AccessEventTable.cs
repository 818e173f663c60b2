using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class AccessEventRow : IAppendOnly
{
    public long Id { get; init; }
    public required string OrganisationId { get; init; }
    /// <summary>For which team, at that moment; empty in events from before this was kept, as are the next three.</summary>
    public required string TeamId { get; init; }
    public required string PersonId { get; init; }
    public required string Role { get; init; }
    public required string Action { get; init; }
    public required string Outcome { get; init; }
    public required string Purpose { get; init; }
    public required string Origin { get; init; }
    public Guid? DossierId { get; init; }
    public Guid? RecordId { get; init; }
    public Guid? DraftId { get; init; }
    public required string Session { get; init; }
    public required DateTime At { get; init; }
    public required string Detail { get; init; }

    public Auditing.AccessEvent ToEvent() =>
        new(Id, OrganisationId, TeamId, PersonId, Role, Action, Outcome, Purpose, Origin, DossierId, RecordId, DraftId, Session, At, Detail);
}

internal sealed class AccessEventTable : IEntityTypeConfiguration<AccessEventRow>
{
    public void Configure(EntityTypeBuilder<AccessEventRow> builder)
    {
        // No foreign keys: an event stays when what it speaks of is gone.
        builder.ToTable("access_events", t =>
        {
            t.HasTrigger("access_events_stay");
            t.HasCheckConstraint("access_events_who", "PersonId <> '' AND OrganisationId <> '' AND Action <> ''");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(e => e.PersonId).HasMaxLength(Limits.Id);
        builder.Property(e => e.Role).HasMaxLength(Limits.Code);
        builder.Property(e => e.Action).HasMaxLength(Limits.Code);
        builder.Property(e => e.TeamId).HasMaxLength(Limits.Id).HasDefaultValue("");
        builder.Property(e => e.Outcome).HasMaxLength(Limits.Code).HasDefaultValue("");
        builder.Property(e => e.Purpose).HasMaxLength(Limits.Code).HasDefaultValue("");
        builder.Property(e => e.Origin).HasMaxLength(Limits.Code).HasDefaultValue("");
        builder.Property(e => e.Session).HasMaxLength(Limits.Id);
        builder.Property(e => e.Detail).HasMaxLength(Limits.Code);
        builder.HasIndex(e => new { e.OrganisationId, e.At });
        builder.HasIndex(e => new { e.OrganisationId, e.DossierId });
        builder.HasIndex(e => new { e.OrganisationId, e.RecordId }).HasFilter("Action = 'destroyed'").HasDatabaseName("IX_access_events_destroyed");
        builder.HasIndex(e => new { e.DraftId, e.Session, e.Action });
    }
}
