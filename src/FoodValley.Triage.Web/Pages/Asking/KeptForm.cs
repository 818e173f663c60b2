using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: a marked fragment that may stay, and why it tells nobody who the client is. Serves IU-1-INF-a.</summary>
public sealed class KeptForm
{
    public string? Fragment { get; set; }
    public string? Why { get; set; }

    /// <summary>What was explained, as an answer keeps it.</summary>
    public static IEnumerable<Triage.Asking.KeptFragment> Explained(IEnumerable<KeptForm> kept) =>
        kept.Where(k => k.Why.Clean() is not null).Select(k => new Triage.Asking.KeptFragment(k.Fragment!, k.Why.Clean()!));

    /// <summary>The lines to explain as the answer filled them.</summary>
    public static List<KeptForm> Of(IEnumerable<Triage.Asking.KeptFragment>? kept) => [.. (kept ?? []).Select(k => new KeptForm { Fragment = k.Fragment, Why = k.Why })];

    public sealed class Rules : AbstractValidator<KeptForm>
    {
        public Rules()
        {
            RuleFor(k => k.Why).Must(why => !string.IsNullOrWhiteSpace(why)).WithMessage("consult-text.error.explain-required")
                .WithState((k, _) => new (string, object?)[] { ("fragment", k.Fragment) });
            RuleFor(k => k.Why).AtMost(500);
        }
    }
}
