using FoodValley.Triage.Asking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>A question to a colleague from within a draft.</summary>
internal sealed class AdviceRow
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required Guid DraftId { get; init; }
    public required string AskedById { get; init; }
    public required string AskedByName { get; init; }
    public required string AskedId { get; init; }
    public required string AskedName { get; init; }
    public required string AskedRole { get; init; }
    public required string Question { get; init; }
    public required DateTime AskedAt { get; init; }
    public string? Answer { get; set; }
    public DateTime? AnsweredAt { get; set; }

    public ColleagueAdvice ToAdvice() => new(Id, DraftId, AskedByName, AskedId, AskedName, Stored.Code<Role>(AskedRole), Question, AskedAt, Answer, AnsweredAt);
}

internal sealed class AdviceTable : IEntityTypeConfiguration<AdviceRow>
{
    public void Configure(EntityTypeBuilder<AdviceRow> builder)
    {
        builder.ToTable("colleague_advice");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(a => a.AskedById).HasMaxLength(Limits.Id);
        builder.Property(a => a.AskedByName).HasMaxLength(Limits.Name);
        builder.Property(a => a.AskedId).HasMaxLength(Limits.Id);
        builder.Property(a => a.AskedName).HasMaxLength(Limits.Name);
        builder.Property(a => a.AskedRole).HasMaxLength(Limits.Code);
        builder.HasIndex(a => a.DraftId);
        builder.HasIndex(a => new { a.OrganisationId, a.AskedId, a.AnsweredAt });
        builder.HasOne<DraftRow>().WithMany().HasForeignKey(a => a.DraftId);
    }
}
