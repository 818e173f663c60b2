using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class OrganisationRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Sector { get; set; }
    public bool Live { get; set; }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<OrganisationRow>
{
    public void Configure(EntityTypeBuilder<OrganisationRow> builder)
    {
        builder.ToTable("organisations");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(Limits.Id);
        builder.Property(o => o.Name).HasMaxLength(Limits.Name);
        builder.Property(o => o.Sector).HasMaxLength(Limits.Code);
    }
}
