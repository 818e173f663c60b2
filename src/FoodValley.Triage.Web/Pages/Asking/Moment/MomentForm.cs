using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class MomentForm
{
    /// <summary>Longest period one decision covers: after that, weigh again.</summary>
    public const int MostDays = 92;

    public string? MomentFrom { get; set; }
    public string? MomentTo { get; set; }

    public sealed class Rules : AbstractValidator<MomentForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.MomentFrom).Day("moment.error.required")
                .Must((form, from) => DayText.Read(from) is not { } first || (DayText.Read(form.MomentTo) ?? first) >= today).WithMessage("moment.error.past");
            RuleFor(f => f.MomentTo).Cascade(CascadeMode.Stop).Day()
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last >= first).WithMessage("error.date-order")
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last <= first.AddDays(MostDays)).WithMessage("moment.error.too-long");
        }
    }
}
