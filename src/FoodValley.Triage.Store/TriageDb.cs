using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FoodValley.Triage.Store;

/// <summary>
/// All tables on one screen. Nobody outside this room reads or writes them but through the store classes, which put organisation and owner on every query.
/// Two small subclasses choose the database.
/// </summary>
public abstract class TriageDb(DbContextOptions options) : DbContext(options)
{
    internal DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();
    internal DbSet<TeamRow> Teams => Set<TeamRow>();
    internal DbSet<PersonRow> People => Set<PersonRow>();
    /// <summary>Who may sign in: whoever is offered to do something is one of these.</summary>
    internal IQueryable<PersonRow> Working => People.Where(p => p.Ended == null);
    internal DbSet<ProtocolSettingRow> ProtocolSettings => Set<ProtocolSettingRow>();
    internal DbSet<SessionRow> Sessions => Set<SessionRow>();
    internal DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    internal DbSet<DossierRow> Dossiers => Set<DossierRow>();
    internal DbSet<DossierLineRow> DossierLines => Set<DossierLineRow>();
    internal DbSet<PartnerRow> Partners => Set<PartnerRow>();
    internal DbSet<MeetingRow> Meetings => Set<MeetingRow>();
    internal DbSet<MeetingCaseRow> MeetingCases => Set<MeetingCaseRow>();
    internal DbSet<MeetingLineRow> MeetingLines => Set<MeetingLineRow>();
    internal DbSet<DraftRow> Drafts => Set<DraftRow>();
    internal DbSet<AdviceRow> Advice => Set<AdviceRow>();

    internal DbSet<LedgerHeadRow> LedgerHeads => Set<LedgerHeadRow>();
    internal DbSet<LeafRow> Leaves => Set<LeafRow>();
    internal DbSet<RecordContentRow> RecordContents => Set<RecordContentRow>();
    internal DbSet<DecisionRow> Decisions => Set<DecisionRow>();
    internal DbSet<ExchangeRow> Exchanges => Set<ExchangeRow>();
    internal DbSet<ReviewItemRow> ReviewItems => Set<ReviewItemRow>();
    internal DbSet<ReviewSettingRow> ReviewSettings => Set<ReviewSettingRow>();
    internal DbSet<ReportDayRow> ReportDays => Set<ReportDayRow>();
    internal DbSet<EditionConfirmationRow> EditionConfirmations => Set<EditionConfirmationRow>();
    internal DbSet<AccessEventRow> AccessEvents => Set<AccessEventRow>();
    internal DbSet<ReadingReasonRow> ReadingReasons => Set<ReadingReasonRow>();
    internal DbSet<AccessBatchRow> AccessBatches => Set<AccessBatchRow>();
    internal DbSet<LogReviewRow> LogReviews => Set<LogReviewRow>();
    internal DbSet<LogReviewSignalRow> LogReviewSignals => Set<LogReviewSignalRow>();
    internal DbSet<EmergencyRow> Emergencies => Set<EmergencyRow>();
    internal DbSet<ProcessingOutboxRow> ProcessingOutbox => Set<ProcessingOutboxRow>();

    internal DbSet<AnswerVersionRow> AnswerVersions => Set<AnswerVersionRow>();
    internal DbSet<AnswerConfirmationRow> AnswerConfirmations => Set<AnswerConfirmationRow>();

    internal DbSet<HeldFormRow> HeldForms => Set<HeldFormRow>();
    internal DbSet<StoreMarkRow> StoreMarks => Set<StoreMarkRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder
            .ApplyConfiguration(new OrganisationTable())
            .ApplyConfiguration(new TeamTable())
            .ApplyConfiguration(new PersonTable())
            .ApplyConfiguration(new ProtocolSettingTable())
            .ApplyConfiguration(new SessionTable())
            .ApplyConfiguration(new ProtectionKeyTable())
            .ApplyConfiguration(new DossierTable())
            .ApplyConfiguration(new DossierLineTable())
            .ApplyConfiguration(new PartnerTable())
            .ApplyConfiguration(new MeetingTable())
            .ApplyConfiguration(new MeetingCaseTable())
            .ApplyConfiguration(new MeetingLineTable())
            .ApplyConfiguration(new DraftTable())
            .ApplyConfiguration(new AdviceTable())
            .ApplyConfiguration(new LedgerHeadTable())
            .ApplyConfiguration(new LeafTable(CountOfBytes))
            .ApplyConfiguration(new RecordContentTable(CountOfBytes))
            .ApplyConfiguration(new DecisionTable())
            .ApplyConfiguration(new ExchangeTable())
            .ApplyConfiguration(new ReviewItemTable())
            .ApplyConfiguration(new ReviewSettingTable())
            .ApplyConfiguration(new ReportDayTable())
            .ApplyConfiguration(new EditionConfirmationTable())
            .ApplyConfiguration(new AccessEventTable())
            .ApplyConfiguration(new ReadingReasonTable())
            .ApplyConfiguration(new AccessBatchTable())
            .ApplyConfiguration(new LogReviewTable())
            .ApplyConfiguration(new LogReviewSignalTable())
            .ApplyConfiguration(new EmergencyTable())
            .ApplyConfiguration(new ProcessingOutboxTable())
            .ApplyConfiguration(new AnswerVersionTable())
            .ApplyConfiguration(new AnswerConfirmationTable())
            .ApplyConfiguration(new HeldFormTable())
            .ApplyConfiguration(new StoreMarkTable());
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
            key.DeleteBehavior = DeleteBehavior.Restrict;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<StoredTime>().HavePrecision(6);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        AppendOnly.Guard(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        AppendOnly.Guard(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>SQL for the number of bytes in a column.</summary>
    internal abstract string CountOfBytes(string column);

    /// <summary>Keeps the connection until this context is given back, where opening one costs more than a read.</summary>
    internal abstract void StayConnected();

    /// <summary>True when this says that a value which must be unique was there already.</summary>
    internal abstract bool IsDuplicate(System.Data.Common.DbException problem);

    /// <summary>True when this says that another writer was in the way and nothing was written.</summary>
    internal abstract bool IsInTheWay(System.Data.Common.DbException problem);

    /// <summary>A turn to write, given in the order asked. Hold it for one short transaction and give it back.</summary>
    internal abstract ValueTask<IDisposable?> WriteTurnAsync(CancellationToken cancellationToken);

    /// <summary>After something was destroyed: leaves no byte of it in what the database keeps beside its tables. False when a reader held it all the time.</summary>
    internal abstract Task<bool> EraseTracesAsync(CancellationToken cancellationToken);

    /// <summary>First thing in a transaction that appends to a ledger: nobody else appends to it until the transaction ends.</summary>
    internal abstract Task LockLedgerAsync(string organisationId, CancellationToken cancellationToken);
}

/// <summary>Times are UTC in microseconds: what both databases keep and order.</summary>
internal sealed class StoredTime() : ValueConverter<DateTime, DateTime>(v => Of(v), v => DateTime.SpecifyKind(v, DateTimeKind.Utc))
{
    /// <summary>As stored. Local time is our own mistake and throws <see cref="ArgumentException"/>.</summary>
    public static DateTime Of(DateTime utc) => utc.Kind == DateTimeKind.Local
        ? throw new ArgumentException("Times are stored in UTC.", nameof(utc))
        : new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
