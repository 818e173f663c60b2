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
