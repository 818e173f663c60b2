using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class AgainForm
{
    public const string Same = "same", Child = "child";

    public string? Whose { get; set; }
    public string? Dossier { get; set; }

    public sealed class Rules : AbstractValidator<AgainForm>
    {
        public Rules(IReadOnlyList<Choice> whose, IReadOnlyList<Choice> others)
        {
            RuleFor(f => f.Whose).Among("again.error.whose", [.. whose.Select(w => w.Value)]);
            When(f => f.Whose == Child, () => RuleFor(f => f.Dossier).Among("again.error.dossier", [.. others.Select(o => o.Value)]));
        }
    }
}

/// <summary>
/// "Again for the same partner" and "for another child of the family": a new draft with the texts of this decision and nothing chosen or confirmed.
/// Serves HK-3a, HK-5c and IU-ALG-6 (decision matrix, ambiguity 14).
/// </summary>
public sealed class AgainPage(Desk desk, Records records) : RecordPageModel(desk, records)
{
    public FormMarkup Ui { get; private set; } = null!;
    public AgainForm Form { get; private set; } = new();

    /// <summary>The other dossiers of this person.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public IReadOnlyList<Choice> Whose =>
    [
        new(AgainForm.Same, "again.same", "again.same-explain"),
        .. Others.Count > 0 ? [new Choice(AgainForm.Child, "again.child", "again.child-explain")] : Array.Empty<Choice>(),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id) => await MayAsync(id) ? Show() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? language)
    {
        if (!await MayAsync(id)) return NotFound();
        Form = PostedForm.Read<AgainForm>(Request);
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        var result = await new AgainForm.Rules(Whose, Others).ValidateAsync(Form, HttpContext.RequestAborted);
        if (!result.IsValid)
        {
            Response.StatusCode = ModelState.Say(result, Desk.Text);
            return Show();
        }
        var earlier = SealedAnswers.Of(Record.Bytes.Content);
        var answers = Form.Whose == AgainForm.Child
            ? Again.OtherChild(earlier, Guid.Parse(Form.Dossier!)) : Again.SamePartner(earlier, CaseFile?.Dossier.Id);
        var draft = await Desk.Drafts.StartAsync(Desk.Act, answers, Desk.Rulebook.Id, answers.Dossier, HttpContext.RequestAborted);
        return Redirect(DraftPage.Onward(draft.Id, answers));
    }

    // From level 2 on it is about a client: whoever is not responsible for the dossier has nobody to ask anew.
    private async Task<bool> MayAsync(Guid id)
    {
        if (!await FindAsync(id, AccessAction.Read, record => InReach(record) && AgreedOf(record) is not null && (record.Line.Level == Level.Consult || CaseFile is not null))) return false;
        if (Record.Line.Level != Level.Consult)
            Others = [.. (await Desk.Caseload.OfAsync(Desk.Person, HttpContext.RequestAborted)).Where(d => d.Id != Record.Line.DossierId)
                .Select(d => new Choice(d.Id.ToString(), Words.Ready($"{d.Number} · {d.Client.Name}")))];
        return true;
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["again.title"];
        ViewData["Step"] = "again";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
