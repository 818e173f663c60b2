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
                // IU-KOP-2: considerations come before sharing, so no day before today.
                .Must(from => DayText.Read(from) is not { } first || first >= today).WithMessage("moment.error.past")
                .Must(from => DayText.Read(from) is not { } first || first.DayNumber - today.DayNumber <= 366).WithMessage("moment.error.far");
            RuleFor(f => f.MomentTo).Cascade(CascadeMode.Stop).Day()
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last >= first).WithMessage("error.date-order")
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last.DayNumber - first.DayNumber <= MostDays).WithMessage("moment.error.too-long");
        }
    }
}
