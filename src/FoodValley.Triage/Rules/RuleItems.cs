namespace FoodValley.Triage.Rules;

/// <summary>One of the two source texts an edition is made from: <c>IU</c> or <c>HK</c>.</summary>
public sealed record SourceText(string Code, Bilingual Name);

/// <summary>One of the hundred norms: its fixed id, its title in our own words, and the row or point of the source text.</summary>
public sealed record Norm(string Id, Bilingual Title, string Source);

/// <summary>A line of guidance beside a question. It advises and never decides.</summary>
public sealed record Advice(Bilingual Text, string Source, IReadOnlyList<string> Norms);

/// <summary>A named line of the rules with what it rests on.</summary>
public sealed record RuleLine(string Code, Bilingual Text, string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>A level with its own goal (IU-KOP-1), what to think of before sharing, and what information fits.</summary>
public sealed record LevelRule(
    Level Code, Bilingual Name, Bilingual Goal, Bilingual Line, IReadOnlyList<Advice> Before, Advice Fits, Advice DoesNotFit,
    string Source, IReadOnlyList<string> Norms);

/// <summary>The capacity in which somebody acts: the task counts, not the employer (HK-0c; decision matrix, ambiguity 3).</summary>
public sealed record SectorRule(Sector Code, Bilingual Name, Bilingual Explain, string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>A legal ground: what it means, for whom, what must be shown, its GDPR article and its pitfall (IU-ALG-1).</summary>
/// <param name="Show">The evidence asked for, one question or sentence each; empty for <see cref="LegalGround.None"/> only.</param>
public sealed record GroundRule(
    LegalGround Code, Bilingual Name, Bilingual Meaning, Bilingual Who, IReadOnlyList<Bilingual> Show, Bilingual Gdpr, Bilingual Warning,
    string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>Something to weigh or settle before sharing (IU-KOP-2): the question as asked and why it is asked.</summary>
public sealed record Consideration(string Code, Bilingual Question, Bilingual Why, string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>A kind of information.</summary>
/// <param name="Deviation">True when the source lists nothing of the kind: it needs its own reason and is reported (IU-2-INF-3; ambiguity 8).</param>
public sealed record InformationItem(
    string Code, Bilingual Name, Bilingual Explain, bool Deviation, string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>A ground in a cell of the table.</summary>
/// <param name="Norms">What is relied on when this ground carries the sharing; in the list of excluded grounds: what forbids it.</param>
public sealed record CellGround(LegalGround Ground, string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>What holds for one level in one sector.</summary>
/// <param name="GroundNorm">The norm of the ground cell, named when a ground is right and when it is wrong.</param>
/// <param name="Grounds">Permitted without the safety exception; empty at level 1 (IU-1-GRD).</param>
/// <param name="Excluded">Grounds the source leaves out on purpose, with the norm that says so (IU-2-GRD-NIET).</param>
/// <param name="SafetyGrounds">Permitted under the safety exception (HK-6a); never consent.</param>
/// <param name="Considerations">Codes in the order of asking.</param>
/// <param name="Information">Codes of what may be shared.</param>
public sealed record Cell(
    Level Level, Sector Sector, string GroundNorm, IReadOnlyList<CellGround> Grounds, IReadOnlyList<CellGround> Excluded,
    IReadOnlyList<CellGround> SafetyGrounds, IReadOnlyList<string> Considerations, IReadOnlyList<string> Information,
    string Source, IReadOnlyList<string> Norms, Basis Basis)
{
    /// <summary>The list that applies: a line per permitted ground.</summary>
    public IReadOnlyList<CellGround> GroundsWhen(bool safety) => safety ? SafetyGrounds : Grounds;

    /// <summary>The line of this ground in the list that applies, or null when it is not permitted.</summary>
    public CellGround? Permits(LegalGround ground, bool safety) => GroundsWhen(safety).FirstOrDefault(g => g.Ground == ground);
}

/// <summary>The exception for a child that is not safe (HK-6): what it lifts, what stays, and its own considerations, the child's interest first.</summary>
public sealed record SafetyException(
    Bilingual Name, Bilingual Line, Bilingual Intro, Bilingual Note, IReadOnlyList<RuleLine> Lifts, IReadOnlyList<RuleLine> Stays,
    IReadOnlyList<string> Considerations, IReadOnlyList<string> Information, IReadOnlyList<Advice> Before, Advice Fits, Advice DoesNotFit,
    string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>How a decision can end, with the reasons to choose from where there is a list (HK-7a).</summary>
public sealed record OutcomeRule(
    Outcome Code, Bilingual Name, Bilingual Explain, Bilingual ReasonPrompt, IReadOnlyList<RuleLine> Reasons,
    string Source, IReadOnlyList<string> Norms, Basis Basis);

/// <summary>A "no" of the rules: why, and always the nearest way that is permitted.</summary>
public sealed record Refusal(string Code, Bilingual Why, Bilingual Nearest, string Source, IReadOnlyList<string> Norms, Basis Basis);
