using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// Who is signed in. A cookie alone opens nothing: its session must stand here and not have ended, so that signing out, the provider or an administrator
/// ends it everywhere at once. Serves HK-0c and HK-8.4.
/// </summary>
public sealed class Sessions(TriageDb db)
{
    /// <summary>A session that begins now. Those that are over go.</summary>
    /// <param name="id">Unguessable; in the cookie and in every access event of this sitting.</param>
    /// <param name="personId">Whose it is.</param>
    /// <param name="at">UTC.</param>
    /// <param name="until">UTC; from then on it is over, whatever happens in it.</param>
    /// <param name="providerSubject">What the sign-in provider calls the person, or null.</param>
    /// <param name="providerSession">What it calls the session, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task BeginAsync(
        string id, string personId, DateTime at, DateTime until, string? providerSubject = null, string? providerSession = null, CancellationToken cancellationToken = default)
    {
        var now = StoredTime.Of(at);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await db.Sessions.Where(s => s.Until <= now).ExecuteDeleteAsync(cancellationToken);
        db.Add(new SessionRow
        {
            Id = id, PersonId = personId, Began = now, Until = StoredTime.Of(until), ProviderSubject = Short(providerSubject), ProviderSession = Short(providerSession),
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Whose open session this is, with the role, team and names as they are now; null when there is none (any more).</summary>
    public async Task<Person?> FindAsync(string id, DateTime at, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).PersonOfSession(db, id, StoredTime.Of(at), cancellationToken) is { } person ? People.ToPerson(person) : null;

    /// <summary>Ends it; nothing happens when it had ended.</summary>
    public Task EndAsync(string id, DateTime at, CancellationToken cancellationToken = default) => EndAsync(db.Sessions.Where(s => s.Id == id), at, cancellationToken);

    /// <summary>This person's open sessions, the newest first.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="at">UTC; what is over by then is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<OpenSession>> OfAsync(string personId, DateTime at, CancellationToken cancellationToken = default)
    {
        var now = StoredTime.Of(at);
        return await db.Sessions.AsNoTracking().Where(s => s.PersonId == personId && s.Ended == null && s.Until > now)
            .OrderByDescending(s => s.Began).Select(s => new OpenSession(s.Id, s.Began, s.Until)).ToListAsync(cancellationToken);
    }

    /// <summary>Ends this one when it is this person's; how many there were, 0 or 1.</summary>
    public Task<int> EndOneOfAsync(string personId, string id, DateTime at, CancellationToken cancellationToken = default) =>
        EndAsync(db.Sessions.Where(s => s.PersonId == personId && s.Id == id), at, cancellationToken);

    /// <summary>Ends every session of this person but this one; how many there were.</summary>
    public Task<int> EndOthersOfAsync(string personId, string id, DateTime at, CancellationToken cancellationToken = default) =>
        EndAsync(db.Sessions.Where(s => s.PersonId == personId && s.Id != id), at, cancellationToken);

    /// <summary>Ends every session of this person: the role was taken away, or a device was lost. How many there were.</summary>
    public Task<int> EndAllOfAsync(string personId, DateTime at, CancellationToken cancellationToken = default) =>
        EndAsync(db.Sessions.Where(s => s.PersonId == personId), at, cancellationToken);

    /// <summary>
    /// Ends what the sign-in provider names: one session when it names one, else all of the person. Only sessions that began before
    /// <paramref name="said"/> (UTC): the same word heard again later does not end a newer one. How many there were.
    /// </summary>
    public Task<int> EndByProviderAsync(string? subject, string? session, DateTime said, DateTime at, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(subject) && string.IsNullOrEmpty(session)) return Task.FromResult(0);
        var (theirs, one, before) = (Short(subject), Short(session), StoredTime.Of(said));
        return EndAsync(db.Sessions.Where(s => s.Began <= before && (one == "" || s.ProviderSession == one) && (theirs == "" || s.ProviderSubject == theirs)), at, cancellationToken);
    }

    private async Task<int> EndAsync(IQueryable<SessionRow> which, DateTime at, CancellationToken cancellationToken)
    {
        DateTime? now = StoredTime.Of(at);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        return await which.Where(s => s.Ended == null).ExecuteUpdateAsync(s => s.SetProperty(row => row.Ended, now), cancellationToken);
    }

    // The provider's names may be long, and may say who somebody is.
    private static string Short(string? name) => string.IsNullOrEmpty(name) ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}

/// <summary>Somebody is signed in with it.</summary>
/// <param name="Id">As in the access events of this sitting. It opens nothing by itself: the cookie around it is encrypted.</param>
/// <param name="Began">UTC.</param>
/// <param name="Until">UTC; over by then in any case.</param>
public sealed record OpenSession(string Id, DateTime Began, DateTime Until);
