using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class HandOverForm
{
    public string? To { get; set; }
    public string? Reason { get; set; }
    public string? Sure { get; set; }

    public sealed class Rules : AbstractValidator<HandOverForm>
    {
        public Rules(IReadOnlyCollection<string> colleagues)
        {
            RuleFor(f => f.To).Among("dossier-hand-over.error.to", [.. colleagues]);
            RuleFor(f => f.Reason).Filled("dossier-hand-over.error.reason");
            RuleFor(f => f.Sure).Must(sure => sure == "yes").WithMessage("dossier-hand-over.error.sure");
        }
    }
}

/// <summary>Giving the dossier, with its drafts and what is due, to a caseworker of the same organisation.</summary>
public sealed class HandOverPage(Desk desk, Records records) : DossierForm<HandOverForm>(desk, "dossier-hand-over")
{
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public int OpenDrafts { get; private set; }
    public int DueItems { get; private set; }

    public override Hindrance? Hindrance => Colleagues.Count > 0 ? null : new(T["dossier-hand-over.nobody"], $"/dossiers/{Id}", T["dossier-form.back", ("number", CaseFile.Dossier.Number)]);

    protected override AccessAction Done => AccessAction.HandedOver;

    protected override string After => "/dossiers?done=dossier-hand-over";

    protected override IValidator<HandOverForm> Validator => new HandOverForm.Rules([.. Colleagues.Select(c => c.Id)]);

    // A second click, or the page once more: it was handed over, and the list says so.
    protected override async Task<IActionResult?> GoneAsync(Guid dossier, CancellationToken ct) =>
        await Desk.CaseFiles.GivenAwayAsync(Desk.Person, dossier, ct) is not { } given ? null
        : Redirect(Request.HasFormContentType && Request.Form["to"] != given.ToId ? "/dossiers?done=given-away" : After);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        Colleagues = [.. (await Desk.CaseFiles.CaseworkersAsync(Desk.Person, ct)).Where(c => c.Id != Desk.Person.Id)];
        OpenDrafts = (await Desk.Drafts.OpenAsync(Desk.Person, ct)).Count(d => d.DossierId == Id);
        DueItems = (await DueWork.OfAsync(Desk, records, [CaseFile], ct))[Id].Count();
        return null;
    }

    protected override IReadOnlyList<Written> Become(HandOverForm form)
    {
        var to = Colleagues.First(c => c.Id == form.To);
        return [new HandedOver(Desk.Person.Id, Desk.Person.Name, to.Id, to.Name, form.Reason.Clean()!)];
    }

    protected override Task<Writing> WriteAsync(IReadOnlyList<Written> lines, CancellationToken ct) => Desk.CaseFiles.HandOverAsync(Desk.Act, Id, Was, Form.To!, Form.Reason.Clean()!, ct);
}
