using System.Text.Json.Nodes;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Retaining;

/// <summary>Why content may go (HK-8.3, HK-8.7).</summary>
public enum DestructionGround
{
    /// <summary>The term is over.</summary>
    [Code("term")] Term,
    /// <summary>The client asked for it.</summary>
    [Code("request")] Request,
}

/// <summary>What somebody says about keeping a decision.</summary>
public enum KeepingStep
{
    /// <summary>It must stay, because of a complaint, a court case or an inquiry.</summary>
    [Code("held")] Held,
    /// <summary>It need not stay any longer.</summary>
    [Code("lifted")] Lifted,
    /// <summary>Its content may go.</summary>
    [Code("proposed")] Proposed,
    /// <summary>The second reader does not agree, or the proposal is taken back.</summary>
    [Code("refused")] Refused,
}

/// <summary>Why content may not be destroyed, or a step not be taken.</summary>
public enum KeepingRefusal
{
    /// <summary>It must stay because of a case.</summary>
    [Code("held")] Held,
    /// <summary>The term is not over yet, or nobody said how long it is.</summary>
    [Code("not-due")] NotDue,
    /// <summary>Nobody proposed it.</summary>
    [Code("no-proposal")] NoProposal,
    /// <summary>Somebody proposed it already.</summary>
    [Code("proposed")] Proposed,
    /// <summary>Whoever proposed it may not decide as well.</summary>
    [Code("same-person")] SamePerson,
    /// <summary>Neither of the two is a privacy officer.</summary>
    [Code("no-officer")] NoOfficer,
    /// <summary>There is no case to end.</summary>
    [Code("not-held")] NotHeld,
    /// <summary>A request or complaint of the client still waits for its answer.</summary>
    [Code("open-request")] OpenRequest,
    /// <summary>The client did not ask for it, or the answer was no.</summary>
    [Code("not-requested")] NotRequested,
}

/// <summary>One statement about keeping, as it is sealed.</summary>
/// <param name="Step">What is said.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Ground">With a proposal: on what ground.</param>
/// <param name="LookAgain">With a hold: the day on which somebody looks whether it is still needed.</param>
public sealed record KeepingStatement(KeepingStep Step, string Reason, DestructionGround? Ground = null, DateOnly? LookAgain = null);

/// <summary>How long a decision is kept, and what its client asked (HK-8.3, HK-8.7).</summary>
/// <param name="Until">The last day it is kept; null while nobody said for how long.</param>
/// <param name="Requested">The client asked to destroy it, and the answer was yes, at least in part.</param>
/// <param name="OpenRequest">A request or complaint of the client still waits for its answer.</param>
public sealed record KeepingTerm(DateOnly? Until, bool Requested = false, bool OpenRequest = false);

/// <summary>A statement that was made.</summary>
/// <param name="Sequence">Number of its leaf.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ById">Who.</param>
/// <param name="ByName">Name of who.</param>
/// <param name="ByRole">In which role.</param>
/// <param name="What">What was said.</param>
public sealed record KeepingLine(long Sequence, DateTime At, string ById, string ByName, Role ByRole, KeepingStatement What);

/// <summary>Where a decision stands: held, proposed, or neither. Serves HK-8.3 and HK-8.7.</summary>
/// <param name="Hold">Why it must stay; null when it need not.</param>
/// <param name="Proposal">The proposal that waits for a second person; null when there is none.</param>
/// <param name="Last">Number of the leaf of the last statement; null when there is none.</param>
public sealed record KeepingState(KeepingLine? Hold, KeepingLine? Proposal, long? Last)
{
    /// <summary>From what was said, in order. A hold ends a proposal: after the case it is weighed anew.</summary>
    public static KeepingState Of(IEnumerable<KeepingLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.OrderBy(l => l.Sequence).Aggregate(new KeepingState(null, null, null), (state, line) => line.What.Step switch
        {
            KeepingStep.Held => new(line, null, line.Sequence),
            KeepingStep.Lifted => state with { Hold = null, Last = line.Sequence },
            KeepingStep.Proposed => state with { Proposal = line, Last = line.Sequence },
            KeepingStep.Refused => state with { Proposal = null, Last = line.Sequence },
        });
    }

