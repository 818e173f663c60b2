using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>
/// A decision that is reviewed, as lists search for it: who has it, by when and where it stands. What was said stands in the ledger; this row may change.
/// </summary>
internal sealed class ReviewItemRow
{
    public required string OrganisationId { get; init; }
    public required long Sequence { get; init; }
    public required Guid RecordId { get; init; }
    public required string TeamId { get; init; }
    public required string AuthorId { get; init; }
    public required string Level { get; init; }
    public required string Outcome { get; init; }
    public required string Sector { get; init; }
    public required string Ground { get; init; }
    public required bool Safety { get; init; }
    public required bool Deviation { get; init; }
    /// <summary>Codes with a space between.</summary>
    public required string Reasons { get; set; }
    public required DateTime Signed { get; init; }
    /// <summary>Its day in the Netherlands.</summary>
    public required DateOnly Day { get; init; }
    public required DateOnly Due { get; set; }
    public required string State { get; set; }
    public string? AssignedTo { get; set; }
    public required int Version { get; set; }
}

internal sealed class ReviewItemTable : IEntityTypeConfiguration<ReviewItemRow>
{
    public void Configure(EntityTypeBuilder<ReviewItemRow> builder)
    {
        builder.ToTable("review_items");
        builder.HasKey(i => new { i.OrganisationId, i.Sequence });
        builder.Property(i => i.Sequence).ValueGeneratedNever();
        builder.Property(i => i.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(i => i.TeamId).HasMaxLength(Limits.Id);
        builder.Property(i => i.AuthorId).HasMaxLength(Limits.Id);
        builder.Property(i => i.Level).HasMaxLength(Limits.Code);
        builder.Property(i => i.Outcome).HasMaxLength(Limits.Code);
        builder.Property(i => i.Sector).HasMaxLength(Limits.Code);
        builder.Property(i => i.Ground).HasMaxLength(Limits.Code);
        builder.Property(i => i.Reasons).HasMaxLength(Limits.Name);
        builder.Property(i => i.State).HasMaxLength(Limits.Code);
        builder.Property(i => i.AssignedTo).HasMaxLength(Limits.Id);
        builder.HasIndex(i => new { i.OrganisationId, i.TeamId, i.State, i.Due, i.Sequence });
        builder.HasIndex(i => new { i.OrganisationId, i.AssignedTo, i.State });
        builder.HasIndex(i => new { i.OrganisationId, i.AuthorId, i.State });
        builder.HasIndex(i => new { i.OrganisationId, i.State, i.Day });
        builder.HasOne<LeafRow>().WithOne().HasForeignKey<ReviewItemRow>(i => new { i.OrganisationId, i.Sequence });
    }
}

/// <summary>What an organisation set about reviews, the secret of its lot, and how far its ledger was looked through.</summary>
internal sealed class ReviewSettingRow
{
    public required string OrganisationId { get; init; }
    public required byte[] LotKey { get; init; }
    public required int Percentage { get; set; }
    public required int Term { get; set; }
    /// <summary>Leaves below this number were looked at.</summary>
    public required long UpTo { get; set; }
}

internal sealed class ReviewSettingTable : IEntityTypeConfiguration<ReviewSettingRow>
{
    public void Configure(EntityTypeBuilder<ReviewSettingRow> builder)
    {
        builder.ToTable("review_settings", t => t.HasCheckConstraint("review_settings_sound", "Percentage >= 0 AND Percentage <= 100 AND Term >= 1 AND UpTo >= 0"));
        builder.HasKey(s => s.OrganisationId);
        builder.Property(s => s.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(s => s.LotKey).HasMaxLength(32);
        builder.HasOne<OrganisationRow>().WithOne().HasForeignKey<ReviewSettingRow>(s => s.OrganisationId);
    }
}

/// <summary>
/// How many decisions of one day are alike in all that the report tells apart: the report reads these, so that it is as fast over a million decisions
/// as over a thousand. Counted from the ledger; names nobody.
/// </summary>
internal sealed class ReportDayRow
{
    /// <summary>No day of a decision: a row of this day counts something over the whole ledger, by name in <see cref="Level"/>, in <see cref="Exchanged"/>.</summary>
    public static readonly DateOnly WholeLedger = DateOnly.MinValue;
    /// <summary>Exchanges that stand on no decision.</summary>
    public const string WithoutDecision = "without-decision";
    /// <summary>Safety decisions made at once of which the rest is not there yet, for each team.</summary>
    public const string Incomplete = "incomplete";

