using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>What is to be known about this database as a whole, such as <c>demo</c> = <c>yes</c>.</summary>
internal sealed class StoreMarkRow
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

internal sealed class StoreMarkTable : IEntityTypeConfiguration<StoreMarkRow>
{
    public void Configure(EntityTypeBuilder<StoreMarkRow> builder)
    {
        builder.ToTable("store_marks");
        builder.HasKey(m => m.Name);
        builder.Property(m => m.Name).HasMaxLength(Limits.Id);
        builder.Property(m => m.Value).HasMaxLength(Limits.Name);
    }
}
