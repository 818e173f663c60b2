using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class TeamRow
{
    public required string Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string Name { get; set; }
}

internal sealed class TeamTable : IEntityTypeConfiguration<TeamRow>
{
    public void Configure(EntityTypeBuilder<TeamRow> builder)
    {
        builder.ToTable("teams");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).HasMaxLength(Limits.Id);
        builder.Property(t => t.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(t => t.Name).HasMaxLength(Limits.Name);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(t => t.OrganisationId);
    }
}
