using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>What somebody did with personal data, or tried to. A released name never changes.</summary>
public enum AccessAction
{
    /// <summary>Opened a page that shows it.</summary>
    [Code("read")] Read,
    /// <summary>Looked for it.</summary>
    [Code("search")] Search,
    /// <summary>Opened the printed form.</summary>
    [Code("print")] Print,
    /// <summary>Took a copy along.</summary>
    [Code("download")] Download,
    /// <summary>Asked for what is not theirs, and was refused.</summary>
    [Code("refused")] Refused,
    /// <summary>Came in.</summary>
    [Code("signed-in")] SignedIn,
    /// <summary>Went out.</summary>
    [Code("signed-out")] SignedOut,
    /// <summary>Opened a new dossier.</summary>
    [Code("opened-dossier")] OpenedDossier,
    /// <summary>Wrote in a dossier, or changed what stands in it.</summary>
    [Code("wrote")] Wrote,
    /// <summary>Gave a dossier to a colleague.</summary>
    [Code("handed-over")] HandedOver,
    /// <summary>Signed a decision.</summary>
    [Code("sealed")] Sealed,
    /// <summary>Added something to a decision.</summary>
    [Code("supplemented")] Supplemented,
    /// <summary>Wrote down what really went after a decision.</summary>
    [Code("exchanged")] Exchanged,
    /// <summary>Told the privacy officer that something was wrongly shared.</summary>
    [Code("reported")] Reported,
    /// <summary>Took decisions out as a file.</summary>
    [Code("exported")] Exported,
    /// <summary>Threw a draft away.</summary>
    [Code("dropped")] Dropped,
    /// <summary>Reviewed a decision, or answered a review.</summary>
    [Code("reviewed")] Reviewed,
    /// <summary>Took a review, or gave it to somebody.</summary>
    [Code("assigned")] Assigned,
    /// <summary>Set what the organisation's protocol permits, the share of reviews, or that an edition was confirmed.</summary>
    [Code("set-rules")] SetRules,
    /// <summary>Said that a decision must stay or may go: a hold, its end, a proposal, a refusal.</summary>
    [Code("kept")] Kept,
    /// <summary>Destroyed the content of a decision as the second person; the detail is the number of the leaf that says so.</summary>
    [Code("destroyed")] Destroyed,
    /// <summary>Added or changed a person or a team, or ended access or sessions.</summary>
    [Code("set-people")] SetPeople,
    /// <summary>Said why the content of a decision is opened.</summary>
    [Code("gave-reason")] GaveReason,
    /// <summary>Opened a dossier outside one's reach, with a reason.</summary>
    [Code("emergency")] Emergency,
    /// <summary>Looked in a dossier that was opened so.</summary>
    [Code("emergency-read")] EmergencyRead,
    /// <summary>Concluded on a period of the access log.</summary>
    [Code("reviewed-log")] ReviewedLog,
}

/// <summary>For what somebody acted: it follows from the role, and from the action where that says more. A released name never changes.</summary>
public enum AccessPurpose
{
    /// <summary>Help to a client.</summary>
    [Code("casework")] Casework,
    /// <summary>Guiding a team and reviewing decisions.</summary>
    [Code("review")] Review,
    /// <summary>Guarding and accounting for privacy.</summary>
    [Code("oversight")] Oversight,
    /// <summary>Arranging people and settings.</summary>
    [Code("administration")] Administration,
    /// <summary>Coming in and going out.</summary>
    [Code("sign-in")] SignIn,
    /// <summary>Help that cannot wait, outside one's reach.</summary>
    [Code("emergency")] Emergency,
}

/// <summary>What an event says besides who, what and when: the fields of NEN 7513 that follow from the act itself.</summary>
/// <param name="Team">On whose behalf: the team of that moment.</param>
/// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Origin">Where: <c>web</c>, or <c>shell</c> for what has no session.</param>
internal sealed record EventFields(string Team, string Outcome, string Purpose, string Origin)
{
    public static EventFields Of(Act act, AccessAction action) => new(
        act.Who.TeamId, action == AccessAction.Refused ? "refused" : "done", PurposeOf(act.Who.Role, action).Code(), act.Session.Length == 0 ? "shell" : "web");

    private static AccessPurpose PurposeOf(Role role, AccessAction action) => action switch
    {
        AccessAction.SignedIn or AccessAction.SignedOut => AccessPurpose.SignIn,
        AccessAction.Emergency or AccessAction.EmergencyRead => AccessPurpose.Emergency,
        _ => role switch
        {
            Role.Caseworker => AccessPurpose.Casework,
            Role.TeamLead => AccessPurpose.Review,
            Role.PrivacyOfficer => AccessPurpose.Oversight,
            Role.Administrator => AccessPurpose.Administration,
        },
    };
}

