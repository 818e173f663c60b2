using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Somebody of the own organisation as an administrator sees them: no content, only how much there is of it.</summary>
/// <param name="Key">Stands for the person in addresses, because an id at the sign-in provider may say who somebody is (<see cref="Staff.KeyOf"/>).</param>
/// <param name="Id">By which the sign-in provider knows the person.</param>
/// <param name="Name">As shown.</param>
/// <param name="Role">The one role.</param>
/// <param name="TeamId">The team.</param>
/// <param name="TeamName">As shown.</param>
/// <param name="Ended">UTC, when access was ended; null while the person may sign in.</param>
/// <param name="Dossiers">Of how many dossiers this person is the responsible caseworker.</param>
/// <param name="Drafts">How many drafts this person has open.</param>
public sealed record StaffMember(Guid Key, string Id, string Name, Role Role, string TeamId, string TeamName, DateTime? Ended, int Dossiers, int Drafts);

/// <summary>A team of the own organisation.</summary>
/// <param name="Id">By which the settings of the sign-in provider name it.</param>
/// <param name="Name">As shown.</param>
/// <param name="People">How many may sign in.</param>
public sealed record StaffTeam(string Id, string Name, int People);

/// <summary>How a change by an administrator ended: <see cref="Kept"/>, or why nothing was written.</summary>
public abstract record Staffing;

/// <summary>It is so now.</summary>
/// <param name="Sessions">How many sessions were ended by it.</param>
public sealed record Kept(int Sessions = 0) : Staffing;

/// <summary>This id belongs to somebody already, here or in another organisation.</summary>
public sealed record IdTaken : Staffing;

/// <summary>Another team of the organisation has this name.</summary>
public sealed record TeamNameTaken : Staffing;

/// <summary>Somebody changed the person or the team meanwhile, or there is none of this organisation.</summary>
public sealed record ChangedMeanwhile : Staffing;

/// <summary>Without this person nobody would be left to administer the organisation.</summary>
public sealed record LastAdministrator : Staffing;

/// <summary>This person has dossiers or drafts that somebody must take over first.</summary>
public sealed record StillHasWork : Staffing;

