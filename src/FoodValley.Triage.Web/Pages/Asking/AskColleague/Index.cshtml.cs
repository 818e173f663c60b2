using FoodValley.Triage.Asking;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>A question to a colleague from within a draft, and what came back. The colleague sees the question, never the draft. Serves HK-7b and HK-8.4.</summary>
public sealed class AskColleaguePage(Desk desk) : DraftPage(desk)
{
    public FormMarkup Ui { get; private set; } = null!;
    public AskColleagueForm Form { get; private set; } = new();
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public IReadOnlyList<ColleagueAdvice> Asked { get; private set; } = [];
    public bool Sent { get; private set; }
    public bool Anonymous => Answers.Way == Way.Consult;

    public string Back => BackTo(Draft.Id, Answers, From);

    public IEnumerable<Choice> Whom => Colleagues.Select(c => new Choice(c.Id, Words.Ready($"{c.Name}, {Role(c.Role)}")));

    public async Task<IActionResult> OnGetAsync(string? done)
    {
        await ReadAsync(HttpContext.RequestAborted);
        Sent = done == "sent" && Asked.Count > 0;
        return Show();
    }

    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(string? language)
    {
        var ct = HttpContext.RequestAborted;
        await ReadAsync(ct);
        Form = PostedForm.Read<AskColleagueForm>(Request);
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        // IU-1-INF-a: what is asked from within an anonymous question becomes part of it.
        Response.StatusCode = ModelState.Say(await new AskColleagueForm.Rules(Colleagues, Anonymous ? Identifying : null).ValidateAsync(Form, ct), T);
        if (!ModelState.IsValid) return Show();
        if (await Desk.Colleagues.AskAsync(Desk.Act, Draft.Id, Form.Colleague!, Form.Question.Clean()!, ct) is null) return Redirect(Address(Draft.Id, "check"));
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Wrote, Draft.DossierId, draft: Draft.Id, detail: "colleague", cancellationToken: ct);
        return Redirect(Address(Draft.Id, "colleague") + "?done=sent" + (string.IsNullOrEmpty(From) ? "" : "&from=" + Uri.EscapeDataString(From)));
    }

    public string Role(Role role) => T["colleague.role." + role.Code()];

    private IReadOnlyList<Mark> Identifying(string? text) => Recogniser.Find(text ?? "", Dossier is null ? null : DossierTerms.Of(Dossier));

    private async Task ReadAsync(CancellationToken ct)
    {
        Colleagues = await Desk.Colleagues.MayAskAsync(Desk.Person, ct);
        Asked = await Desk.Colleagues.OfDraftAsync(Desk.Person, Draft.Id, Answers.Replaces?.Record, ct);
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, T, ModelState);
        ViewData["Title"] = T["colleague.title"];
        ViewData["Step"] = "colleague";
        ViewData["Form"] = Colleagues.Count > 0 ? "colleague-form" : null;
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
