using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>What is searched and listed: copies of what was sealed, checked against it by <see cref="Verification"/>. Codes as text, so that a flawed one can still be read and named.</summary>
internal sealed class DecisionRow : IAppendOnly
{
    public Guid Id { get; set; }
    public required string OrganisationId { get; init; }
    public required string TeamId { get; init; }
    public required string AuthorId { get; init; }
    public Guid? DossierId { get; init; }
    public required long Sequence { get; set; }
    public required string Kind { get; init; }
    public required string Level { get; init; }
    public required string Outcome { get; init; }
    public required string Sector { get; init; }
    public required string Ground { get; init; }
    public required DateTime Signed { get; init; }
    public DateOnly? HeldUntil { get; init; }
    public DateOnly? MomentTo { get; init; }
    public Guid? RefersTo { get; init; }
    public bool Safety { get; init; }
    public DateOnly? CompleteBy { get; init; }

    /// <summary>Put at its place in the ledger, which gives it its id.</summary>
    public DecisionRow At(long sequence, byte[] leafHash)
    {
        Sequence = sequence;
        Id = Copies.IdOf(leafHash, this);
        return this;
    }
}

internal sealed class DecisionTable : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.ToTable("decisions", t =>
        {
            t.HasTrigger("decisions_stay");
            t.HasCheckConstraint("decisions_filled", "AuthorId <> '' AND TeamId <> '' AND Kind <> '' AND Level <> '' AND Outcome <> '' AND Sector <> '' AND Ground <> ''");
        });
        // Ids are random: rows lie in the order of the ledger instead.
        builder.HasKey(d => d.Id).IsClustered(false);
        builder.HasIndex(d => new { d.OrganisationId, d.Sequence }).IsUnique().IsClustered();
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(d => d.TeamId).HasMaxLength(Limits.Id);
        builder.Property(d => d.AuthorId).HasMaxLength(Limits.Id);
        builder.Property(d => d.Kind).HasMaxLength(Limits.Code);
        builder.Property(d => d.Level).HasMaxLength(Limits.Code);
        builder.Property(d => d.Outcome).HasMaxLength(Limits.Code);
        builder.Property(d => d.Sector).HasMaxLength(Limits.Code);
        builder.Property(d => d.Ground).HasMaxLength(Limits.Code);
        builder.HasIndex(d => new { d.OrganisationId, d.AuthorId, d.Kind, d.Sequence });
        builder.HasIndex(d => new { d.OrganisationId, d.TeamId, d.Kind, d.Sequence });
        builder.HasIndex(d => new { d.OrganisationId, d.DossierId });
        builder.HasIndex(d => new { d.OrganisationId, d.TeamId, d.Sequence }).HasFilter("Safety = 1").HasDatabaseName("IX_decisions_safety");
        builder.HasIndex(d => new { d.OrganisationId, d.RefersTo });
        builder.HasOne<LeafRow>().WithOne().HasForeignKey<DecisionRow>(d => new { d.OrganisationId, d.Sequence });
        builder.HasOne<DossierRow>().WithMany().HasForeignKey(d => d.DossierId);
    }
}
