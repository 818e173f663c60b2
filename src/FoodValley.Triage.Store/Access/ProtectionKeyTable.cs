using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class ProtectionKeyRow
{
    public long Id { get; init; }
    public required string Name { get; init; }
    /// <summary>The element as the framework wrote it; encrypted when a certificate is set.</summary>
    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyTable : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<ProtectionKeyRow> builder)
    {
        builder.ToTable("protection_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Name).HasMaxLength(Limits.Name);
    }
}
