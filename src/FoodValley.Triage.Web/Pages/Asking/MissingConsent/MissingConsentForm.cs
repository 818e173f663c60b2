using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class MissingConsentForm
{
    /// <summary>Room for people whose consent is missing.</summary>
    public const int Most = 8;

    public List<PersonForm> Missing { get; set; } = [];

    public sealed class PersonForm
    {
        public string? MissingPerson { get; set; }
        public string? MissingWhy { get; set; }

        public bool Filled => MissingPerson.Clean() is not null || !string.IsNullOrEmpty(MissingWhy);
    }

    public sealed class Rules : AbstractValidator<MissingConsentForm>
    {
        public Rules()
        {
            RuleFor(f => f.Missing).Must(all => all.Count <= Most).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => !f.Missing.Exists(m => m.Filled), () => RuleFor(f => f.Missing).Must(_ => false).OverridePropertyName("Missing[0].MissingPerson").WithMessage("missing-consent.error.required"));
            RuleForEach(f => f.Missing).Where(m => m.Filled).ChildRules(one =>
            {
                one.RuleFor(m => m.MissingPerson).Filled("missing-consent.error.required", FormRules.Short);
                one.RuleFor(m => m.MissingWhy).Choice<PersonForm, MissingWhy>("missing-consent.error.why");
            });
        }
    }
}
