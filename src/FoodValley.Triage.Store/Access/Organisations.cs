using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>An organisation that keeps a ledger.</summary>
/// <param name="Id">Stable id; sealed in every leaf.</param>
/// <param name="Name">As shown.</param>
/// <param name="Sector">Its usual sector.</param>
/// <param name="Live">Until it is, sharing cannot be signed (HK-8z; decision matrix, ambiguity 21).</param>
public sealed record Organisation(string Id, string Name, Sector Sector, bool Live);

/// <summary>The organisations and what their privacy protocols permit.</summary>
public sealed class Organisations(TriageDb db)
{
    /// <summary>The organisation with this id, or null.</summary>
    public async Task<Organisation?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Organisation(db, id, cancellationToken) is { } o ? new Organisation(o.Id, o.Name, Stored.Code<Sector>(o.Sector), o.Live) : null;

    /// <summary>A new organisation with an empty ledger. Throws <see cref="DbUpdateException"/> when the id is taken.</summary>
    public async Task AddAsync(Organisation organisation, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        db.AddRange(RowsOf(organisation));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// A new organisation with an empty ledger and a first team of this name, in one transaction with its access events. The id of the team; null, and nothing
    /// written, when the id of the organisation is taken.
    /// </summary>
    public async Task<string?> SetUpAsync(Act act, Organisation organisation, string team, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Organisations.AnyAsync(o => o.Id == organisation.Id, cancellationToken)) return null;
        var id = Staff.IdOf(team);
        if (await db.Teams.AnyAsync(t => t.Id == id, cancellationToken)) id = Staff.IdOf($"{organisation.Id} {team}");
        db.AddRange(RowsOf(organisation));
        await db.SaveChangesAsync(cancellationToken);
        db.Add(new TeamRow { Id = id, OrganisationId = organisation.Id, Name = team });
        db.Add(AccessLog.RowOf(act, AccessAction.SetPeople, "organisation-added"));
        db.Add(AccessLog.RowOf(act, AccessAction.SetPeople, "team-added"));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>
    /// Another name, or live or not, for the organisation of who acts, with its access event in the same transaction; false, and nothing written, when it is not
    /// (any more) as <paramref name="was"/> says. Id and sector never change: they are sealed.
    /// </summary>
    public async Task<bool> ChangeAsync(Act act, Organisation was, Organisation asked, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(asked);
        if (act.Who.Role != Role.Administrator || was.Id != act.Who.OrganisationId || asked.Id != was.Id || asked.Sector != was.Sector) return false;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == was.Id && o.Name == was.Name && o.Live == was.Live, cancellationToken) is not { } row) return false;
        (row.Name, row.Live) = (asked.Name, asked.Live);
        if (asked.Name != was.Name) db.Add(AccessLog.RowOf(act, AccessAction.SetRules, "organisation-name"));
        if (asked.Live != was.Live) db.Add(AccessLog.RowOf(act, AccessAction.SetRules, asked.Live ? "organisation-live" : "organisation-not-live"));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>What article 4 of its protocol permits now; null when nobody entered it yet (HK-2).</summary>
    public async Task<ProtocolSetting?> ProtocolAsync(string organisationId, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Protocol(db, organisationId, cancellationToken) is { } s ? SettingOf(s) : null;

    internal static ProtocolSetting SettingOf(ProtocolSettingRow s) =>
        new(s.Version, s.Date, [.. s.Grounds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stored.Code<LegalGround>)]);

    /// <summary>Sets it for the organisation of who acts; earlier settings stay. Whether that person may is the page's question.</summary>
    public async Task SetProtocolAsync(Act act, ProtocolSetting setting, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        var number = await db.ProtocolSettings.Where(s => s.OrganisationId == act.Who.OrganisationId).MaxAsync(s => (int?)s.Number, cancellationToken) ?? 0;
        db.Add(RowOf(act.Who.OrganisationId, number + 1, setting, act.Who.Id, act.At));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    internal static IEnumerable<object> RowsOf(Organisation o) =>
    [
        new OrganisationRow { Id = o.Id, Name = o.Name, Sector = o.Sector.Code(), Live = o.Live },
        new LedgerHeadRow { OrganisationId = o.Id, Size = 0, Frontier = Frontier.Empty.ToBytes(), Root = MerkleTree.EmptyRoot },
    ];

    internal static ProtocolSettingRow RowOf(string organisationId, int number, ProtocolSetting setting, string by, DateTime at) => new()
    {
        OrganisationId = organisationId,
        Number = number,
        Version = setting.Version,
        Date = setting.Date,
        Grounds = string.Join(' ', setting.Grounds.Select(g => g.Code())),
        SetBy = by,
        SetAt = at,
    };
}
