using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class PersonRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Role { get; set; }
    public required string OrganisationId { get; init; }
    public required string TeamId { get; set; }
    /// <summary>UTC; from then on nobody signs in as this person. The row stays: signed decisions name it.</summary>
    public DateTime? Ended { get; set; }
}

internal sealed class PersonTable : IEntityTypeConfiguration<PersonRow>
{
    public void Configure(EntityTypeBuilder<PersonRow> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasMaxLength(Limits.Id);
        builder.Property(p => p.Name).HasMaxLength(Limits.Name);
        builder.Property(p => p.Role).HasMaxLength(Limits.Code);
        builder.Property(p => p.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(p => p.TeamId).HasMaxLength(Limits.Id);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(p => p.OrganisationId);
        builder.HasOne<TeamRow>().WithMany().HasForeignKey(p => p.TeamId);
    }
}
