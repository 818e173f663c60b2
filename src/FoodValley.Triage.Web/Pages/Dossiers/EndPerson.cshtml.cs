using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class EndPersonForm
{
    public string? On { get; set; }
    public string? Reason { get; set; }

    public sealed class Rules : AbstractValidator<EndPersonForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.On).Day("dossier-person-end.error.on").NotAfter(today);
            RuleFor(f => f.Reason).Filled("dossier-person-end.error.reason");
        }
    }
}

/// <summary>Somebody no longer speaks for the client; what this person said before stays to be read (law B2). Serves HK-5c.</summary>
public sealed class EndPersonPage(Desk desk) : DossierForm<EndPersonForm>(desk, "dossier-person-end")
{
    public RepresentativeNoted Known { get; private set; } = null!;

    public override string Title => T["dossier-person-end.title", ("name", Known.Name)];

    protected override string PageTitle => T["page-title.person"];

    public override Hindrance? Hindrance => CaseFile.Representatives.Any(r => r.Id == Known.Id) ? null
        : new(T["dossier-person.ended", ("name", Known.Name)], $"/dossiers/{Id}#people", T["dossier-form.back", ("number", CaseFile.Dossier.Number)]);

    protected override IValidator<EndPersonForm> Validator => new EndPersonForm.Rules(Desk.Today);

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var id = Guid.Parse((string)RouteData.Values["person"]!, System.Globalization.CultureInfo.InvariantCulture);
        var known = CaseFile.All<RepresentativeNoted>().LastOrDefault(r => r.What.Id == id)?.What;
        if (known is not null) Known = known;
        return Task.FromResult<IActionResult?>(known is null ? NotFound() : null);
    }

    protected override IReadOnlyList<Written> Become(EndPersonForm form) => [new RepresentativeEnded(Known.Id, DayText.Read(form.On)!.Value, form.Reason.Clean()!)];
}
