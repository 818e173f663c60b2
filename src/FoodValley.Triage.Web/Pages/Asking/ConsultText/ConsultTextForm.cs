using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultTextForm
{
    /// <summary>Longest text, in characters.</summary>
    public const int Longest = 5000;

    public string? ConsultText { get; set; }
    public string? ConsultConfirmed { get; set; }
    public List<KeptForm> Kept { get; set; } = [];

    public sealed class KeptForm
    {
        public string? Fragment { get; set; }
        public string? Why { get; set; }
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
                    context.AddFailure(new FluentValidation.Results.ValidationFailure(nameof(ConsultText), MessageKey(mark)) { CustomState = new (string, object?)[] { ("fragment", mark.Fragment) } });
            });
            RuleForEach(f => f.Kept).ChildRules(kept =>
            {
                kept.RuleFor(k => k.Why).Must(why => !string.IsNullOrWhiteSpace(why)).WithMessage("consult-text.error.explain-required")
                    .WithState((k, _) => new (string, object?)[] { ("fragment", k.Fragment) });
                kept.RuleFor(k => k.Why).AtMost(500);
            });
            RuleFor(f => f.ConsultConfirmed).Must(v => v == "yes").WithMessage("consult-text.error.confirm-required");
        }
    }
}