    /// <summary>Why this step may not be taken now; null when it may.</summary>
    public KeepingRefusal? WhyNot(KeepingStep step, DestructionGround? ground, KeepingTerm term, DateOnly today) => step switch
    {
        KeepingStep.Held => Hold is null ? null : KeepingRefusal.Held,
        KeepingStep.Lifted => Hold is null ? KeepingRefusal.NotHeld : null,
        KeepingStep.Proposed => Hold is not null ? KeepingRefusal.Held : Proposal is not null ? KeepingRefusal.Proposed : WhyKept(ground, term, today),
        KeepingStep.Refused => Proposal is null ? KeepingRefusal.NoProposal : null,
    };

    /// <summary>Why this person may not destroy the content now; null when they may: somebody else proposed it, one of the two is a privacy officer, and nothing holds it.</summary>
    public KeepingRefusal? WhyNotDestroy(Person who, KeepingTerm term, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (Hold is not null) return KeepingRefusal.Held;
        if (Proposal is not { } proposal) return KeepingRefusal.NoProposal;
        if (proposal.ById == who.Id) return KeepingRefusal.SamePerson;
        if (proposal.ByRole != Role.PrivacyOfficer && who.Role != Role.PrivacyOfficer) return KeepingRefusal.NoOfficer;
        return WhyKept(proposal.What.Ground, term, today);
    }

    // Who still waits for an answer may need what would go (GDPR 15 and 18).
    private static KeepingRefusal? WhyKept(DestructionGround? ground, KeepingTerm term, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (term.OpenRequest) return KeepingRefusal.OpenRequest;
        if (ground == DestructionGround.Request) return term.Requested ? null : KeepingRefusal.NotRequested;
        return term.Until < today ? null : KeepingRefusal.NotDue;
    }
}

/// <summary>The bytes of a statement about keeping: an entry of its own that refers to the decision, and goes with it. Schema: docs/record.schema.json.</summary>
public static class KeepingContent
{
    /// <summary>The entry. Why stands in its content only.</summary>
    public static Entry Of(KeepingStatement statement, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = ExchangeContent.Facts(EntryKind.Keeping, decision, signing);
        facts["keeping"] = statement.Step.Code();
        var answers = new JsonObject { ["keeping"] = statement.Step.Code(), ["reason"] = statement.Reason };
        if (statement.Ground is { } ground) (answers["destructionGround"], facts["destructionGround"]) = (ground.Code(), ground.Code());
        if (statement.LookAgain is { } day) answers["lookAgain"] = RecordContent.Day(day);
        var words = signing.Words;
        return ExchangeContent.Made(EntryKind.Keeping, decision, [], facts, answers, signing, words("keeping.title"), ["HK-8.3", "HK-8.7"],
        [
            ("keeping", words("keeping.what"), words("keeping.step." + statement.Step.Code())),
            ("destructionGround", words("keeping.ground"), statement.Ground is { } why ? words("keeping.ground." + why.Code()) : null),
            ("reason", words("keeping.reason"), statement.Reason),
            ("lookAgain", words("keeping.look-again"), statement.LookAgain?.ToString("d MMMM yyyy", signing.Culture)),
            ("by", words("keeping.by"), signing.Act.Who.Name),
        ]);
    }

    /// <summary>Reads what <see cref="Of"/> wrote; throws <see cref="FormatException"/> on anything else.</summary>
    public static KeepingLine Read(long sequence, DateTime at, ReadOnlySpan<byte> content)
    {
        try
        {
            var o = JsonNode.Parse(content)!.AsObject();
            var (author, answers) = (o["author"]!, o["answers"]!);
            return new(sequence, at, (string)author["id"]!, (string)author["name"]!, Coded.Parse<Role>((string?)author["role"])!.Value, new(
                Coded.Parse<KeepingStep>((string?)answers["keeping"])!.Value, (string)answers["reason"]!, Coded.Parse<DestructionGround>((string?)answers["destructionGround"]), (string?)answers["lookAgain"] is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new FormatException("This says nothing about keeping.", e);
        }
    }
}
