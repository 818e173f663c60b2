using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>About which client: one client, one decision. Serves HK-3a.</summary>
public sealed class ClientPage(Desk desk) : QuestionPage<ClientForm>(desk, Question.Client)
{
    /// <summary>The dossiers this person may open.</summary>
    public IReadOnlyList<Dossier> Own { get; private set; } = [];

    protected override IValidator<ClientForm> Validator => new ClientForm.Rules(Own, other => Lost(other).Count > 0);

    /// <summary>What was said about the client so far, and would go with another one (HK-3a).</summary>
    public IReadOnlyList<Question> Lost(Guid other) => other == Answers.Dossier ? [] : Interview.Dropped(Answers, other);

    /// <summary>The other client that was chosen and not confirmed yet.</summary>
    public Guid? Another => !ModelState.IsValid && Guid.TryParse(Form.Dossier, out var id) && Own.Any(d => d.Id == id) && id != Answers.Dossier ? id : null;

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        Own = await Desk.Caseload.OfAsync(Desk.Person, ct);
        if (HttpMethods.IsPost(Request.Method) && Guid.TryParse(Request.Form["dossier"], out var asked) && Own.All(d => d.Id != asked))
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, dossier: asked, draft: Draft.Id, detail: "dossier", cancellationToken: ct);
        return await base.LoadedAsync(ct);
    }

    protected override ClientForm Fill(Answers answers) => new() { Dossier = answers.Dossier?.ToString() };

    protected override Answers Apply(ClientForm form, Answers answers) => answers with { Dossier = Guid.Parse(form.Dossier!, CultureInfo.InvariantCulture) };
}
