using FoodValley.Triage.Convening;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class MeetingRow
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string TeamId { get; init; }
    public required string ConvenerId { get; init; }
    public required string ConvenerName { get; init; }
    /// <summary>A copy of what the lines say, to find and order by.</summary>
    public required DateOnly Day { get; set; }
    /// <summary>Number of the last line; raised with every line, so that two who write at once are told.</summary>
    public required int Version { get; set; }

    public MeetingHead ToHead() => new(Id, OrganisationId, TeamId, ConvenerId, ConvenerName, Version);
}

internal sealed class MeetingTable : IEntityTypeConfiguration<MeetingRow>
{
    public void Configure(EntityTypeBuilder<MeetingRow> builder)
    {
        builder.ToTable("meetings", t => t.HasCheckConstraint("meetings_filled", "ConvenerId <> '' AND ConvenerName <> '' AND Version > 0"));
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(m => m.TeamId).HasMaxLength(Limits.Id);
        builder.Property(m => m.ConvenerId).HasMaxLength(Limits.Id);
        builder.Property(m => m.ConvenerName).HasMaxLength(Limits.Name);
        builder.HasIndex(m => new { m.OrganisationId, m.TeamId, m.Day });
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(m => m.OrganisationId);
        builder.HasOne<TeamRow>().WithMany().HasForeignKey(m => m.TeamId);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(m => m.ConvenerId);
    }
}