/// <summary>
/// The people and teams of one organisation, as its administrator keeps them; nobody else gets or changes anything here. Every change is an access event in
/// the same transaction, with codes only. Serves HK-0c and HK-8.4.
/// </summary>
public sealed class Staff(TriageDb db, Chance chance)
{
    /// <summary>Stands for a person in addresses and, its first sixteen digits, in access events: from the SHA-256 of the id.</summary>
    public static Guid KeyOf(string personId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(personId)).AsSpan(0, 16), bigEndian: true);

    /// <summary>Everybody, also whose access was ended, by name.</summary>
    public async Task<IReadOnlyList<StaffMember>> OfAsync(Person administrator, CancellationToken cancellationToken = default)
    {
        if (administrator.Role != Role.Administrator) return [];
        var organisation = administrator.OrganisationId;
        var rows = await (
            from p in db.People.AsNoTracking()
            join t in db.Teams on p.TeamId equals t.Id
            where p.OrganisationId == organisation
            orderby p.Name, p.Id
            select new
            {
                p.Id, p.Name, p.Role, TeamId = t.Id, TeamName = t.Name, p.Ended,
                Dossiers = db.Dossiers.Count(d => d.OrganisationId == organisation && d.ResponsibleId == p.Id),
                Drafts = db.Drafts.Count(d => d.OrganisationId == organisation && d.OwnerId == p.Id && d.SealedAs == null),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new StaffMember(KeyOf(r.Id), r.Id, r.Name, Stored.Code<Role>(r.Role), r.TeamId, r.TeamName, r.Ended, r.Dossiers, r.Drafts))];
    }

    /// <summary>The person of this organisation with this key, or null.</summary>
    public async Task<StaffMember?> FindAsync(Person administrator, Guid key, CancellationToken cancellationToken = default) =>
        (await OfAsync(administrator, cancellationToken)).SingleOrDefault(m => m.Key == key);

    /// <summary>Teams by name.</summary>
    public async Task<IReadOnlyList<StaffTeam>> TeamsAsync(Person administrator, CancellationToken cancellationToken = default)
    {
        if (administrator.Role != Role.Administrator) return [];
        return await db.Teams.AsNoTracking().Where(t => t.OrganisationId == administrator.OrganisationId).OrderBy(t => t.Name)
            .Select(t => new StaffTeam(t.Id, t.Name, db.People.Count(p => p.TeamId == t.Id && p.Ended == null))).ToListAsync(cancellationToken);
    }

    /// <summary>A new person: <see cref="Kept"/>, <see cref="IdTaken"/>, or <see cref="ChangedMeanwhile"/> when the organisation has no such team.</summary>
    public async Task<Staffing> AddAsync(Act act, string id, string name, Role role, string teamId, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.People.AnyAsync(p => p.Id == id, cancellationToken)) return new IdTaken();
        if (!await HasTeamAsync(act, teamId, cancellationToken)) return new ChangedMeanwhile();
        db.Add(new PersonRow { Id = id, Name = name, Role = role.Code(), OrganisationId = act.Who.OrganisationId, TeamId = teamId });
        return await KeptAsync(act, [$"added-{role.Code()}/{Mark(id)}"], 0, transaction, cancellationToken);
    }

    /// <summary>
    /// Another name, role or team for somebody who may sign in, as <paramref name="was"/> said when it was looked at. Dossiers stay with who is responsible, so
    /// a caseworker who has work keeps that role (<see cref="StillHasWork"/>).
    /// </summary>
    public async Task<Staffing> ChangeAsync(Act act, StaffMember was, string name, Role role, string teamId, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        ArgumentNullException.ThrowIfNull(was);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await RowAsync(act, was, cancellationToken) is not { Ended: null } row || !await HasTeamAsync(act, teamId, cancellationToken)) return new ChangedMeanwhile();
        if (role != was.Role && was.Role == Role.Administrator && await IsLastAsync(row, cancellationToken)) return new LastAdministrator();
        if (role != was.Role && was.Role == Role.Caseworker && await HasWorkAsync(row, cancellationToken)) return new StillHasWork();
        var events = new List<string>();
        if (name != row.Name) events.Add("name/" + Mark(row.Id));
        if (teamId != row.TeamId) events.Add("team/" + Mark(row.Id));
        if (role != was.Role) events.Add($"role-{role.Code()}/{Mark(row.Id)}");
        (row.Name, row.Role, row.TeamId) = (name, role.Code(), teamId);
        return await KeptAsync(act, events, 0, transaction, cancellationToken);
    }

    /// <summary>
    /// Ends access: from now on nobody signs in as this person, and every open session is over. The person's dossiers go with their drafts to the caseworker
    /// <paramref name="takesOver"/> of the organisation; with dossiers and nobody to take them over nothing happens (<see cref="StillHasWork"/>). What the person
    /// signed stays as it is.
    /// </summary>
    /// <param name="act">Which administrator, and when.</param>
    /// <param name="was">The person as looked at.</param>
    /// <param name="takesOver">Id of a caseworker, or null.</param>
    /// <param name="why">What the dossiers say about it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Staffing> EndAsync(Act act, StaffMember was, string? takesOver, string why, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        ArgumentNullException.ThrowIfNull(was);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await RowAsync(act, was, cancellationToken) is not { Ended: null } row) return new ChangedMeanwhile();
        if (was.Role == Role.Administrator && await IsLastAsync(row, cancellationToken)) return new LastAdministrator();
        var events = new List<string> { "ended/" + Mark(row.Id) };
        var dossiers = await db.Dossiers.AsNoTracking().Where(d => d.OrganisationId == row.OrganisationId && d.ResponsibleId == row.Id).Select(d => new { d.Id, d.Version }).ToListAsync(cancellationToken);
        if (dossiers.Count > 0)
        {
            var caseworker = Role.Caseworker.Code();
            var to = takesOver is null ? null : await db.Working.AsNoTracking().SingleOrDefaultAsync(p => p.Id == takesOver && p.OrganisationId == row.OrganisationId && p.Role == caseworker && p.Id != row.Id, cancellationToken);
            if (to is null) return new StillHasWork();
            foreach (var dossier in dossiers)
                if (!await CaseFiles.GiveAsync(db, act, dossier.Id, dossier.Version, new HandedOver(row.Id, row.Name, to.Id, to.Name, why), to.TeamId, cancellationToken)) return new ChangedMeanwhile();
            db.AddRange(dossiers.Select(d => AccessLog.RowOf(act, AccessAction.HandedOver, "access-ended", dossier: d.Id)));
        }
        row.Ended = StoredTime.Of(act.At);
        return await KeptAsync(act, events, await EndSessionsAsync(act, row, cancellationToken), transaction, cancellationToken);
    }

    /// <summary>Gives access again, with the role and team that the person had.</summary>
    public async Task<Staffing> AgainAsync(Act act, StaffMember was, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        ArgumentNullException.ThrowIfNull(was);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await RowAsync(act, was, cancellationToken) is not { Ended: not null } row) return new ChangedMeanwhile();
        row.Ended = null;
        return await KeptAsync(act, [$"again-{row.Role}/{Mark(row.Id)}"], 0, transaction, cancellationToken);
    }

    /// <summary>Ends all open sessions of this person, who may sign in again.</summary>
    public async Task<Staffing> EndSessionsAsync(Act act, StaffMember was, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        ArgumentNullException.ThrowIfNull(was);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == was.Id && p.OrganisationId == act.Who.OrganisationId, cancellationToken) is not { } row) return new ChangedMeanwhile();
        return await KeptAsync(act, ["sessions/" + Mark(row.Id)], await EndSessionsAsync(act, row, cancellationToken), transaction, cancellationToken);
    }

    /// <summary>A new team. Its id is made from the name, with what makes it the only one: settings of the sign-in provider may name it.</summary>
    public async Task<Staffing> AddTeamAsync(Act act, string name, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Teams.AnyAsync(t => t.OrganisationId == act.Who.OrganisationId && t.Name == name, cancellationToken)) return new TeamNameTaken();
        var id = IdOf(name);
        if (await db.Teams.AnyAsync(t => t.Id == id, cancellationToken)) id += "-" + Convert.ToHexStringLower(chance.Bytes(4));
        db.Add(new TeamRow { Id = id, OrganisationId = act.Who.OrganisationId, Name = name });
        return await KeptAsync(act, ["team-added"], 0, transaction, cancellationToken);
    }

    /// <summary>Another name for a team that is called <paramref name="was"/>; its id stays.</summary>
    public async Task<Staffing> RenameTeamAsync(Act act, string teamId, string was, string name, CancellationToken cancellationToken = default)
    {
        MustAdminister(act);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Teams.SingleOrDefaultAsync(t => t.Id == teamId && t.OrganisationId == act.Who.OrganisationId && t.Name == was, cancellationToken) is not { } row) return new ChangedMeanwhile();
        if (await db.Teams.AnyAsync(t => t.OrganisationId == act.Who.OrganisationId && t.Name == name && t.Id != teamId, cancellationToken)) return new TeamNameTaken();
        row.Name = name;
        return await KeptAsync(act, ["team-renamed"], 0, transaction, cancellationToken);
    }

    /// <summary>Letters, digits and hyphens of a name, at most forty, beginning with <c>team-</c>.</summary>
    internal static string IdOf(string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        var id = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        if (!id.StartsWith("team-", StringComparison.Ordinal)) id = "team-" + id;
        return (id.Length <= 40 ? id : id[..40]).TrimEnd('-');
    }

    private static string Mark(string personId) => KeyOf(personId).ToString("N")[..16];

    private static void MustAdminister(Act act)
    {
        if (act.Who.Role != Role.Administrator) throw new InvalidOperationException("Only an administrator keeps people and teams.");
    }

    private Task<bool> HasTeamAsync(Act act, string teamId, CancellationToken cancellationToken) =>
        db.Teams.AnyAsync(t => t.Id == teamId && t.OrganisationId == act.Who.OrganisationId, cancellationToken);

    // As it was looked at, or it changed meanwhile.
    private async Task<PersonRow?> RowAsync(Act act, StaffMember was, CancellationToken cancellationToken)
    {
        var row = await db.People.SingleOrDefaultAsync(p => p.Id == was.Id && p.OrganisationId == act.Who.OrganisationId, cancellationToken);
        return row is not null && row.Name == was.Name && row.Role == was.Role.Code() && row.TeamId == was.TeamId ? row : null;
    }

    private async Task<bool> IsLastAsync(PersonRow row, CancellationToken cancellationToken) =>
        !await db.Working.AnyAsync(p => p.OrganisationId == row.OrganisationId && p.Role == row.Role && p.Id != row.Id, cancellationToken);

    private async Task<bool> HasWorkAsync(PersonRow row, CancellationToken cancellationToken) =>
        await db.Dossiers.AnyAsync(d => d.OrganisationId == row.OrganisationId && d.ResponsibleId == row.Id, cancellationToken)
        || await db.Drafts.AnyAsync(d => d.OrganisationId == row.OrganisationId && d.OwnerId == row.Id && d.SealedAs == null, cancellationToken);

    private async Task<int> EndSessionsAsync(Act act, PersonRow row, CancellationToken cancellationToken)
    {
        DateTime? now = StoredTime.Of(act.At);
        return await db.Sessions.Where(s => s.PersonId == row.Id && s.Ended == null).ExecuteUpdateAsync(s => s.SetProperty(one => one.Ended, now), cancellationToken);
    }

    private async Task<Staffing> KeptAsync(
        Act act, IReadOnlyList<string> events, int sessions, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var one in events) db.Add(AccessLog.RowOf(act, AccessAction.SetPeople, one));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return new Kept(sessions);
    }
}
