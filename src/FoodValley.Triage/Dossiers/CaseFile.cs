using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Dossiers;

/// <summary>
/// A dossier with all that was written in it, read as it stands now. Everything here follows from the lines: same lines, same answers.
/// </summary>
public sealed class CaseFile
{
    private readonly Dictionary<int, ConsentStatus> _ended = [];

    /// <summary>Lines in the order of their numbers.</summary>
    public CaseFile(Dossier dossier, IReadOnlyList<DossierLine> lines)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(lines);
        (Dossier, Lines) = (dossier, lines);
        HelpRequests = All<HelpRequestVersion>();
        Goals = All<GoalVersion>();
        Plans = All<PlanVersion>();
        Consents = All<ConsentAnswered>();
        foreach (var line in All<ConsentWithdrawn>()) _ended[line.What.Consent] = ConsentStatus.Withdrawn;
        foreach (var line in All<ConsentVoided>()) _ended[line.What.Consent] = ConsentStatus.NotAsked;
    }

    /// <summary>Whose dossier it is.</summary>
    public Dossier Dossier { get; }

    /// <summary>All that was written, oldest first.</summary>
    public IReadOnlyList<DossierLine> Lines { get; }

    /// <summary>The number of the last line, 0 for none: two people who write at once are told by it.</summary>
    public int Version => Lines.Count == 0 ? 0 : Lines[^1].Number;

    /// <summary>Every version of the help request.</summary>
    public IReadOnlyList<Line<HelpRequestVersion>> HelpRequests { get; }

    /// <summary>Every version of the goal.</summary>
    public IReadOnlyList<Line<GoalVersion>> Goals { get; }

    /// <summary>Every version of the plan.</summary>
    public IReadOnlyList<Line<PlanVersion>> Plans { get; }

    /// <summary>Every yes and no to sharing.</summary>
    public IReadOnlyList<Line<ConsentAnswered>> Consents { get; }

    /// <summary>The help request as it is now; null when none was written.</summary>
    public Line<HelpRequestVersion>? HelpRequest => HelpRequests.Count == 0 ? null : HelpRequests[^1];

    /// <summary>The goal as it is now.</summary>
    public Line<GoalVersion>? Goal => Goals.Count == 0 ? null : Goals[^1];

    /// <summary>The plan as it is now.</summary>
    public Line<PlanVersion>? Plan => Plans.Count == 0 ? null : Plans[^1];

    /// <summary>Who referred or registered the client with us.</summary>
    public IReadOnlyList<Line<ReferralReceived>> Referrals => All<ReferralReceived>();

    /// <summary>Where the rest of the file is; null when nobody said.</summary>
    public FilePlaced? File => All<FilePlaced>() is [.., var last] ? last.What : null;

    /// <summary>The last judgement of whether the client can decide; null when nobody doubted it.</summary>
    public CapacityJudged? Capacity => All<CapacityJudged>() is [.., var last] ? last.What : null;

    /// <summary>People with authority or representation, each as last written, in the order they were first written; those who ended left out.</summary>
    public IReadOnlyList<RepresentativeNoted> Representatives
    {
        get
        {
            var ended = All<RepresentativeEnded>().GroupBy(e => e.What.Id).ToDictionary(g => g.Key, g => g.Max(e => e.Number));
            return [.. All<RepresentativeNoted>().GroupBy(r => r.What.Id).Where(g => !ended.TryGetValue(g.Key, out var at) || g.Max(r => r.Number) > at).Select(g => g.Last().What)];
        }
    }

    /// <summary>Proposals to change the help request that the client has not decided on yet (HK-4d).</summary>
    public IReadOnlyList<Line<ChangeProposed>> OpenProposals
    {
        get
        {
            var decided = All<ChangeAnswered>().Where(a => a.What.Answer != ChangeAnswer.Later).Select(a => a.What.Proposal).ToHashSet();
            return [.. All<ChangeProposed>().Where(p => !decided.Contains(p.Number))];
        }
    }

    /// <summary>Lines of one kind, oldest first.</summary>
    public IReadOnlyList<Line<T>> All<T>() where T : Written
    {
        var found = new List<Line<T>>();
        foreach (var line in Lines)
            if (line.What is T what) found.Add(new(line.Number, found.Count + 1, line.At, line.ByName, what));
        return found;
    }

    /// <summary>
    /// Whose yes is needed on <paramref name="day"/>: under 12 everybody with custody; from 12 to 15 the client and everybody with custody; from 16
    /// the client; a client of 12 or older who was judged unable to decide is spoken for by who has custody, a mentor or a curator (law B2, ambiguity 23).
    /// </summary>
    public IReadOnlyList<Giver> GiversOn(DateOnly day)
    {
        var age = Dossier.Client.AgeOn(day);
        var able = age >= 12 && Capacity is not { Able: false };
        var client = new Giver(null, Dossier.Client.Name, null, Needed: true);
        if (able && age >= 16) return [client];
        var speaking = Representatives.Where(r => age < 18
            ? r.Role is RepresentativeRole.ParentWithCustody or RepresentativeRole.Guardian
            : r.Role is RepresentativeRole.Mentor or RepresentativeRole.Curator);
        IEnumerable<Giver> others = speaking.Select(r => new Giver(r.Id, r.Name, r.Role, Needed: false));
        return able ? [client, .. others] : [.. others];
    }

    /// <summary>
    /// Where everybody stands on sharing all of <paramref name="data"/> with this partner (null: our own processing) on <paramref name="day"/>, the
    /// worst of the data for each, and of equals the one that ends first. The last thing somebody said about an item counts; what was voided never counted (HK-5c).
    /// </summary>
    public Position ConsentOn(DateOnly day, Guid? partner, IReadOnlyList<string> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new([.. GiversOn(day).Select(giver => data.Select(item => SaidOn(day, giver, partner, item)).OrderByDescending(s => Weight(s.Status)).ThenBy(s => s.Until ?? DateOnly.MaxValue).FirstOrDefault() ?? new Said(giver, ConsentStatus.NotAsked))], Dossier.Client.AgeOn(day));
    }

    /// <summary>Where everybody stands on all of these sharings together, on <paramref name="day"/>: for each giver the worst of them (HK-5c).</summary>
    public Position ConsentOn(DateOnly day, IReadOnlyList<Share> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var each = shares.Select(s => ConsentOn(day, s.Partner, s.Data)).ToList();
        return new([.. GiversOn(day).Select((giver, at) => each.Select(p => p.Givers[at]).MaxBy(s => Weight(s.Status)) ?? new Said(giver, ConsentStatus.NotAsked))], Dossier.Client.AgeOn(day));
    }

    /// <summary>Where everybody stands on the plan as it is now, on <paramref name="day"/>; null without a plan. Agreement with an older version does not count (ambiguity 25).</summary>
    public Position? AgreementOn(DateOnly day)
    {
        if (Plan is not { } plan) return null;
        var answers = All<PlanAnswered>().Where(a => a.What.Plan == plan.Number).ToList();
        return new([.. GiversOn(day).Select(giver => answers.LastOrDefault(a => a.What.Giver == giver.Representative) is { } last
            ? new Said(giver, last.What.Agrees ? ConsentStatus.Given : ConsentStatus.Refused, last.Number, last.What.On, null, last.What.How)
            : new Said(giver, ConsentStatus.NotAsked))], Dossier.Client.AgeOn(day));
    }

    /// <summary>Where one yes or no stands on <paramref name="day"/>.</summary>
    public ConsentStatus StatusOn(DateOnly day, Line<ConsentAnswered> consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return _ended.TryGetValue(consent.Number, out var ended) ? ended
            : !consent.What.Given ? ConsentStatus.Refused
            : Lapsed(consent.What) || consent.What.Until < day ? ConsentStatus.Expired
            : ConsentStatus.Given;
    }

    /// <summary>True when the part of the plan it belonged to is no longer in the plan (ambiguity 25).</summary>
    public bool Lapsed(ConsentAnswered consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return consent.PlanPart is { } part && Plan is { } plan && plan.What.Parts.All(p => p.Id != part);
    }

    /// <summary>True when it was taken back.</summary>
    public bool Withdrawn(int consent) => _ended.TryGetValue(consent, out var how) && how == ConsentStatus.Withdrawn;

    /// <summary>True when it should never have counted.</summary>
    public bool Voided(int consent) => _ended.TryGetValue(consent, out var how) && how == ConsentStatus.NotAsked;

    private Said SaidOn(DateOnly day, Giver giver, Guid? partner, string item)
    {
        var last = Consents.LastOrDefault(c => c.What.Giver == giver.Representative && c.What.Partner == partner && !Voided(c.Number) && c.What.Data.Contains(item));
        return last is null ? new(giver, ConsentStatus.NotAsked)
            : new(giver, StatusOn(day, last), last.Number, last.What.On, last.What.Until, last.What.How, last.What.Purpose);
    }

    private static int Weight(ConsentStatus status) => status switch
    {
        ConsentStatus.Given => 0,
        ConsentStatus.NotAsked => 1,
        ConsentStatus.Expired => 2,
        ConsentStatus.Withdrawn => 3,
        ConsentStatus.Refused => 4,
    };
}
