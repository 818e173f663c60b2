using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Dossiers;

/// <summary>Something about a dossier that asks for attention.</summary>
public enum DueKind
{
    /// <summary>A consent ends soon (HK-5c).</summary>
    [Code("consent-expiring")] ConsentExpiring,
    /// <summary>A consent is over, and nobody asked anew (HK-5c).</summary>
    [Code("consent-over")] ConsentOver,
    /// <summary>The client thinks about another help request (HK-4d).</summary>
    [Code("proposal-open")] ProposalOpen,
    /// <summary>The plan has no agreement yet (HK-5d).</summary>
    [Code("plan-not-agreed")] PlanNotAgreed,
    /// <summary>A decision waits until a day.</summary>
    [Code("on-hold")] OnHold,
    /// <summary>The client was not informed yet (IU-ALG-2).</summary>
    [Code("inform")] Inform,
    /// <summary>Informing the client was postponed: look again on a day (IU-ALG-2a).</summary>
    [Code("inform-postponed")] InformPostponed,
    /// <summary>A decision that was made at once lacks the rest (decision matrix, ambiguity 26).</summary>
    [Code("incomplete")] Incomplete,
    /// <summary>The moment of a decision has passed: weigh anew (HK-3e).</summary>
    [Code("moment-passed")] MomentPassed,
    /// <summary>A request of the client waits for its answer (HK-8.7).</summary>
    [Code("request")] Request,
}

/// <summary>One point, with the day it is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Day">The last day of the consent or moment, the day of a proposal or plan.</param>
/// <param name="About">The partner, for a consent; empty otherwise.</param>
/// <param name="Record">The decision, where it is about one.</param>
public sealed record DueItem(DueKind Kind, DateOnly Day, string About = "", Guid? Record = null);

/// <summary>What a dossier asks for, from its own lines.</summary>
public static class Due
{
    /// <summary>How long before its end a consent asks for attention, in days.</summary>
    public const int Ahead = 14;

    /// <summary>Everything that asks for attention on <paramref name="today"/>, the nearest day first.</summary>
    public static IReadOnlyList<DueItem> Of(CaseFile file, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(file);
        var items = new List<DueItem>();
        // Of whoever must say yes today, the last word about each item at each partner (HK-5c): an older yes that was asked anew asks for nothing.
        var asked = file.GiversOn(today).Select(g => g.Representative).ToHashSet();
        var last = file.Consents.Where(c => asked.Contains(c.What.Giver) && !file.Voided(c.Number))
            .SelectMany(c => c.What.Data, (c, item) => (Consent: c, Item: item)).GroupBy(c => (c.Consent.What.Partner, c.Consent.What.Giver, c.Item)).Select(g => g.Last().Consent);
        foreach (var consent in last.Distinct())
        {
            if (!consent.What.Given || consent.What.Until is not { } until || file.Withdrawn(consent.Number) || file.Lapsed(consent.What)) continue;
            if (until < today) items.Add(new(DueKind.ConsentOver, until, consent.What.PartnerName));
            else if (until <= today.AddDays(Ahead)) items.Add(new(DueKind.ConsentExpiring, until, consent.What.PartnerName));
        }
        items.AddRange(file.OpenProposals.Select(p => new DueItem(DueKind.ProposalOpen, p.What.On)));
        if (file.Plan is { } plan && file.AgreementOn(today) is { } position && position.Status != ConsentStatus.Given)
            items.Add(new(DueKind.PlanNotAgreed, DateOnly.FromDateTime(plan.At)));
        items.AddRange(ClientRequest.Of(file).Where(r => r.Decided is null).Select(r => new DueItem(DueKind.Request, r.DueOn(today))));
        return [.. items.Distinct().OrderBy(i => i.Day).ThenBy(i => i.Kind)];
    }
}
