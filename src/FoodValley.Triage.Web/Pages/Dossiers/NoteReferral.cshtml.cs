using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class NoteReferralForm
{
    public string? From { get; set; }
    public string? Organisation { get; set; }
    public string? Kind { get; set; }
    public string? On { get; set; }
    public string? Question { get; set; }
    public string? ForFunding { get; set; }

    public sealed class Rules : AbstractValidator<NoteReferralForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.From).Filled("dossier-referral.error.from", FormRules.Short);
            RuleFor(f => f.Organisation).Filled("dossier-referral.error.organisation", FormRules.Short);
            RuleFor(f => f.Kind).Choice<NoteReferralForm, RecipientKind>("recipient.error.kind");
            RuleFor(f => f.On).Day("dossier-referral.error.on").NotAfter(today);
            RuleFor(f => f.Question).Filled("dossier-referral.error.question");
            RuleFor(f => f.ForFunding).YesNo("dossier-referral.error.funding");
        }
    }
}

/// <summary>Who referred or registered the client with us, and what they wanted to know in their own words. Serves IU-3-DOEL and IU-3-INF-1.</summary>
public sealed class NoteReferralPage(Desk desk) : DossierForm<NoteReferralForm>(desk, "dossier-referral")
{
    protected override IValidator<NoteReferralForm> Validator => new NoteReferralForm.Rules(Desk.Today);

    protected override IReadOnlyList<Written> Become(NoteReferralForm form) =>
        [new ReferralReceived(form.From.Clean()!, form.Organisation.Clean()!, Coded.Parse<RecipientKind>(form.Kind)!.Value, DayText.Read(form.On)!.Value, form.Question.Clean()!, form.ForFunding == "yes")];
}
