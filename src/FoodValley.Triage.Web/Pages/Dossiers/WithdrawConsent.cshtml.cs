using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A form about one consent that still counts.</summary>
public abstract class ConsentForm<TForm>(Desk desk, string step) : DossierForm<TForm>(desk, step) where TForm : class, new()
{
    public Line<ConsentAnswered> Consent { get; private set; } = null!;

    public override Hindrance? Hindrance => CaseFile.Withdrawn(Consent.Number) || CaseFile.Voided(Consent.Number)
        ? new(T["dossier-withdraw.ended"], $"/dossiers/{Id}#consents", T["dossier-form.back", ("number", CaseFile.Dossier.Number)]) : null;

    protected virtual bool About(ConsentAnswered consent) => true;

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var number = int.Parse((string)RouteData.Values["number"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (CaseFile.Consents.FirstOrDefault(c => c.Number == number) is not { } consent || !About(consent.What)) return NotFound();
        Consent = consent;
        return await Task.FromResult<IActionResult?>(null);
    }
}

public sealed class WithdrawConsentForm
{
    public string? On { get; set; }
    public string? How { get; set; }

    public sealed class Rules : AbstractValidator<WithdrawConsentForm>
    {
        public Rules(DateOnly today, DateOnly given)
        {
            RuleFor(f => f.On).Day("dossier-withdraw.error.on").NotAfter(today)
                .Must(on => DayText.Read(on) is not { } day || day >= given).WithMessage("dossier-withdraw.error.before-given");
            RuleFor(f => f.How).Choice<WithdrawConsentForm, HowSaid>("dossier-withdraw.error.how");
        }
    }
}

/// <summary>Taking a consent back: one page, two answers, no reason asked. What was shared before stays lawful (GDPR 7(3), law B2). Serves HK-5c.</summary>
public sealed class WithdrawConsentPage(Desk desk) : ConsentForm<WithdrawConsentForm>(desk, "dossier-withdraw")
{
    protected override IValidator<WithdrawConsentForm> Validator => new WithdrawConsentForm.Rules(Desk.Today, Consent.What.On);

    protected override bool About(ConsentAnswered consent) => consent.Given;

    protected override WithdrawConsentForm Fill() => new() { On = DayText.Write(Desk.Today) };

    protected override IReadOnlyList<Written> Become(WithdrawConsentForm form) => [new ConsentWithdrawn(Consent.Number, DayText.Read(form.On)!.Value, Coded.Parse<HowSaid>(form.How)!.Value)];
}