/// <summary>Who looked at what: append-only from the first day. Holds ids and codes, never a text about a person. Serves HK-8.4 and HK-8.6.</summary>
public sealed class AccessLog(TriageDb db)
{
    /// <summary>
    /// One event. <paramref name="detail"/> is a code such as a page's name: at most 40 letters, digits, dots, slashes, underscores and hyphens,
    /// else <see cref="ArgumentException"/>, so that no personal text can slip in.
    /// </summary>
    public async Task WriteAsync(
        Act act, AccessAction action, Guid? dossier = null, Guid? record = null, Guid? draft = null, string detail = "", CancellationToken cancellationToken = default)
    {
        Check(detail);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await AppendAsync(db, act, action, dossier, record, draft, detail, cancellationToken);
    }

    /// <summary>The same within a turn, and a transaction, of the caller.</summary>
    internal static Task AppendAsync(
        TriageDb db, Act act, AccessAction action, Guid? dossier = null, Guid? record = null, Guid? draft = null, string detail = "", CancellationToken cancellationToken = default)
    {
        Check(detail);
        var fields = EventFields.Of(act, action);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO access_events (OrganisationId, TeamId, Outcome, Purpose, Origin, PersonId, Role, Action, DossierId, RecordId, DraftId, Session, At, Detail)
            VALUES ({act.Who.OrganisationId}, {fields.Team}, {fields.Outcome}, {fields.Purpose}, {fields.Origin}, {act.Who.Id}, {act.Who.Role.Code()}, {action.Code()}, {dossier}, {record}, {draft}, {act.Session}, {StoredTime.Of(act.At)}, {detail})
            """,
            cancellationToken);
    }

    /// <summary>
    /// One event per draft, action and session: for the pages of the guided way, of which somebody sees many in one sitting.
    /// True when it was written now. Costs one read when it was there already.
    /// </summary>
    public async Task<bool> OncePerSessionAsync(
        Act act, AccessAction action, Guid draft, Guid? dossier = null, string detail = "", CancellationToken cancellationToken = default)
    {
        Check(detail);
        var code = action.Code();
        if (await HotQueries.Of(db).EventExists(db, draft, act.Session, code, act.Who.Id, cancellationToken)) return false;
        var fields = EventFields.Of(act, action);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO access_events (OrganisationId, TeamId, Outcome, Purpose, Origin, PersonId, Role, Action, DossierId, RecordId, DraftId, Session, At, Detail)
            SELECT {act.Who.OrganisationId}, {fields.Team}, {fields.Outcome}, {fields.Purpose}, {fields.Origin}, {act.Who.Id}, {act.Who.Role.Code()}, {code}, {dossier}, NULL, {draft}, {act.Session}, {StoredTime.Of(act.At)}, {detail}
            WHERE NOT EXISTS (SELECT 1 FROM access_events WHERE DraftId = {draft} AND Session = {act.Session} AND Action = {code} AND PersonId = {act.Who.Id})
            """,
            cancellationToken) > 0;
    }

    /// <summary>
    /// Who did what with an own dossier, oldest first: roles, never names (GDPR 15). Refusals are left out: nobody saw anything then. An event of a draft
    /// that became a decision carries the id of that decision (HK-8.4).
    /// </summary>
    public async Task<IReadOnlyList<Consulted>> OfDossierAsync(Person person, Guid dossier, CancellationToken cancellationToken = default)
    {
        var refused = AccessAction.Refused.Code();
        var rows = await db.AccessEvents.AsNoTracking()
            .Where(e => e.OrganisationId == person.OrganisationId && e.DossierId == dossier && e.Action != refused
                && db.Dossiers.Any(own => own.Id == dossier && own.OrganisationId == person.OrganisationId && own.ResponsibleId == person.Id))
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .Select(e => new { e.At, e.Role, Record = e.RecordId ?? db.Drafts.Where(d => d.Id == e.DraftId).Select(d => d.SealedAs).FirstOrDefault(), Draft = e.DraftId })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Consulted(r.At, Stored.Code<Role>(r.Role), r.Record, r.Record is null && r.Draft is not null))];
    }

    /// <summary>An event as a row, for a store class that writes it in the transaction of what it tells of.</summary>
    internal static AccessEventRow RowOf(Act act, AccessAction action, string detail, Guid? record = null, Guid? dossier = null)
    {
        Check(detail);
        var fields = EventFields.Of(act, action);
        return new()
        {
            OrganisationId = act.Who.OrganisationId, TeamId = fields.Team, Outcome = fields.Outcome, Purpose = fields.Purpose, Origin = fields.Origin, PersonId = act.Who.Id, Role = act.Who.Role.Code(), Action = action.Code(), RecordId = record, DossierId = dossier, Session = act.Session,
            At = StoredTime.Of(act.At), Detail = detail,
        };
    }

    private static void Check(string detail)
    {
        if (detail.Length > Limits.Code || !detail.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/'))
            throw new ArgumentException("The detail of an access event is a code, never a text.", nameof(detail));
    }
}

/// <summary>Somebody saw a dossier.</summary>
/// <param name="At">UTC.</param>
/// <param name="Role">In which role.</param>
/// <param name="Record">The decision it was about; null when it was about the dossier.</param>
/// <param name="Draft">True when it was about a draft that is no decision (yet).</param>
public sealed record Consulted(DateTime At, Role Role, Guid? Record, bool Draft);
