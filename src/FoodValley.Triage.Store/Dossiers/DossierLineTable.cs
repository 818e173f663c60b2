using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>What was written in a dossier, once and for all.</summary>
internal sealed class DossierLineRow : IAppendOnly
{
    public required Guid DossierId { get; init; }
    public required int Number { get; init; }
    public required DateTime At { get; init; }
    public required string ById { get; init; }
    public required string ByName { get; init; }
    public required string Body { get; init; }

    public DossierLine ToLine() => new(Number, At, ById, ByName, Written.FromJson(Body));
}

internal sealed class DossierLineTable : IEntityTypeConfiguration<DossierLineRow>
{
    public void Configure(EntityTypeBuilder<DossierLineRow> builder)
    {
        builder.ToTable("dossier_lines", t =>
        {
            t.HasTrigger("dossier_lines_stay");
            t.HasCheckConstraint("dossier_lines_filled", "Number > 0 AND ById <> '' AND Body <> ''");
        });
        builder.HasKey(l => new { l.DossierId, l.Number });
        builder.Property(l => l.Number).ValueGeneratedNever();
        builder.Property(l => l.ById).HasMaxLength(Limits.Id);
        builder.Property(l => l.ByName).HasMaxLength(Limits.Name);
        builder.HasOne<DossierRow>().WithMany().HasForeignKey(l => l.DossierId);
    }
}
