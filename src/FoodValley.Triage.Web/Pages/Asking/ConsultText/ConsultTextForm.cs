using FluentValidation;
using FluentValidation.Results;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultTextForm
{
    /// <summary>Longest text, in characters.</summary>
    public const int Longest = 5000;

    public string? ConsultText { get; set; }
    public string? ConsultConfirmed { get; set; }
    /// <summary>A stamp of the text that a tick on the page was given for; empty while nobody has ticked. A tick for another text is no tick.</summary>
    public string? ConfirmedFor { get; set; }
    public List<KeptForm> Kept { get; set; } = [];

    /// <summary>True when there was a tick, but for another text, or for one that must change.</summary>
    internal bool Withdrawn { get; private set; }

    /// <summary>A tick belongs to the text it was given for: whoever changed the text reads it again and ticks anew (IU-1-INF-a).</summary>
    /// <param name="text">A stamp of the text as it is now.</param>
    /// <param name="mustChange">True when something in it has to go.</param>
    public void KeepTickFor(string text, bool mustChange)
    {
        Withdrawn = ConsultConfirmed is not null && (mustChange || (!string.IsNullOrEmpty(ConfirmedFor) && ConfirmedFor != text));
        if (Withdrawn) ConsultConfirmed = null;
        ConfirmedFor = ConsultConfirmed is null ? null : text;
    }

    /// <summary>The message for a mark: out with it, or replace or explain.</summary>
    public static string MessageKey(Mark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.Kind switch
        {
            MarkKind.Bsn => "consult-text.error.bsn",
            _ => mark.MustGo ? "consult-text.error.dossier-match" : "consult-text.warning.found",
        };
    }

    public sealed class Rules : AbstractValidator<ConsultTextForm>
    {
        public Rules(Func<string?, IReadOnlyList<Mark>> find)
        {
            RuleFor(f => f.ConsultText).Filled("consult-text.error.required", Longest);
            RuleFor(f => f.ConsultText).Custom((text, context) =>
            {
                foreach (var mark in find(text).Where(m => m.MustGo).DistinctBy(m => m.Fragment).Take(20))
                    context.AddFailure(new ValidationFailure(nameof(ConsultText), MessageKey(mark)) { CustomState = new (string, object?)[] { ("fragment", mark.Fragment) } });
            });
            RuleForEach(f => f.Kept).SetValidator(new KeptForm.Rules());
            RuleFor(f => f.ConsultConfirmed).Must(v => v == "yes").WithMessage("consult-text.error.confirm-required");
        }

        public override async Task<ValidationResult> ValidateAsync(ValidationContext<ConsultTextForm> context, CancellationToken cancellation = default)
        {
            var result = await base.ValidateAsync(context, cancellation);
            // A text that has to change once more is ticked after that.
            if (context.InstanceToValidate.Withdrawn && result.Errors.Exists(e => e.PropertyName != nameof(ConsultConfirmed))) result.Errors.RemoveAll(e => e.PropertyName == nameof(ConsultConfirmed));
            return result;
        }
    }
}
