using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
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
            RuleFor(f => f.ConsultAdvice).Custom((text, context) =>
            {
                foreach (var mark in Recogniser.Find(text ?? "", terms).DistinctBy(m => m.Fragment).Take(20))
                    context.AddFailure(new FluentValidation.Results.ValidationFailure(nameof(ConsultAdvice), "consult-advice.error.identifying") { CustomState = new (string, object?)[] { ("fragment", mark.Fragment) } });
            });
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

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (!await MayAsync(id)) return NotFound();
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        var dossier = Record.Line.DossierId is { } about ? await Desk.Caseload.FindAsync(Desk.Person, about, ct) : null;
        var result = await new AdviceForm.Rules(dossier is null ? null : DossierTerms.Of(dossier)).ValidateAsync(Form, ct);
        foreach (var error in result.Errors)
            ModelState.AddModelError(FormFields.Name(error.PropertyName), Desk.Text[error.ErrorMessage, (error.CustomState as (string, object?)[] ?? []).AsSpan()]);
        if (result.Errors.Exists(e => e.ErrorCode == FormRules.NotOffered)) Response.StatusCode = StatusCodes.Status400BadRequest;
        if (!ModelState.IsValid) return Show();
        var act = Desk.Act;
        var advice = Form.ConsultAdvice.Clean()!;
        // A double post adds nothing: the same advice stands there already.
        var next = Desk.Text["consult-next.option." + Form.ConsultNext];
        if (!View.Supplements.Any(s => s.Shown.Any(q => q.Answers.Any(a => a.Text == advice) && q.Answers.Any(a => a.Text == next))))
        {
            var signing = new Signing(act, Desk.Today, null, await Desk.ProtocolAsync(ct), Desk.Rulebook, Desk.Words, ScreenText.English);
            await Records.SupplementAsync(act, id, RecordContent.Advice(Record.Line.Sequence, advice, Form.ConsultNext!, signing), ct);
        }
        return Redirect($"/records/{id}");
    }

    private async Task<bool> MayAsync(Guid id) => await FindAsync(id, AccessAction.Read) && Own && Record.Line is { Level: Level.Consult, Outcome: Outcome.Share };

    private PageResult Show()
    {
        var fields = FormFields.Write(Form);
        Ui = new FormMarkup(Desk.Text, ModelState, name => fields.GetValueOrDefault(name)?.FirstOrDefault(), name => fields.GetValueOrDefault(name) ?? []);
        ViewData["Title"] = Desk.Text["consult-advice.title"];
        ViewData["Step"] = "consult-advice";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
