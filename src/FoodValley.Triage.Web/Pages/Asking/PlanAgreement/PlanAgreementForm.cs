using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class PlanAgreementForm
{
    public string? PlanAgreement { get; set; }
    /// <summary>Codes of those who said it.</summary>
    public string[] AgreedBy { get; set; } = [];
    public string? AgreedOn { get; set; }
    public string? AgreedHow { get; set; }
    public string? AgreementMissingReason { get; set; }

    /// <summary>True when something was said to the plan.</summary>
    public bool Answered => PlanAgreement is "yes" or "no";

    public sealed class Rules : AbstractValidator<PlanAgreementForm>
    {
        public Rules(DateOnly today, Position position, ScreenText text)
        {
            RuleFor(f => f.PlanAgreement).Choice<PlanAgreementForm, PlanAnswer>("plan-agreement.error.required");
            RuleFor(f => f.AgreedBy).Must(by => by.All(code => position.Givers.Any(g => g.Giver.Code() == code))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.AgreementMissingReason).AtMost();
            When(f => f.Answered, () =>
            {
                RuleFor(f => f.AgreedBy).Must(by => by.Length > 0).WithMessage(position.NobodyMaySayYes ? "giver.error.nobody" : "plan-agreement.error.by-whom-required");
                RuleFor(f => f.AgreedOn).Day("plan-agreement.error.on-required").NotAfter(today);
                RuleFor(f => f.AgreedHow).Choice<PlanAgreementForm, HowSaid>("plan-agreement.error.how-required");
            });
            When(f => f.PlanAgreement == "yes" && f.AgreedBy.Length > 0, () =>
            {
                RuleFor(f => f.AgreedBy).Must(by => GiverChoice.MayCount(position, by)).WithMessage(position.NobodyMaySayYes ? "giver.error.nobody" : "plan-agreement.error.incomplete")
                    .WithState(f => new (string, object?)[] { ("missing", string.Join(", ", GiverChoice.Missing(position, f.AgreedBy).Select(g => GiverChoice.Named(g, text)))) });
                RuleFor(f => f.AgreementMissingReason)
                    .Must((form, reason) => !string.IsNullOrWhiteSpace(reason) || GiverChoice.Missing(position, form.AgreedBy).Count == 0 || !GiverChoice.MayCount(position, form.AgreedBy))
                    .WithMessage("giver.error.missing-reason")
                    .WithState(f => new (string, object?)[] { ("missing", string.Join(", ", GiverChoice.Missing(position, f.AgreedBy).Select(g => GiverChoice.Named(g, text)))) });
            });
        }
    }
}
