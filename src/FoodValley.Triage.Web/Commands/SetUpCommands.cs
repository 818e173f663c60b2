using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>organisation add</c> and <c>person add</c>: the first set-up in production. Afterwards an administrator keeps people and teams on the pages. Acts as <c>operator</c>.</summary>
public static class SetUpCommands
{
    // The line goes to a shell, never into a page: letters with accents stay readable.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A new organisation with an empty ledger and a first team, and a JSON line <c>{organisation,team}</c>. 0 when it is there now; 2 for values that cannot be,
    /// or an id that is taken; 3 when the database cannot be used.
    /// </summary>
    public static async Task<int> OrganisationAsync(
        DatabaseSettings settings, string id, string name, string sector, string team, bool live, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var wrong = id.Length is 0 or > People.LongestId || !id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') ? $"An id is made of small letters, digits and hyphens, at most {People.LongestId}; it is sealed in every decision and never changes."
            : WrongName(name) ?? WrongName(team);
        if (Coded.Parse<Sector>(sector) is not { } known) wrong ??= $"A sector is one of {string.Join(' ', Coded.All<Sector>().Select(s => s.Code()))}.";
        else if (wrong is null)
            return await WithAsync(settings, error, async db =>
            {
                var organisation = new Organisation(id, name.Trim(), known, live);
                if (await new Organisations(db).SetUpAsync(Operator(organisation, clock), organisation, team.Trim(), cancellationToken) is not { } teamId)
                    return $"There is an organisation {id} already; nothing was changed.";
                await output.WriteLineAsync(JsonSerializer.Serialize(new { organisation = id, team = teamId }, Json));
                return null;
            }, cancellationToken);
        await error.WriteLineAsync(wrong);
        return 2;
    }

    /// <summary>
    /// A new person, who may sign in from then on, and a JSON line <c>{person,organisation,team,role}</c>. Without a team it is the only one of the organisation.
    /// 0 when it is there now; 2 for a role, organisation or team that is not there, or an id that is taken; 3 when the database cannot be used.
    /// </summary>
    public static async Task<int> PersonAsync(
        DatabaseSettings settings, string organisation, string id, string name, string role, string? team, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var wrong = id.Length is 0 or > People.LongestId || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? $"An id is what the sign-in provider says, without spaces, at most {People.LongestId} characters." : WrongName(name);
        if (Coded.Parse<Role>(role) is not { } known) wrong ??= $"A role is one of {string.Join(' ', Coded.All<Role>().Select(r => r.Code()))}.";
        else if (wrong is null)
            return await WithAsync(settings, error, async db =>
            {
                if (await new Organisations(db).FindAsync(organisation, cancellationToken) is not { } owner) return $"There is no organisation {organisation}: make it with `organisation add`.";
                var (act, staff) = (Operator(owner, clock), new Staff(db, Chance.Secure));
                var teams = await staff.TeamsAsync(act.Who, cancellationToken);
                var chosen = team is null ? (teams.Count == 1 ? teams[0] : null) : teams.SingleOrDefault(t => t.Id == team);
                if (chosen is null) return $"--team is one of {string.Join(' ', teams.Select(t => t.Id))}.";
                switch (await staff.AddAsync(act, id, name.Trim(), known, chosen.Id, cancellationToken))
                {
                    case Kept:
                        await output.WriteLineAsync(JsonSerializer.Serialize(new { person = id, organisation, team = chosen.Id, role }, Json));
                        return null;
                    case IdTaken:
                        return $"There is a person {id} already; nothing was changed.";
                    default:
                        return $"There is no team {chosen.Id} any more.";
                }
            }, cancellationToken);
        await error.WriteLineAsync(wrong);
        return 2;
    }

    private static string? WrongName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > People.LongestName || name.Any(char.IsControl) ? $"A name has one to {People.LongestName} characters." : null;

    private static Act Operator(Organisation owner, TimeProvider clock) =>
        new(new Person("operator", "operator", Role.Administrator, owner.Id, owner.Name, owner.Sector, "operator", "operator"), clock.GetUtcNow().UtcDateTime, "");

    // The work gives null when it is done, or the sentence that says why not.
    private static async Task<int> WithAsync(DatabaseSettings settings, TextWriter error, Func<TriageDb, Task<string?>> work, CancellationToken cancellationToken)
    {
        try
        {
            await Database.RequireCurrentAsync(settings, cancellationToken);
            await using var db = Database.Open(settings);
            if (await work(db) is not { } why) return 0;
            await error.WriteLineAsync(why);
            return 2;
        }
        catch (Exception e) when (Database.Reason(e, settings) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 3;
        }
    }
}
