using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>
/// What an exchange is searched and listed by: copies of what was sealed, checked against it by <see cref="Verification"/>. The database itself refuses an
/// exchange that refers to no earlier leaf of the same ledger (HK-8c).
/// </summary>
internal sealed class ExchangeRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required long Sequence { get; init; }
    public required long DecisionSequence { get; init; }
    public required DateTime SentAt { get; init; }
    public required string How { get; init; }
}

internal sealed class ExchangeTable : IEntityTypeConfiguration<ExchangeRow>
{
    public void Configure(EntityTypeBuilder<ExchangeRow> builder)
    {
        builder.ToTable("exchanges", t =>
        {
            t.HasTrigger("exchanges_stay");
            t.HasCheckConstraint("exchanges_filled", "How <> '' AND DecisionSequence >= 0 AND DecisionSequence < Sequence");
        });
        builder.HasKey(e => new { e.OrganisationId, e.Sequence });
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(e => e.How).HasMaxLength(Limits.Code);
        builder.HasIndex(e => new { e.OrganisationId, e.DecisionSequence });
        builder.HasOne<LeafRow>().WithOne().HasForeignKey<ExchangeRow>(e => new { e.OrganisationId, e.Sequence });
        builder.HasOne<LeafRow>().WithMany().HasForeignKey(e => new { e.OrganisationId, e.DecisionSequence });
    }
}
