using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsentStatusForm
{
    public string? Consent { get; set; }
    /// <summary>Codes of those who said it.</summary>
    public string[] ConsentBy { get; set; } = [];
    public string? ConsentOn { get; set; }
    public string? ConsentHow { get; set; }
    public string? ConsentUntil { get; set; }
    public string? ConsentMissingReason { get; set; }
    public string? ConsentReasoning { get; set; }

    /// <summary>
    /// What may be answered, given what the dossier says: yes and no always; not asked only while nobody said anything final; taken back only where
    /// somebody once said yes; over only where a yes has ended.
    /// </summary>
    public static IReadOnlyList<Triage.Rules.ConsentStatus> Offered(Position position)
    {
        ArgumentNullException.ThrowIfNull(position);
        var now = position.Status;
        return
        [
            .. Coded.All<Triage.Rules.ConsentStatus>().OrderBy(s => s != Triage.Rules.ConsentStatus.Given).Where(s => s is Triage.Rules.ConsentStatus.Given or Triage.Rules.ConsentStatus.Refused || s == now
                || (s == Triage.Rules.ConsentStatus.Withdrawn && position.Givers.Any(g => g.Status == Triage.Rules.ConsentStatus.Given))),
        ];
    }

    public sealed class Rules : AbstractValidator<ConsentStatusForm>
    {
        public Rules(DateOnly today, Position position, ScreenText text)
        {
            RuleFor(f => f.Consent).Among("consent-status.error.required", [.. Offered(position).Select(s => s.Code())]);
            RuleFor(f => f.ConsentBy).Must(by => by.All(code => position.Givers.Any(g => g.Giver.Code() == code))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.ConsentMissingReason).AtMost();
            When(f => f.Consent is "given" or "refused" or "withdrawn", () =>
            {
                RuleFor(f => f.ConsentBy).Must(by => by.Length > 0).WithMessage(position.NobodyMaySayYes ? "giver.error.nobody" : "consent-details.error.required");
                RuleFor(f => f.ConsentOn).Day("consent-details.error.on").NotAfter(today);
                RuleFor(f => f.ConsentHow).Choice<ConsentStatusForm, HowSaid>("consent-details.error.how");
            });
            When(f => f.Consent == "withdrawn" && f.ConsentBy.Length > 0, () => RuleFor(f => f.ConsentBy)
                .Must(by => position.Givers.Where(g => by.Contains(g.Giver.Code())).All(g => g.Status is Triage.Rules.ConsentStatus.Given or Triage.Rules.ConsentStatus.Withdrawn))
                .WithMessage("consent-details.error.withdrawn-by"));
            When(f => f.Consent == "given", () =>
            {
                RuleFor(f => f.ConsentUntil).Day("consent-details.error.until")
                    .Must((form, until) => DayText.Read(until) is not { } last || DayText.Read(form.ConsentOn) is not { } first || last >= first).WithMessage("error.date-order")
                    .Must(until => DayText.Read(until) is not { } last || last >= today).WithMessage("consent-details.error.until-past");
                RuleFor(f => f.ConsentReasoning).Filled("consent-reasoning-given.error.required");
            }).Otherwise(() => RuleFor(f => f.ConsentReasoning).Filled("consent-reasoning-missing.error.required"));
            When(f => f.Consent == "given" && f.ConsentBy.Length > 0, () =>
            {
                RuleFor(f => f.ConsentBy).Must(by => GiverChoice.MayCount(position, by)).WithMessage(position.NobodyMaySayYes ? "giver.error.nobody" : "consent-status.error.not-complete")
                    .WithState(f => new (string, object?)[] { ("missing", Names(f)) });
                RuleFor(f => f.ConsentMissingReason)
                    .Must((form, reason) => !string.IsNullOrWhiteSpace(reason) || GiverChoice.Missing(position, form.ConsentBy).Count == 0 || !GiverChoice.MayCount(position, form.ConsentBy))
                    .WithMessage("giver.error.missing-reason").WithState(f => new (string, object?)[] { ("missing", Names(f)) });
            });

            string Names(ConsentStatusForm form) => string.Join(", ", GiverChoice.Missing(position, form.ConsentBy).Select(g => GiverChoice.Named(g, text)));
        }
    }
}
