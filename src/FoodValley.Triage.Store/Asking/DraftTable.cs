using FoodValley.Triage.Asking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class DraftRow
{
    public required Guid Id { get; init; }
    public required string OrganisationId { get; init; }
    public required string TeamId { get; init; }
    public required string OwnerId { get; init; }
    public Guid? DossierId { get; set; }
    public required string Answers { get; set; }
    public required string EditionId { get; set; }
    public required int Version { get; set; }
    public required DateTime Started { get; init; }
    public required DateTime Changed { get; set; }
    public Guid? SealedAs { get; set; }

    public Draft ToDraft() => new(
        Id, OrganisationId, TeamId, OwnerId, DossierId, Triage.Asking.Answers.FromJson(Answers), EditionId, Version, Started, Changed, SealedAs);
}

internal sealed class DraftTable : IEntityTypeConfiguration<DraftRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("drafts", t =>
        {
            t.HasTrigger("drafts_closed");
            t.HasCheckConstraint("drafts_emptied", "SealedAs IS NULL OR Answers = '{}'");
        });
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(d => d.TeamId).HasMaxLength(Limits.Id);
        builder.Property(d => d.OwnerId).HasMaxLength(Limits.Id);
        builder.Property(d => d.EditionId).HasMaxLength(Limits.Id);
        builder.HasIndex(d => new { d.OwnerId, d.SealedAs, d.Changed });
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(d => d.OrganisationId);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(d => d.OwnerId);
        builder.HasOne<DossierRow>().WithMany().HasForeignKey(d => d.DossierId);
    }
}
