using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class MomentForm
{
    /// <summary>Longest period one decision covers: after that, weigh again.</summary>
    public const int MostDays = 92;

    public string? MomentFrom { get; set; }
    public string? MomentTo { get; set; }
    public string? SharedAt { get; set; }
    public string? AfterwardsReason { get; set; }

    public sealed class Rules : AbstractValidator<MomentForm>
    {
        /// <param name="earliest">IU-KOP-2: considerations come before sharing, so no day before this one.</param>
        /// <param name="afterwards">True when somebody phoned already: the true time is asked, and only then may be (decision matrix, ambiguity 19).</param>
        public Rules(DateTime now, DateOnly earliest, bool afterwards)
        {
            var today = DateOnly.FromDateTime(now);
            if (afterwards)
            {
                RuleFor(f => f.MomentFrom).Day("recorded-afterwards.error.required").NotAfter(today);
                RuleFor(f => f.SharedAt).Clock("recorded-afterwards.error.required")
                    .Must((form, at) => DayText.Read(form.MomentFrom) is not { } day || ClockText.Read(at) is not { } time || day.ToDateTime(time) <= now).WithMessage("recorded-afterwards.error.future");
                RuleFor(f => f.AfterwardsReason).Filled("recorded-afterwards.error.required");
                RuleFor(f => f.MomentTo).Cascade(CascadeMode.Stop).Day()
                    .Must(to => DayText.Read(to) is not { } last || last >= today).WithMessage("moment.error.past")
                    .Must(to => DayText.Read(to) is not { } last || last.DayNumber - today.DayNumber <= MostDays).WithMessage("moment.error.too-long");
                return;
            }
            RuleFor(f => f.SharedAt).Must(string.IsNullOrEmpty).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.AfterwardsReason).Must(string.IsNullOrEmpty).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.MomentFrom).Day("moment.error.required")
                .Must(from => DayText.Read(from) is not { } first || first >= earliest).WithMessage("moment.error.past")
                .Must(from => DayText.Read(from) is not { } first || first.DayNumber - today.DayNumber <= 366).WithMessage("moment.error.far");
            RuleFor(f => f.MomentTo).Cascade(CascadeMode.Stop).Day()
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last >= first).WithMessage("error.date-order")
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.MomentFrom) is not { } first || last.DayNumber - first.DayNumber <= MostDays).WithMessage("moment.error.too-long");
        }
    }
}
