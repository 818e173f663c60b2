using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Talks.Doors;

/// <summary>How far somebody's right goes, from the thing that the address names.</summary>
internal enum Reach
{
    /// <summary>The address names nothing, or something that is everybody's.</summary>
    [Code("all")] All,
    /// <summary>Whose it is.</summary>
    [Code("own")] Own,
    /// <summary>The same team of the same organisation.</summary>
    [Code("team")] Team,
    /// <summary>The same organisation.</summary>
    [Code("organisation")] Organisation,
}

/// <summary>One line of the matrix: these ways to come in at this address, with whom they are for.</summary>
/// <param name="Route">As the program's own list has it.</param>
/// <param name="Ways">A method, and a handler where there is one: <c>GET</c>, <c>POST drop</c>.</param>
/// <param name="Thing">What the address names in the test; empty when it names nothing.</param>
/// <param name="Anyone">True when nobody needs to sign in.</param>
/// <param name="Rights">Each role that may, and how far.</param>
/// <param name="Opens">What a GET within reach answers.</param>
/// <param name="Beyond">What a role that may gets beyond its reach.</param>
internal sealed record MatrixLine(string Route, IReadOnlyList<string> Ways, string Thing, bool Anyone, IReadOnlyDictionary<Role, Reach> Rights, int Opens, int Beyond);

