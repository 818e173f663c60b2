using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>Which dossier a case on an agenda is about: so that a dossier knows the meetings that refer to it, and none refers to nothing.</summary>
internal sealed class MeetingCaseRow
{
    public required Guid MeetingId { get; init; }
    public required int Number { get; init; }
    public required Guid DossierId { get; init; }
}

internal sealed class MeetingCaseTable : IEntityTypeConfiguration<MeetingCaseRow>
{
    public void Configure(EntityTypeBuilder<MeetingCaseRow> builder)
    {
        builder.ToTable("meeting_cases", t => t.HasCheckConstraint("meeting_cases_filled", "Number > 0"));
        builder.HasKey(c => new { c.MeetingId, c.Number });
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.HasIndex(c => new { c.MeetingId, c.DossierId }).IsUnique();
        builder.HasIndex(c => c.DossierId);
        builder.HasOne<MeetingRow>().WithMany().HasForeignKey(c => c.MeetingId);
        builder.HasOne<DossierRow>().WithMany().HasForeignKey(c => c.DossierId);
    }
}
