using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class SecrecyForm
{
    public string? SecrecyKind { get; set; }
    public string? SecrecyWay { get; set; }
    public string? SecrecyArticle { get; set; }
    public string? SecrecyReason { get; set; }
    public string? TriedConsent { get; set; }
    public string? SeriousHarm { get; set; }
    public string? NoOtherWay { get; set; }
    public string? WillHelp { get; set; }
    public string? AsLittleAsPossible { get; set; }
    public string? Conscience { get; set; }
    public string? ColleagueConsulted { get; set; }

    public sealed class Rules : AbstractValidator<SecrecyForm>
    {
        /// <param name="safety">Under the exception the six questions are answered whatever binds the professional, with one explanation (HK-6a).</param>
        public Rules(bool safety)
        {
            if (safety)
            {
                Six();
                RuleFor(f => f.SecrecyReason).Filled("duties.error.required");
            }
            RuleFor(f => f.SecrecyKind).Choice<SecrecyForm, SecrecyKind>("secrecy-kind.error.required");
            When(f => f.SecrecyKind is not (null or "" or "none"), () =>
            {
                RuleFor(f => f.SecrecyWay).Choice<SecrecyForm, SecrecyWay>("secrecy-way.error.required");
                When(f => f.SecrecyWay == "legal-duty", () => RuleFor(f => f.SecrecyArticle).Filled("secrecy-way.legal-duty.error.required", FormRules.Short));
                When(f => f.SecrecyWay is not (null or "" or "none") && !safety, () => RuleFor(f => f.SecrecyReason).Filled("secrecy-way.error.reason"));
                When(f => f.SecrecyWay == "conflict-of-duties" && !safety, () =>
                {
                    Six();
                    RuleFor(f => f.ColleagueConsulted).Filled("duties.error.colleague", FormRules.Short);
                });
            });
            RuleFor(f => f.SecrecyArticle).AtMost(FormRules.Short);
            RuleFor(f => f.SecrecyReason).AtMost();
            RuleFor(f => f.ColleagueConsulted).AtMost(FormRules.Short);
        }

        private void Six()
        {
            RuleFor(f => f.TriedConsent).YesNo("duties.error.required");
            RuleFor(f => f.SeriousHarm).YesNo("duties.error.required");
            RuleFor(f => f.NoOtherWay).YesNo("duties.error.required");
            RuleFor(f => f.WillHelp).YesNo("duties.error.required");
            RuleFor(f => f.AsLittleAsPossible).YesNo("duties.error.required");
            RuleFor(f => f.Conscience).YesNo("duties.error.required");
        }
    }
}
