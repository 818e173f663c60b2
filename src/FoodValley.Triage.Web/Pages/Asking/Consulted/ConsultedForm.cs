using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultedForm
{
    public string? ConsultedWhom { get; set; }
    public string? ConsultedOn { get; set; }
    public string? ConsultedAt { get; set; }
    public string? ConsultedAdvice { get; set; }

    public sealed class Rules : AbstractValidator<ConsultedForm>
    {
        public Rules(DateTime now)
        {
            RuleFor(f => f.ConsultedWhom).Filled("consulted.error.required", FormRules.Short);
            RuleFor(f => f.ConsultedOn).Day("consulted.error.on").NotAfter(DateOnly.FromDateTime(now));
            RuleFor(f => f.ConsultedAt).Clock("consulted.error.at")
                .Must((form, at) => DayText.Read(form.ConsultedOn) is not { } day || ClockText.Read(at) is not { } time || day.ToDateTime(time) <= now).WithMessage("error.time-future");
            RuleFor(f => f.ConsultedAdvice).AtMost();
        }
    }
}
