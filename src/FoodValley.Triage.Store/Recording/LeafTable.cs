using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class LeafRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required long Sequence { get; init; }
    public required byte[] Bytes { get; init; }
    public required byte[] Hash { get; init; }
}

internal sealed class LeafTable(Func<string, string> countOfBytes) : IEntityTypeConfiguration<LeafRow>
{
    public void Configure(EntityTypeBuilder<LeafRow> builder)
    {
        builder.ToTable("leaves", t =>
        {
            t.HasTrigger("leaves_stay");
            t.HasCheckConstraint("leaves_filled", $"Sequence >= 0 AND {countOfBytes("Bytes")} > 2 AND {countOfBytes("Hash")} = 32");
        });
        builder.HasKey(l => new { l.OrganisationId, l.Sequence });
        builder.Property(l => l.Sequence).ValueGeneratedNever();
        builder.Property(l => l.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(l => l.Bytes).HasMaxLength(8000);
        builder.Property(l => l.Hash).HasMaxLength(32);
        builder.HasOne<LedgerHeadRow>().WithMany().HasForeignKey(l => l.OrganisationId);
    }
}
