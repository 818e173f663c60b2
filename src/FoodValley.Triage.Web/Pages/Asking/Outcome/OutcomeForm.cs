using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class OutcomeForm
{
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
    public string? Withheld { get; set; }
    public string? Undo { get; set; }
    public string? NotSharingReason { get; set; }
    public string? HoldReason { get; set; }
    public string? HoldUntil { get; set; }
    public string? OtherWay { get; set; }
    public string? OutsideRoute { get; set; }
    public string? AdviceFrom { get; set; }

    public sealed class Rules : AbstractValidator<OutcomeForm>
    {
        public Rules(IReadOnlyList<Triage.Rules.Outcome> offered, Way? now, DateOnly today, string why, Func<string?, IEnumerable<Mark>>? identifying) =>
            When(f => f.Undo != "yes", () => Choosing(offered, now, today, why, identifying));

        private void Choosing(IReadOnlyList<Triage.Rules.Outcome> offered, Way? now, DateOnly today, string why, Func<string?, IEnumerable<Mark>>? identifying)
        {
            RuleFor(f => f.Outcome).Cascade(CascadeMode.Stop).Must(code => !string.IsNullOrEmpty(code)).WithMessage("outcome.error.required")
                .Must(code => Coded.Parse<Triage.Rules.Outcome>(code) is { } outcome && (offered.Contains(outcome) || outcome.Shares())).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered)
                .Must(code => Coded.Parse<Triage.Rules.Outcome>(code) is { } outcome && offered.Contains(outcome)).WithMessage("outcome.error.share-not-permitted").WithErrorCode(FormRules.NotOffered)
                .WithState((_, _) => new (string, object?)[] { ("reason", why) });
            RuleFor(f => f.Reason).Filled("outcome.error.reason-required");
            if (identifying is not null)
            {
                RuleFor(f => f.Reason).NothingIdentifying(identifying);
                // Whoever gave advice has a name, works somewhere and is not the client.
                RuleFor(f => f.AdviceFrom).NothingIdentifying(text => identifying(text)
                    .Where(mark => mark.MustGo || mark.Kind is not (MarkKind.Person or MarkKind.Initials or MarkKind.Organisation or MarkKind.Place)));
            }
            When(f => f.Outcome == "share-partly", () => RuleFor(f => f.Withheld).Filled("outcome.share-partly.error.required"));
            When(f => f.Outcome == "do-not-share", () => RuleFor(f => f.NotSharingReason).Choice<OutcomeForm, NotSharingReason>("outcome.error.not-sharing-reason"));
            When(f => f.Outcome == "hold", () =>
            {
                RuleFor(f => f.HoldReason).Choice<OutcomeForm, HoldReason>("outcome.error.hold-reason");
                RuleFor(f => f.HoldUntil).Day("outcome.hold.error.required")
                    .Must(until => DayText.Read(until) is not { } day || day >= today).WithMessage("outcome.error.hold-past")
                    .Must(until => DayText.Read(until) is not { } day || day.DayNumber - today.DayNumber <= 366).WithMessage("outcome.error.hold-long");
            });
            When(f => f.Outcome == "other-level", () => RuleFor(f => f.OtherWay).Among("outcome.error.other-way", [.. Coded.All<Way>().Where(w => w != now).Select(w => w.Code())]));
            When(f => f.Outcome == "outside-framework", () =>
            {
                RuleFor(f => f.OutsideRoute).Choice<OutcomeForm, OutsideRoute>("outcome.error.outside-route");
                RuleFor(f => f.AdviceFrom).Filled("outcome.outside-framework.error.required", FormRules.Short);
            });
        }
    }
}
