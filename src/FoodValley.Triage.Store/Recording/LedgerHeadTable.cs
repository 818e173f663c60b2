using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class LedgerHeadRow
{
    public required string OrganisationId { get; init; }
    public required long Size { get; set; }
    public required byte[] Frontier { get; set; }
    public required byte[] Root { get; set; }
}

internal sealed class LedgerHeadTable : IEntityTypeConfiguration<LedgerHeadRow>
{
    public void Configure(EntityTypeBuilder<LedgerHeadRow> builder)
    {
        builder.ToTable("ledger_heads", t => t.HasTrigger("ledger_heads_grow"));
        builder.HasKey(h => h.OrganisationId);
        builder.Property(h => h.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(h => h.Frontier).HasMaxLength(8 + (63 * 32));
        builder.Property(h => h.Root).HasMaxLength(32);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(h => h.OrganisationId);
    }
}
