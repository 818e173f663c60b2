using FoodValley.Triage.Convening;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>What was noted about a meeting, once and for all: the plan, each change of it, and who was present.</summary>
internal sealed class MeetingLineRow : IAppendOnly
{
    public required Guid MeetingId { get; init; }
    public required int Number { get; init; }
    public required DateTime At { get; init; }
    public required string ById { get; init; }
    public required string ByName { get; init; }
    public required string Body { get; init; }

    public MeetingLine ToLine() => new(Number, At, ById, ByName, Noted.FromJson(Body));
}

internal sealed class MeetingLineTable : IEntityTypeConfiguration<MeetingLineRow>
{
    public void Configure(EntityTypeBuilder<MeetingLineRow> builder)
    {
        builder.ToTable("meeting_lines", t =>
        {
            t.HasTrigger("meeting_lines_stay");
            t.HasCheckConstraint("meeting_lines_filled", "Number > 0 AND ById <> '' AND Body <> ''");
        });
        builder.HasKey(l => new { l.MeetingId, l.Number });
        builder.Property(l => l.Number).ValueGeneratedNever();
        builder.Property(l => l.ById).HasMaxLength(Limits.Id);
        builder.Property(l => l.ByName).HasMaxLength(Limits.Name);
        builder.HasOne<MeetingRow>().WithMany().HasForeignKey(l => l.MeetingId);
    }
}
