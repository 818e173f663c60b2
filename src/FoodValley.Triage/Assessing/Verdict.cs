using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Assessing;

/// <summary>
/// One of the 1,200 situations of the decision matrix. Everything that is not named here (secrecy, protocol list, ages, a child being concerned,
/// all required answers) is taken as in order.
/// </summary>
/// <param name="Safety">True under the safety exception (HK-6).</param>
/// <param name="PlanAgreement">True when the client agrees with the plan (HK-5d).</param>
public sealed record Combination(Level Level, Sector Sector, bool Safety, LegalGround Ground, bool PlanAgreement, ConsentStatus Consent);

/// <summary>May personal data be shared in this situation, and what does that rest on? Serves IU-ALG-1, HK-5c, HK-5d, HK-6a, HK-7g and HK-7h.</summary>
/// <param name="Allowed">True when sharing is permitted by the rules; whether it happens is the professional's decision (HK-0b).</param>
/// <param name="Norms">When blocked every norm that blocks, when allowed every norm relied on; ordinal order, each once.</param>
/// <param name="Basis">The weakest of what this rests on: a choice of this product before the law, the law before the source texts.</param>
/// <param name="Refusals">Why not, each with the nearest permitted way; never empty when blocked, always empty when allowed.</param>
public sealed record Verdict(bool Allowed, IReadOnlyList<string> Norms, Basis Basis, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>The verdict of these rules: decision matrix C3, in full. The same question always has the same answer.</summary>
    public static Verdict Of(Rulebook rulebook, Combination combination)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(combination);
        var cell = rulebook.Cell(combination.Level, combination.Sector);
        List<Block> blocks = combination.Level == Level.Consult
            ? [.. AtLevel1(cell, combination)]
            : [.. OfGround(cell, combination), .. OfPlan(combination), .. OfConsent(cell, combination)];
        return blocks.Count > 0 ? Blocked(rulebook, blocks) : Permitted(cell, combination);
    }

    // IU-1-GRD: no ground belongs to a truly anonymous question. HK-6a: nor does the exception.
    private static IEnumerable<Block> AtLevel1(Cell cell, Combination combination)
    {
        if (combination.Ground != LegalGround.None)
        {
            yield return new(RefusalCodes.Level1AnyGround, [cell.GroundNorm]);
        }

        if (combination.Safety)
        {
            yield return new(RefusalCodes.Level1Safety, ["HK-6a"]);
        }
    }

    private static IEnumerable<Block> OfGround(Cell cell, Combination combination)
    {
        if (combination.Ground == LegalGround.None)
        {
            yield return new(VerdictRefusal.NoGround(combination), ["IU-ALG-1"]);
        }
        else if (combination is { Safety: true, Ground: LegalGround.Consent })
        {
            // HK-6a: consent is what is missing. Where the cell never listed it, it is the wrong ground as well.
            string[] norms = cell.Permits(LegalGround.Consent, safety: false) is null ? ["HK-6a", cell.GroundNorm] : ["HK-6a"];
            yield return new(VerdictRefusal.WrongGround(combination), norms);
        }
        else if (cell.Permits(combination.Ground, combination.Safety) is null)
        {
            var excluded = cell.Excluded.FirstOrDefault(g => g.Ground == combination.Ground);
            yield return new(VerdictRefusal.WrongGround(combination), [cell.GroundNorm, .. excluded?.Norms ?? []]);
        }
    }

    // HK-5d, which the exception lifts (HK-5e).
    private static IEnumerable<Block> OfPlan(Combination combination)
    {
        if (combination is { Safety: false, PlanAgreement: false })
        {
            yield return new(RefusalCodes.PlanNotAgreed, ["HK-5d"]);
        }
    }

    // HK-5c: consent carries the sharing only where it is a permitted ground, and then only when it is complete.
    private static IEnumerable<Block> OfConsent(Cell cell, Combination combination)
    {
        if (combination is { Safety: false, Ground: LegalGround.Consent, Consent: not ConsentStatus.Given }
            && cell.Permits(LegalGround.Consent, safety: false) is not null)
        {
            yield return new(
                combination.Consent == ConsentStatus.Withdrawn ? RefusalCodes.ConsentWithdrawn : RefusalCodes.ConsentNotGiven, ["HK-5c"]);
        }
    }

    private static Verdict Blocked(Rulebook rulebook, IReadOnlyList<Block> blocks)
    {
        IReadOnlyList<Refusal> refusals = [.. blocks.Select(b => rulebook.Refusal(b.Code))];
        return new(false, InOrder(blocks.SelectMany(b => b.Norms)), refusals.Max(r => r.Basis), refusals);
    }

    private static Verdict Permitted(Cell cell, Combination combination)
    {
        if (combination.Level == Level.Consult)
        {
            return new(true, [cell.GroundNorm], cell.Basis, []);
        }

        var ground = cell.Permits(combination.Ground, combination.Safety)!;
        return new(
            true,
            InOrder([
                cell.GroundNorm,
                .. ground.Norms,
                combination.Safety ? "HK-6a" : "HK-5d",
                combination.Consent == ConsentStatus.Given ? "HK-7g" : "HK-7h",
            ]),
            ground.Basis,
            []);
    }

    private static IReadOnlyList<string> InOrder(IEnumerable<string> norms) => [.. norms.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private sealed record Block(string Code, IReadOnlyList<string> Norms);
}