/// <summary>
/// Who may do what, written down apart from the program: an auditor reads it here, and <see cref="AuthorisationMatrixTests"/> compares every door of the program
/// with it. Who has no right at a door gets 403, who reaches beyond the own reach gets what the last column says (404: it does not exist), and nobody else
/// but <c>anyone</c> comes in without signing in.
/// </summary>
internal static class AuthorisationMatrix
{
    /// <summary>
    /// route | ways | thing | who and how far (role reach, …; <c>signed-in</c>: every role; <c>anyone</c>: without signing in) | opens | beyond.
    /// </summary>
    private const string Table = """
        # For everybody
        /health/live                                        | GET, HEAD               | -          | anyone                                        | 200 | -
        /health/ready                                       | GET, HEAD               | -          | anyone                                        | 200 | -
        /{*path}                                            | GET, POST               | -          | anyone                                        | 404 | -
        /{**path:file}                                      | GET, HEAD               | -          | anyone                                        | 404 | -
        /language                                           | POST                    | -          | anyone                                        | 302 | -
        /sign-out                                           | POST                    | -          | anyone                                        | 302 | -
        /demo/sign-in                                       | GET, POST               | -          | anyone                                        | 200 | -
        /signed-out                                         | GET                     | -          | anyone                                        | 200 | -
        /explanation/{audience?}                            | GET                     | -          | anyone                                        | 200 | -
        /explanation/child                                  | GET                     | -          | anyone                                        | 200 | -

        # For everybody who signed in
        /                                                   | GET                     | -          | signed-in all                                 | 200 | -
        /quick-check                                        | GET, POST               | -          | signed-in all                                 | 200 | -
        /session/stay                                       | GET                     | -          | signed-in all                                 | 200 | -
        /session/resume/{id}                                | GET                     | form       | signed-in own                                 | 200 | 404
        /session/mine                                       | GET, POST               | -          | signed-in all                                 | 200 | -
        /answers                                            | GET                     | -          | signed-in all                                 | 200 | -
        /answers                                            | POST                    | -          | caseworker all, team-lead all, privacy-officer all | - | -
        /partners                                           | GET                     | -          | signed-in all                                 | 200 | -
        /partners/{id:guid}                                 | GET                     | partner    | signed-in organisation                        | 200 | 404
        /partners/{id:guid}                                 | POST, POST end          | partner    | caseworker organisation, privacy-officer organisation | - | 404
        /partners/{id:guid}                                 | POST again              | partner-ended | caseworker organisation, privacy-officer organisation | - | 404
        /partners/new                                       | GET, POST               | -          | caseworker all, privacy-officer all           | 200 | -
        /advice/{id:guid}                                   | GET, POST               | advice     | caseworker own, team-lead own, privacy-officer own | 200 | 404

        # Dossiers: whoever is responsible
        /dossiers                                           | GET, POST               | -          | caseworker all                                | 200 | -
        /dossiers/new                                       | GET, POST               | -          | caseworker all                                | 200 | -
        /dossiers/{id:guid}                                 | GET                     | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/client                          | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/capacity                        | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/referral                        | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/presence                        | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/file                            | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/help-request                    | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/help-request/propose            | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/help-request/proposals/{number:int} | GET, POST           | proposal   | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/goal                            | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/plan                            | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/plan/agreement                  | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/plan/print                      | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/people/{person}                 | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/people/{person:guid}/end        | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/people/{person:guid}/letters    | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/consent/new                     | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/consent/{number:int}/withdraw   | GET, POST               | consent    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/consent/{number:int}/void       | GET, POST               | consent    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/hand-over                       | GET, POST               | family     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests                        | GET                     | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/new                    | GET, POST               | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/{number:int}/pause     | GET, POST               | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/{number:int}/resume    | GET, POST               | paused     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/{number:int}/extend    | GET, POST               | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/{number:int}/decide    | GET, POST               | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/requests/{number:int}/letter    | GET                     | request    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/overview                        | GET                     | letter     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/overview/{reader}               | GET, POST               | letter     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/overview/{reader}/paper         | GET                     | letter     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/decisions/{record:guid}/letters | GET                     | letter     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/decisions/{record:guid}/letters/{reader} | GET            | letter     | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/decisions/{record:guid}/letters/{reader}/check | GET, POST | letter    | caseworker own                                | 200 | 404
        /dossiers/{id:guid}/decisions/{record:guid}/informed | GET, POST              | letter     | caseworker own                                | 200 | 404
        /team/dossiers                                      | GET                     | -          | team-lead all                                 | 200 | -
        /team/dossiers/{id:guid}                            | GET, POST               | family     | team-lead team                                | 200 | 404

        # The guided way: whose draft it is
        /asking/start                                       | GET, POST               | -          | caseworker all                                | 200 | -
        /asking/start/safety                                | GET, POST               | -          | caseworker all                                | 200 | -
        /asking/{draft:guid}/consult-recipient              | GET, POST               | draft-1    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/consult-question               | GET, POST               | draft-1    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/consult-text                   | GET, POST, POST replace, POST marks | draft-1 | caseworker own                       | 200 | 404
        /asking/{draft:guid}/recognisable                   | GET, POST               | draft-1    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/consult-reason                 | GET, POST               | draft-1    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/refer-kind                     | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/client                         | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/recipient                      | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/client-passes-on               | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/help-request                   | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/goal                           | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/plan                           | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/plan-agreement                 | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/capacity                       | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/ground                         | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/purpose                        | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/items                          | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/special-data                   | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/explained                      | GET, POST               | draft-2a   | caseworker own                                | 200 | 404
        /asking/{draft:guid}/consent-status                 | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/secrecy                        | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/moment                         | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/informed                       | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/talked                         | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/necessary                      | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/weighing                       | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/considerations-shared          | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/outcome                        | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/colleague                      | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/choose-level                   | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/safety                         | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/check                          | GET, POST drop          | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/sign                           | GET, POST               | draft-2    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/feedback-referral              | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/feedback-needed                | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/feedback-from-me               | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/feedback-client                | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/feedback-answer                | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/funding                        | GET, POST               | draft-3    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/network-warning                | GET, POST               | draft-4    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/participants                   | GET, POST               | draft-4    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/dat-wat                        | GET, POST               | draft-4    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/sharing-table                  | GET, POST               | draft-4    | caseworker own                                | 200 | 404
        /asking/{draft:guid}/child-interest                 | GET, POST               | draft-safety | caseworker own                              | 200 | 404
        /asking/{draft:guid}/may-not-know                   | GET, POST               | draft-safety | caseworker own                              | 200 | 404
        /asking/{draft:guid}/missing-consent                | GET, POST               | draft-safety | caseworker own                              | 200 | 404
        /asking/{draft:guid}/consulted                      | GET, POST               | draft-safety | caseworker own                              | 200 | 404

        # Meetings: the team
        /meetings                                           | GET                     | -          | caseworker all                                | 200 | -
        /meetings/new                                       | GET, POST               | -          | caseworker all                                | 200 | -
        /meetings/{id:guid}                                 | GET, POST shift, POST proposal | meeting | caseworker team                           | 200 | 404
        /meetings/{id:guid}/details                         | GET, POST               | meeting    | caseworker team                               | 200 | 404
        /meetings/{id:guid}/agenda                          | GET                     | meeting    | caseworker team                               | 200 | 404
        /meetings/{id:guid}/people/{number}                 | GET, POST, POST drop    | meeting    | caseworker team                               | 200 | 404
        /meetings/{id:guid}/cases/{number}                  | GET, POST, POST drop    | meeting    | caseworker team                               | 200 | 404
        /meetings/{id:guid}/during                          | GET                     | meeting    | caseworker team                               | 200 | 404
        /meetings/{id:guid}/during/{number}                 | GET, POST               | meeting    | caseworker team                               | 200 | 404

        # Signed decisions
        /records/{id:guid}                                  | GET                     | record     | caseworker own, team-lead team, privacy-officer organisation | 200 | 404
        /records/{id:guid}/print                            | GET                     | record     | caseworker own, team-lead team, privacy-officer organisation | 200 | 404
        /records/{id:guid}/json                             | GET                     | record     | caseworker own, team-lead team, privacy-officer organisation | 200 | 404
        /records/{id:guid}/reason                           | GET, POST               | consult    | privacy-officer organisation                  | 200 | 404
        /records/{id:guid}/complete                         | GET, POST               | at-once    | caseworker own                                | 200 | 404
        /records/{id:guid}/advice                           | GET, POST               | consult    | caseworker own                                | 200 | 404
        /records/{id:guid}/exchange                         | GET, POST               | record     | caseworker own                                | 200 | 404
        /records/{id:guid}/exchanges/{exchange:long}/answer | GET, POST               | exchange   | caseworker own                                | 200 | 404
        /records/{id:guid}/addition                         | GET, POST               | exchange   | caseworker own                                | 200 | 404
        /records/{id:guid}/again                            | GET, POST               | exchange   | caseworker own                                | 200 | 404
        /records/{id:guid}/letter                           | GET                     | taken      | caseworker own                                | 200 | 404
        /records/{id:guid}/text                             | GET                     | record     | caseworker own                                | 200 | 404
        /records/{id:guid}/incident                         | GET, POST               | record     | caseworker own                                | 200 | 404
        /records/{id:guid}/review-reply                     | GET, POST               | asked      | caseworker own                                | 200 | 404
        /review                                             | GET                     | -          | team-lead all                                 | 200 | -
        /review/hand-over                                   | GET, POST               | -          | team-lead all                                 | 200 | -
        /review/{id:guid}                                   | GET, POST               | queued     | team-lead team                                | 200 | 404
        /review/{id:guid}/give                              | GET, POST               | queued     | team-lead team                                | 200 | 404
        /review/{id:guid}/close                             | GET, POST               | asked      | team-lead team                                | 200 | 404

        # Keeping and destroying: two people of the organisation, one of them may be who is responsible
        /keeping                                            | GET                     | -          | privacy-officer all                           | 200 | -
        /records/{id:guid}/keep/hold                        | GET, POST               | record     | privacy-officer organisation                  | 200 | 404
        /records/{id:guid}/keep/lift                        | GET, POST               | held       | privacy-officer organisation                  | 200 | 404
        /records/{id:guid}/destroy/propose                  | GET, POST               | erasable   | caseworker own, privacy-officer organisation  | 200 | 404
        /records/{id:guid}/destroy/refuse                   | GET, POST               | proposed   | caseworker own, privacy-officer organisation  | 200 | 404
        /records/{id:guid}/destroy                          | GET, POST               | proposed   | caseworker own, privacy-officer organisation  | 200 | 404
        /records/{id:guid}/destroyed                        | GET                     | destroyed  | caseworker organisation, team-lead organisation, privacy-officer organisation | 200 | 404
        /destructions/{number:long}                         | GET                     | destroyed  | caseworker organisation, team-lead organisation, privacy-officer organisation | 200 | 404

        # The access log, and access in an emergency
        /log                                                | GET                     | -          | team-lead all, privacy-officer all            | 200 | -
        /log/conclude                                       | GET, POST               | -          | team-lead all, privacy-officer all            | 200 | -
        /log/dossier                                        | GET, POST               | -          | team-lead all, privacy-officer all            | 200 | -
        /log/signal                                         | GET                     | -          | team-lead all, privacy-officer all            | 404 | -
        /emergency                                          | GET, POST               | -          | caseworker all                                | 200 | -
        /emergency/{id:guid}                                | GET                     | emergency  | caseworker own                                | 200 | 404

        # The privacy officer
        /incidents                                          | GET                     | -          | privacy-officer all                           | 200 | -
        /incidents/{incident:guid}                          | GET, POST               | incident   | privacy-officer organisation                  | 200 | 404
        /requests                                           | GET                     | -          | privacy-officer all                           | 200 | -
        /report                                             | GET                     | -          | privacy-officer all                           | 200 | -
        /rules                                              | GET                     | -          | privacy-officer all                           | 200 | -
        /rules/confirm                                      | GET, POST               | -          | privacy-officer all                           | 200 | -
        /rules/protocol                                     | GET, POST               | -          | privacy-officer all                           | 200 | -
        /rules/review                                       | GET, POST               | -          | privacy-officer all                           | 200 | -
        /answers/edit                                       | GET, POST               | -          | privacy-officer all                           | 200 | -
        /answers/ready                                      | GET                     | -          | privacy-officer all                           | 200 | -
        /exports                                            | GET, POST               | -          | privacy-officer all                           | 200 | -
        /exports                                            | GET checkpoint          | -          | privacy-officer all                           | 200 | -
        /exports/{id:guid}                                  | GET, GET file, POST stop | export    | privacy-officer organisation                  | 200 | 404
        /exports/{id:guid}                                  | GET stop                | export     | privacy-officer organisation                  | 302 | 404

        # The administrator: people, teams and the organisation, no content
        /people                                             | GET                     | -          | administrator all                             | 200 | -
        /people/new                                         | GET, POST               | -          | administrator all                             | 200 | -
        /people/{id:guid}                                   | GET, POST, POST sessions | staff     | administrator organisation                    | 200 | 404
        /people/{id:guid}                                   | POST again              | gone       | administrator organisation                    | 200 | 404
        /people/{id:guid}/end                               | GET, POST               | staff      | administrator organisation                    | 200 | 404
        /teams                                              | GET, POST               | -          | administrator all                             | 200 | -
        /teams/{id}                                         | GET, POST               | team       | administrator organisation                    | 200 | 404
        /organisation                                       | GET, POST               | -          | administrator all                             | 200 | -
        """;

    public static IReadOnlyList<MatrixLine> Lines { get; } =
        [.. Table.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    private static MatrixLine Read(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length != 6) throw new FormatException("A line has six columns: " + line);
        var rights = new Dictionary<Role, Reach>();
        foreach (var right in cells[3].Split(',', StringSplitOptions.TrimEntries).Where(r => r != "anyone"))
        {
            var (who, reach) = (right.Split(' ')[0], Coded.Parse<Reach>(right.Split(' ')[1]) ?? throw new FormatException("No such reach: " + line));
            foreach (var role in Coded.All<Role>().Where(r => who == "signed-in" || r == (Coded.Parse<Role>(who) ?? throw new FormatException("No such role: " + line)))) rights[role] = reach;
        }
        return new(
            cells[0], [.. cells[1].Split(',', StringSplitOptions.TrimEntries)], cells[2] == "-" ? "" : cells[2], cells[3] == "anyone", rights,
            cells[4] == "-" ? 0 : int.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture), cells[5] == "-" ? 0 : int.Parse(cells[5], System.Globalization.CultureInfo.InvariantCulture));
    }
}
