using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class ReadingReasonRow : IAppendOnly
{
    public long Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string PersonId { get; init; }
    public required Guid RecordId { get; init; }
    public required string Session { get; init; }
    public required DateTime At { get; init; }
    public required string Why { get; init; }
    public required string Words { get; init; }
}

internal sealed class ReadingReasonTable : IEntityTypeConfiguration<ReadingReasonRow>
{
    public void Configure(EntityTypeBuilder<ReadingReasonRow> builder)
    {
        // No foreign keys, like the access events it belongs to.
        builder.ToTable("reading_reasons", t =>
        {
            t.HasTrigger("reading_reasons_stay");
            t.HasCheckConstraint("reading_reasons_said", "Why <> '' AND Words <> ''");
        });
        builder.HasKey(r => r.Id);
        builder.Property(r => r.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(r => r.PersonId).HasMaxLength(Limits.Id);
        builder.Property(r => r.Session).HasMaxLength(Limits.Id);
        builder.Property(r => r.Why).HasMaxLength(Limits.Code);
        builder.HasIndex(r => new { r.RecordId, r.Session });
    }
}