    public required string OrganisationId { get; init; }
    public required DateOnly Day { get; init; }
    /// <summary>SHA-256 over all below but the counts, in hexadecimal.</summary>
    public required string Alike { get; init; }
    /// <summary>Year and month as one number, 202611.</summary>
    public required int Month { get; init; }
    public required string TeamId { get; init; }
    public required string Level { get; init; }
    public required string Outcome { get; init; }
    public required string Sector { get; init; }
    public required string Ground { get; init; }
    public required string EditionId { get; init; }
    public required bool Safety { get; init; }
    public required bool Deviation { get; init; }
    /// <summary>Written down after it was shared.</summary>
    public required bool Afterwards { get; init; }
    /// <summary>The client was not told yet, and no later decision took its place.</summary>
    public required bool Uninformed { get; init; }
    /// <summary>When somebody looks again whether the client can be told.</summary>
    public DateOnly? InformOn { get; init; }
    public required long Decisions { get; set; }
    /// <summary>Of these: how many something went on.</summary>
    public required long Exchanged { get; set; }
}

internal sealed class ReportDayTable : IEntityTypeConfiguration<ReportDayRow>
{
    public void Configure(EntityTypeBuilder<ReportDayRow> builder)
    {
        builder.ToTable("report_days", t => t.HasCheckConstraint("report_days_counted", "Decisions >= 0 AND Exchanged >= 0"));
        builder.HasKey(d => new { d.OrganisationId, d.Day, d.Alike });
        builder.Property(d => d.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(d => d.Alike).HasMaxLength(64);
        builder.Property(d => d.TeamId).HasMaxLength(Limits.Id);
        builder.Property(d => d.Level).HasMaxLength(Limits.Code);
        builder.Property(d => d.Outcome).HasMaxLength(Limits.Code);
        builder.Property(d => d.Sector).HasMaxLength(Limits.Code);
        builder.Property(d => d.Ground).HasMaxLength(Limits.Code);
        builder.Property(d => d.EditionId).HasMaxLength(Limits.Id);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(d => d.OrganisationId);
    }
}

/// <summary>A lawyer or officer confirmed an edition of the rules; every confirmation stays.</summary>
internal sealed class EditionConfirmationRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required string EditionId { get; init; }
    public required int Number { get; init; }
    public required string ConfirmedBy { get; init; }
    public required DateOnly ConfirmedOn { get; init; }
    public required string MarkedBy { get; init; }
    public required DateTime MarkedAt { get; init; }
}

internal sealed class EditionConfirmationTable : IEntityTypeConfiguration<EditionConfirmationRow>
{
    public void Configure(EntityTypeBuilder<EditionConfirmationRow> builder)
    {
        builder.ToTable("edition_confirmations", t =>
        {
            t.HasTrigger("edition_confirmations_stay");
            t.HasCheckConstraint("edition_confirmations_filled", "ConfirmedBy <> '' AND MarkedBy <> ''");
        });
        builder.HasKey(c => new { c.OrganisationId, c.EditionId, c.Number });
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.Property(c => c.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(c => c.EditionId).HasMaxLength(Limits.Id);
        builder.Property(c => c.ConfirmedBy).HasMaxLength(Limits.Name);
        builder.Property(c => c.MarkedBy).HasMaxLength(Limits.Id);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(c => c.OrganisationId);
    }
}
