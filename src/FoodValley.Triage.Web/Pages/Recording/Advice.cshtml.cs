using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class AdviceForm
{
    public static readonly IReadOnlyList<string> Nexts = ["enough", "talk", "other-level"];

    public string? ConsultAdvice { get; set; }
    public string? ConsultNext { get; set; }

    public sealed class Rules : AbstractValidator<AdviceForm>
    {
        public Rules(DossierTerms? terms)
        {
            RuleFor(f => f.ConsultAdvice).Filled("advice.error.required");
            RuleFor(f => f.ConsultAdvice).NothingIdentifying(text => Recogniser.Find(text ?? "", terms), "consult-advice.error.identifying");
            RuleFor(f => f.ConsultNext).Among("consult-next.error.required", [.. Nexts]);
        }
    }
}

/// <summary>Level 1: the advice received, added later as its own sealed entry that refers to the decision. Serves HK-7b and IU-1-INF-a.</summary>
public sealed class AdvicePage(Desk desk, Records records) : RecordPageModel(desk, records)
{
    public FormMarkup Ui { get; private set; } = null!;
    public AdviceForm Form { get; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id) => await MayAsync(id) ? Show() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (!await MayAsync(id)) return NotFound();
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        var dossier = Record.Line.DossierId is { } about ? await Desk.Caseload.FindAsync(Desk.Person, about, ct) : null;
        Response.StatusCode = ModelState.Say(await new AdviceForm.Rules(dossier is null ? null : DossierTerms.Of(dossier)).ValidateAsync(Form, ct), Desk.Text);
        if (!ModelState.IsValid) return Show();
        var act = Desk.Act;
        var signing = new Signing(act, Desk.Today, null, await Desk.ProtocolAsync(ct), Desk.Rulebook, Desk.Words, ScreenText.English);
        await Records.SupplementAsync(act, id, RecordContent.Advice(Record.Line.Sequence, Form.ConsultAdvice.Clean()!, Form.ConsultNext!, signing), ct);
        return Redirect($"/records/{id}");
    }

    private Task<bool> MayAsync(Guid id) => FindAsync(id, AccessAction.Read, record => IsOwn(record) && record.Line is { Level: Level.Consult, Outcome: Outcome.Share });

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["consult-advice.title"];
        ViewData["Step"] = "consult-advice";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
