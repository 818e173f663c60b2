using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// "Mag ik dit delen?": the questions of the rules without client or dossier. Nothing is stored, nobody is named, no text is typed; what was chosen stands in
/// the address. Ends in the advice with its sources, and can be gone on with as a real decision. Serves IU-KOP-1, IU-ALG-1, IU-ALG-4, HK-1 and HK-0b.
/// </summary>
public sealed class QuickCheckPage(Desk desk) : PageModel
{
    private static readonly string[] YesNo = ["yes", "no"];

    public FormMarkup Ui { get; private set; } = null!;

    /// <summary>The answers so far, as a draft would hold them.</summary>
    public Answers Answers { get; private set; } = Answers.Empty;

    /// <summary>What the rules say about them; null while no level was chosen.</summary>
    public Assessment? Advice { get; private set; }

    public Level? Level { get; private set; }
    public Sector Sector { get; private set; }
    public bool Safety => Answers.Safety is not null;
    public ProtocolSetting? Protocol { get; private set; }
    public Rulebook Rulebook => desk.Rulebook;

    /// <summary>What the level asks before sharing, and which information fits it.</summary>
    public LevelRule? Rule => Level is { } level ? Rulebook.Level(level) : null;

    /// <summary>The grounds that may be chosen here.</summary>
    public IReadOnlyList<GroundRule> Grounds => [.. (Advice?.Grounds ?? []).Select(g => Rulebook.Ground(g))];

    public bool Blocked => Advice is { Blocks.Count: > 0 };

    /// <summary>True when the question of the ground was answered and nothing blocks.</summary>
    public bool Allowed => Advice is { Blocks.Count: 0 } && (Level == Rules.Level.Consult || Answers.Ground is not null);

    public bool MayDecide => desk.Person.Role == Role.Caseworker;

    /// <summary>The yes-or-no questions of this level, by the names of their fields.</summary>
    public static IReadOnlyList<string> Asked(Level? level, bool safety) => level is not { } chosen ? [] : chosen switch
    {
        Rules.Level.Consult => [],
        Rules.Level.Refer or Rules.Level.Register => safety ? ["passOn", "purely"] : ["passOn", "planAgreement", "purely"],
        Rules.Level.Feedback => safety ? ["needed", "fromMe", "clientTells", "purely"] : ["needed", "fromMe", "clientTells", "planAgreement", "purely"],
        Rules.Level.Network => safety ? ["purely"] : ["planAgreement", "purely"],
    };

    public async Task<IActionResult> OnGetAsync(
        string? level, string? sector, string? safety, string? ground, string? planAgreement, string? consent, string? passOn, string? needed, string? fromMe, string? clientTells, string? purely)
    {
        if (!await ReadAsync(level, sector, safety, ground, planAgreement, consent, passOn, needed, fromMe, clientTells, purely)) return BadRequest();
        var chosen = new Dictionary<string, string?>
        {
            ["level"] = level, ["sector"] = Sector.Code(), ["safety"] = safety, ["ground"] = ground, ["planAgreement"] = planAgreement, ["consent"] = consent, ["passOn"] = passOn,
            ["needed"] = needed, ["fromMe"] = fromMe, ["clientTells"] = clientTells, ["purely"] = purely,
        };
        Ui = new FormMarkup(desk.Text, ModelState, name => chosen.GetValueOrDefault(name), name => chosen.GetValueOrDefault(name) is { } value ? [value] : []);
        ViewData["Title"] = desk.Text["quick-check.title"];
        ViewData["Step"] = "quick-check";
        return Page();
    }

    /// <summary>Goes on as a real decision: a draft that begins at this level, with the ground as chosen and still to be explained.</summary>
    public async Task<IActionResult> OnPostAsync(string? level, string? safety, string? ground)
    {
        if (!MayDecide) return Forbid();
        if (!await ReadAsync(level, null, safety, ground, null, null, null, null, null, null, null) || Level is not { } chosen) return BadRequest();
        var answers = Answers.Empty with { Way = Ways.Of(chosen), ReferKind = chosen.IsReferral() ? new(chosen) : null, Safety = Answers.Safety };
        if (!string.IsNullOrEmpty(ground)) answers = answers.Leave(Question.Ground, new Dictionary<string, string[]> { ["ground"] = [ground] });
        var draft = await desk.Drafts.StartAsync(desk.Act, answers, desk.Rulebook.Id, null, HttpContext.RequestAborted);
        return Redirect(DraftPage.Onward(draft.Id, answers));
    }

    private async Task<bool> ReadAsync(
        string? level, string? sector, string? safety, string? ground, string? planAgreement, string? consent, string? passOn, string? needed, string? fromMe, string? clientTells, string? purely)
    {
        if (!Known<Level>(level) || !Known<Sector>(sector) || !Known<LegalGround>(ground) || !Known<ConsentStatus>(consent)
            || new[] { safety, planAgreement, passOn, needed, fromMe, clientTells, purely }.Any(answer => !string.IsNullOrEmpty(answer) && !YesNo.Contains(answer))) return false;
        Protocol = await desk.ProtocolAsync(HttpContext.RequestAborted);
        Level = Coded.Parse<Level>(level);
        Sector = Coded.Parse<Sector>(sector) ?? desk.Person.Sector;
        if (Level is not { } chosen) return true;
        var way = Ways.Of(chosen);
        Answers = new Answers
        {
            Way = way,
            ReferKind = chosen.IsReferral() ? new(chosen) : null,
            Safety = safety == "yes" && way != Way.Consult ? new(SafetyTiming.WeighFirst) : null,
            Capacity = way == Way.Consult ? null : new(Sector, null),
            Ground = way == Way.Consult || Coded.Parse<LegalGround>(ground) is not { } on ? null : new(on) { Article = "" },
            PlanAgreement = string.IsNullOrEmpty(planAgreement) || safety == "yes" ? null : new(planAgreement == "yes" ? PlanAnswer.Yes : PlanAnswer.No, null, null, null),
            ConsentStatus = Coded.Parse<ConsentStatus>(consent) is { } said && safety != "yes" ? new(said, null, null, null, null, "") : null,
            ClientPassesOn = way == Way.Refer && passOn is { Length: > 0 } ? new(passOn == "yes" ? PassOn.Orally : PassOn.No, null) : null,
            FeedbackNeeded = way == Way.Feedback && needed is { Length: > 0 } ? new(needed == "yes", null) : null,
            FeedbackFromMe = way == Way.Feedback && fromMe is { Length: > 0 } ? new(fromMe == "yes", null) : null,
            FeedbackClient = way == Way.Feedback && clientTells is { Length: > 0 } ? new(clientTells == "yes", null) : null,
            Necessary = purely is { Length: > 0 } ? new("", purely == "yes", "") : null,
        };
        Advice = Assess.Of(Rulebook, new(Protocol, Live: true, desk.Person.Sector, null, desk.Today), Answers);
        return true;
    }

    private static bool Known<T>(string? code) where T : struct, Enum => string.IsNullOrEmpty(code) || Coded.Parse<T>(code) is not null;

    public string Said(Bilingual text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(ScreenText.English);
    }
}
