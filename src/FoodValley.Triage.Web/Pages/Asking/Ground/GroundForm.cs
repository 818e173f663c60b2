using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class GroundForm
{
    /// <summary>Articles to choose from (law B1; which article fits is the professional's choice, never filled in by the program).</summary>
    public static readonly IReadOnlyList<string> Articles = ["Jeugdwet artikel 2.3", "Jeugdwet artikel 7.4.0", "Wmo 2015 artikel 5.1.1", "Wmo 2015 artikel 5.2.1"];

    public string? Ground { get; set; }
    public string? Task { get; set; }
    public string? Article { get; set; }
    public string? OtherArticle { get; set; }
    public string? TaskNeed { get; set; }
    public string? Contract { get; set; }
    public string? ContractParty { get; set; }
    public string? ContractNeed { get; set; }
    public string? Interest { get; set; }
    public string? InterestNeed { get; set; }
    public string? InterestBalance { get; set; }
    public string? VitalReason { get; set; }
    public string? GroundsConsidered { get; set; }

    public sealed class Rules : AbstractValidator<GroundForm>
    {
        public Rules(string[] offered, bool minor)
        {
            RuleFor(f => f.Ground).Cascade(CascadeMode.Stop).Must(code => !string.IsNullOrEmpty(code)).WithMessage("ground.error.required")
                .Must(code => offered.Contains(code, StringComparer.Ordinal)).WithMessage("ground.error.not-permitted").WithErrorCode(FormRules.NotOffered);
            When(f => f.Ground == "statutory-task", () =>
            {
                RuleFor(f => f.Task).Filled("ground.statutory-task.error.required", 500);
                RuleFor(f => f.Article).Must(a => string.IsNullOrEmpty(a) || Articles.Contains(a)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                RuleFor(f => f.OtherArticle).AtMost(FormRules.Short);
                RuleFor(f => f.OtherArticle).Must((form, other) => string.IsNullOrWhiteSpace(other) || string.IsNullOrEmpty(form.Article)).WithMessage("ground.other-article.error.one");
                RuleFor(f => f.TaskNeed).Filled("ground.error.task-need");
            });
            When(f => f.Ground == "agreement", () =>
            {
                RuleFor(f => f.Contract).Filled("ground.agreement.error.required", 500);
                RuleFor(f => f.ContractNeed).Filled("ground.error.contract-need");
                if (minor) RuleFor(f => f.ContractParty).Filled("ground.error.contract-party", FormRules.Short);
                else RuleFor(f => f.ContractParty).AtMost(FormRules.Short);
            });
            When(f => f.Ground == "legitimate-interest", () =>
            {
                RuleFor(f => f.Interest).Filled("ground.legitimate-interest.error.required", 500);
                RuleFor(f => f.InterestNeed).Filled("ground.legitimate-interest.error.required", 500);
                RuleFor(f => f.InterestBalance).Filled("ground.legitimate-interest.error.required", 500);
            });
            When(f => f.Ground == "vital-interest", () => RuleFor(f => f.VitalReason).Filled("ground.vital-interest.error.required"));
            When(f => f.Ground == "none", () => RuleFor(f => f.GroundsConsidered).Filled("no-ground-found.error.required"));
        }
    }
}
