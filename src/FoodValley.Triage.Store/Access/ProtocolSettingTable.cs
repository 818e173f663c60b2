using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>Every setting stays, numbered from 1; the highest number holds.</summary>
internal sealed class ProtocolSettingRow
{
    public required string OrganisationId { get; init; }
    public required int Number { get; init; }
    public required string Version { get; init; }
    public required DateOnly Date { get; init; }
    /// <summary>Codes with a space between.</summary>
    public required string Grounds { get; init; }
    public required string SetBy { get; init; }
    public required DateTime SetAt { get; init; }
}

internal sealed class ProtocolSettingTable : IEntityTypeConfiguration<ProtocolSettingRow>
{
    public void Configure(EntityTypeBuilder<ProtocolSettingRow> builder)
    {
        builder.ToTable("protocol_settings");
        builder.HasKey(s => new { s.OrganisationId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(s => s.Version).HasMaxLength(Limits.Id);
        builder.Property(s => s.Grounds).HasMaxLength(Limits.Name);
        builder.Property(s => s.SetBy).HasMaxLength(Limits.Id);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(s => s.OrganisationId);
    }
}
