using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Deciding;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// A person signs what this page showed, and nothing else: another version of the draft, another edition or a block sends back to checking.
/// Serves HK-0b, HK-7a, HK-7f, IU-KOP-2 and IU-ALG-6.
/// </summary>
public sealed class SignPage(Desk desk, Records records) : DraftPage(desk)
{
    public FormMarkup Ui { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What colleagues were asked from within this draft: sealed as it stands on this page.</summary>
    public IReadOnlyList<ColleagueAdvice> Advice { get; private set; } = [];

    public string OutcomeName => Answers.ChosenOutcome is { } outcome && Answers.Way != Way.Consult || Answers.Outcome is not null
        ? T[$"outcome.{Answers.ChosenOutcome!.Value.Code()}.name"] : T["level-1.name"];

    public string Reason => Answers.Reason ?? "";

    public string As => T["sign.as", ("name", Desk.Person.Name), ("role", T["role." + Desk.Person.Role.Code()]), ("organisation", Desk.Person.OrganisationName),
        ("date", Desk.Transcript.Day(Desk.Today))];

    public async Task<IActionResult> OnGetAsync()
    {
        var decided = await DecideAsync();
        return decided is Decided.Ready ready ? await ShowAsync(ready.Decision) : Redirect(Address(Draft.Id, "check") + "?because=not-yet");
    }

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        Advice = await Desk.Colleagues.OfDraftAsync(Desk.Person, Draft.Id, Answers.Replaces?.Record, ct);
        return null;
    }

    /// <summary>A stamp of what stood on the page beside the answers: findings, protocol, edition and language; and behind a dot what colleagues said.</summary>
    public string Shown { get; private set; } = "";

    public async Task<IActionResult> OnPostAsync(string? statement, string? version, string? shown)
    {
        var ct = HttpContext.RequestAborted;
        var check = Address(Draft.Id, "check");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var signed)) return BadRequest();
        if (signed != Draft.Version) return Redirect(check + "?because=changed");
        if (Draft.EditionId != Desk.Rulebook.Id)
        {
            await Desk.Drafts.SaveAsync(Desk.Act, Draft.Id, Draft.Version, Answers, Answers.Dossier, Desk.Rulebook.Id, ct);
            return Redirect(check + "?because=edition");
        }
        if (await DecideAsync() is not Decided.Ready { Decision: var decision }) return Redirect(check + "?because=not-yet");
        if (shown is not null && shown != StampOf(decision)) return Redirect(check + (shown.Split('.')[0] == StampOf(decision).Split('.')[0] ? "?because=advice" : "?because=changed"));
        if (statement != "yes")
        {
            ModelState.AddModelError("statement", T["sign.error.statement-required"]);
            return await ShowAsync(decision);
        }
        var act = Desk.Act;
        var weighed = decision.Level == Rules.Level.Consult ? null : CaseFile;
        var entry = RecordContent.Of(decision, new(act, Desk.Today, Dossier, Protocol, Desk.Rulebook, Desk.Words, ScreenText.English)
        {
            File = weighed,
            Advice = Advice,
        });
        var columns = new DecisionColumns(decision.Level, decision.Outcome, decision.Sector, decision.Ground, Draft.DossierId,
            decision.Answers.Outcome?.HoldUntil, decision.Answers.Moment?.LastDay, decision.Answers.Replaces?.Record)
        {
            Safety = decision.Answers.Safety is not null,
            CompleteBy = RecordContent.CompleteBy(decision, Desk.Today),
        };
        return await records.SealAsync(act, Draft.Id, Draft.Version, entry, columns, weighed?.Version, Advice, ct) switch
        {
            Sealed done => Redirect($"/records/{done.RecordId}?signed=yes"),
            AlreadySealed before => Redirect($"/records/{before.RecordId}"),
            DossierChanged => Redirect(check + "?because=dossier"),
            AdviceChanged => Redirect(check + "?because=advice"),
            _ => Redirect(check + "?because=changed"),
        };
    }

    private string StampOf(Decision decision)
    {
        return Short([Desk.Rulebook.Id, Protocol?.Version ?? "", ScreenText.English ? "en" : "nl", .. decision.Assessment.Findings.Select(f => f.Kind.Code() + f.Code)])
            + "." + Short(Advice.Select(a => a.Id + (a.AnsweredAt is null ? "?" : "!")));

        static string Short(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..16];
    }

    private async Task<Decided> DecideAsync() => Decide.From(Desk.Rulebook, await Desk.CircumstancesAsync(Answers, HttpContext.RequestAborted), Answers);

    private async Task<PageResult> ShowAsync(Decision decision)
    {
        Findings = decision.Assessment.Findings;
        await MarkAsync(Findings, HttpContext.RequestAborted);
        Shown = StampOf(decision);
        Ui = new FormMarkup(T, ModelState, _ => null, _ => []);
        ViewData["Title"] = T["sign.title"];
        ViewData["Step"] = "sign";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
