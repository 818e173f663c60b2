using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Assessing;

/// <summary>How much a finding weighs. The professional decides; only what law or source categorically exclude holds a signature up (HK-0b, HK-1).</summary>
public enum FindingKind
{
    /// <summary>Sharing cannot be signed like this.</summary>
    [Code("blocks")] Blocks,
    /// <summary>Worth a second look; the reader of the record sees it too.</summary>
    [Code("warns")] Warns,
    /// <summary>Good to know.</summary>
    [Code("advises")] Advises,
}

/// <summary>One point about the answers, with its norms and its source. Not a form error: the form was filled in properly.</summary>
/// <param name="Kind">How much it weighs.</param>
/// <param name="Code">Stable name of the point.</param>
/// <param name="Norms">The norms it serves.</param>
/// <param name="Source">Row or point of the source, article of law, or ambiguity of the decision matrix.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Refusal">The words of the edition, when it has them; otherwise the screen text <c>finding.{Code}</c> says it.</param>
public sealed record Finding(FindingKind Kind, string Code, IReadOnlyList<string> Norms, string Source, Basis Basis, Refusal? Refusal)
{
    /// <summary>A block in the words of the edition.</summary>
    public static Finding Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(FindingKind.Blocks, refusal.Code, refusal.Norms, refusal.Source, refusal.Basis, refusal);
    }

    /// <summary>What it says, in the language of the reader.</summary>
    public string Says(Wording words, bool english)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Refusal?.Why.In(english) ?? words("finding." + Code);
    }

    /// <summary>When it blocks: the nearest permitted way. Null otherwise.</summary>
    public string? Nearest(Wording words, bool english)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Kind != FindingKind.Blocks ? null : Refusal?.Nearest.In(english) ?? words($"finding.{Code}.nearest");
    }
}

/// <summary>The advice on a set of answers: which grounds may be chosen, and what there is to say. It never decides (HK-0b).</summary>
/// <param name="Grounds">The grounds that level, capacity and protocol permit.</param>
/// <param name="Findings">Blocks first, then warnings, then advice.</param>
public sealed record Assessment(IReadOnlyList<LegalGround> Grounds, IReadOnlyList<Finding> Findings)
{
    /// <summary>What holds sharing up.</summary>
    public IReadOnlyList<Finding> Blocks => [.. Findings.Where(f => f.Kind == FindingKind.Blocks)];
}
