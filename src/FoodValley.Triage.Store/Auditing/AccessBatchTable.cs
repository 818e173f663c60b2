using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>Which events a leaf seals: a copy of its facts, so that the next batch knows where to begin.</summary>
internal sealed class AccessBatchRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required long Sequence { get; init; }
    public required long AfterEvent { get; init; }
    public required long LastEvent { get; init; }
}

internal sealed class AccessBatchTable : IEntityTypeConfiguration<AccessBatchRow>
{
    public void Configure(EntityTypeBuilder<AccessBatchRow> builder)
    {
        builder.ToTable("access_batches", t => t.HasTrigger("access_batches_stay"));
        builder.HasKey(b => new { b.OrganisationId, b.Sequence });
        builder.Property(b => b.Sequence).ValueGeneratedNever();
        builder.Property(b => b.OrganisationId).HasMaxLength(Limits.Id);
        builder.HasOne<LeafRow>().WithOne().HasForeignKey<AccessBatchRow>(b => new { b.OrganisationId, b.Sequence });
    }
}
