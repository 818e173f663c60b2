using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class SpecialDataForm
{
    public string? SpecialData { get; set; }
    public List<ItemForm> SpecialItems { get; set; } = [];
    public string? CriminalData { get; set; }
    public string? OfficerConsulted { get; set; }
    public string? OfficerConsultedOn { get; set; }
    public string? OfficerAdvice { get; set; }

    public sealed class ItemForm
    {
        /// <summary>The item as listed; not for the reader to change.</summary>
        public string? SpecialItem { get; set; }
        public string? SpecialGround { get; set; }
        public string? SpecialWhy { get; set; }

        public bool Filled => !string.IsNullOrEmpty(SpecialGround) || SpecialWhy.Clean() is not null;
    }

    public sealed class Rules : AbstractValidator<SpecialDataForm>
    {
        public Rules(DateOnly today, IReadOnlyList<string> listed)
        {
            RuleFor(f => f.SpecialData).YesNo("special-data.error.required");
            RuleFor(f => f.SpecialItems).Must(items => items.All(i => listed.Contains(i.SpecialItem))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => f.SpecialData == "yes", () =>
            {
                When(f => !f.SpecialItems.Exists(i => i.Filled), () =>
                    RuleFor(f => f.SpecialItems).Must(_ => false).OverridePropertyName("SpecialItems[0].SpecialGround").WithMessage("special-data.extra-ground.error.required"));
                RuleForEach(f => f.SpecialItems).Where(i => i.Filled).ChildRules(item =>
                {
                    item.RuleFor(i => i.SpecialGround).Choice<ItemForm, SpecialGround>("special-data.error.ground");
                    item.RuleFor(i => i.SpecialWhy).Filled("special-data.error.why", 500);
                });
            });
            RuleFor(f => f.CriminalData).YesNo("special-data.error.criminal");
            When(f => f.CriminalData == "yes", () =>
            {
                RuleFor(f => f.OfficerConsulted).Filled("special-data.error.officer", FormRules.Short);
                RuleFor(f => f.OfficerConsultedOn).Day("special-data.error.officer-on").NotAfter(today);
                RuleFor(f => f.OfficerAdvice).Filled("special-data.error.officer-advice");
            });
        }
    }
}
