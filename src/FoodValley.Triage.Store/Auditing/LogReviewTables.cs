using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>Somebody looked through a period of the access log and concluded. Numbered from 1 in each organisation.</summary>
internal sealed class LogReviewRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required int Number { get; init; }
    /// <summary>The team that was looked at; empty for the whole organisation.</summary>
    public required string TeamId { get; init; }
    public required string ById { get; init; }
    public required string ByName { get; init; }
    public required string ByRole { get; init; }
    public required DateOnly FromDay { get; init; }
    public required DateOnly UntilDay { get; init; }
    public required int Events { get; init; }
    /// <summary>Signals about the reviewer, which this conclusion leaves to somebody else.</summary>
    public required int OwnSignals { get; init; }
    public required string Conclusion { get; init; }
    public required DateTime At { get; init; }
}

internal sealed class LogReviewTable : IEntityTypeConfiguration<LogReviewRow>
{
    public void Configure(EntityTypeBuilder<LogReviewRow> builder)
    {
        builder.ToTable("log_reviews", t =>
        {
            t.HasTrigger("log_reviews_stay");
            t.HasCheckConstraint("log_reviews_filled", "Conclusion <> '' AND ById <> ''");
        });
        builder.HasKey(r => new { r.OrganisationId, r.Number });
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.Property(r => r.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(r => r.TeamId).HasMaxLength(Limits.Id);
        builder.Property(r => r.ById).HasMaxLength(Limits.Id);
        builder.Property(r => r.ByName).HasMaxLength(Limits.Name);
        builder.Property(r => r.ByRole).HasMaxLength(Limits.Code);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(r => r.OrganisationId);
    }
}

/// <summary>A signal that was seen in such a review: never one about the reviewer.</summary>
internal sealed class LogReviewSignalRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required int Number { get; init; }
    public required int Place { get; init; }
    public required string Kind { get; init; }
    public required string PersonId { get; init; }
    public DateOnly? Day { get; init; }
    public required int Count { get; init; }
    public Guid? EmergencyId { get; init; }
}

internal sealed class LogReviewSignalTable : IEntityTypeConfiguration<LogReviewSignalRow>
{
    public void Configure(EntityTypeBuilder<LogReviewSignalRow> builder)
    {
        builder.ToTable("log_review_signals", t => t.HasTrigger("log_review_signals_stay"));
        builder.HasKey(s => new { s.OrganisationId, s.Number, s.Place });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Place).ValueGeneratedNever();
        builder.Property(s => s.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(s => s.Kind).HasMaxLength(Limits.Code);
        builder.Property(s => s.PersonId).HasMaxLength(Limits.Id);
        builder.HasIndex(s => new { s.OrganisationId, s.EmergencyId });
        builder.HasOne<LogReviewRow>().WithMany().HasForeignKey(s => new { s.OrganisationId, s.Number });
    }
}
