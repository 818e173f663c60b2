using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>What a leaf commits to, apart from it so that it can be destroyed lawfully while the leaf stays.</summary>
internal sealed class RecordContentRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required long Sequence { get; init; }
    public required byte[] Facts { get; init; }
    public required byte[] FactsSalt { get; init; }
    public required byte[] Content { get; init; }
    public required byte[] ContentSalt { get; init; }
}

internal sealed class RecordContentTable(Func<string, string> countOfBytes) : IEntityTypeConfiguration<RecordContentRow>
{
    public void Configure(EntityTypeBuilder<RecordContentRow> builder)
    {
        builder.ToTable("record_contents", t =>
        {
            t.HasTrigger("record_contents_stay");
            // HK-7a: an empty record is no record. "{}" is two bytes.
            t.HasCheckConstraint("record_contents_filled", $"{countOfBytes("Facts")} > 2 AND {countOfBytes("Content")} > 2");
            t.HasCheckConstraint("record_contents_salted", $"{countOfBytes("FactsSalt")} = 32 AND {countOfBytes("ContentSalt")} = 32");
        });
        builder.HasKey(c => new { c.OrganisationId, c.Sequence });
        builder.Property(c => c.Sequence).ValueGeneratedNever();
        builder.Property(c => c.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(c => c.FactsSalt).HasMaxLength(32);
        builder.Property(c => c.ContentSalt).HasMaxLength(32);
        builder.HasOne<LeafRow>().WithOne().HasForeignKey<RecordContentRow>(c => new { c.OrganisationId, c.Sequence });
    }
}
