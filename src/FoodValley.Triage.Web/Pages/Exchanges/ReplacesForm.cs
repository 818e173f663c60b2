using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>Why the earlier decision is no longer right: asked on the start page of the decision that takes its place. Serves IU-ALG-6 and HK-7b.</summary>
public sealed class ReplacesForm
{
    public string? ReplacesWhy { get; set; }

    public sealed class Rules : AbstractValidator<ReplacesForm>
    {
        public Rules(bool anonymous, DossierTerms? terms)
        {
            RuleFor(f => f.ReplacesWhy).Filled("start.error.replaces-why");
            if (anonymous) RuleFor(f => f.ReplacesWhy).NothingIdentifying(text => Recogniser.Find(text ?? "", terms), "consult-advice.error.identifying");
        }
    }
}
