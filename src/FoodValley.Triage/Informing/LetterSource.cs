using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Informing;

/// <summary>A part of a letter that holds typed words: they appear only after somebody ticked that this reader may see them.</summary>
public enum TypedPart
{
    /// <summary>The goal in the client's words and what the data are for.</summary>
    [Code("why")] Why,
    /// <summary>Information beyond the fixed list, and topics.</summary>
    [Code("extras")] Extras,
    /// <summary>What stays here.</summary>
    [Code("not-shared")] NotShared,
    /// <summary>The evidence of the ground.</summary>
    [Code("ground")] Ground,
    /// <summary>Why special data go along.</summary>
    [Code("special")] Special,
    /// <summary>Why it is shared though consent was refused or not asked.</summary>
    [Code("consent")] Consent,
    /// <summary>What was weighed.</summary>
    [Code("weighed")] Weighed,
    /// <summary>Why nobody talked about it beforehand.</summary>
    [Code("talk")] Talk,
    /// <summary>The reasons of a decision not to share, or to wait.</summary>
    [Code("reason")] Reason,
}

/// <summary>Somebody who receives, as the decision names them.</summary>
/// <param name="Name">Person or team.</param>
/// <param name="Organisation">Organisation.</param>
/// <param name="Kind">What kind of organisation.</param>
/// <param name="Items">Codes of what goes, or <c>extra: </c> and words.</param>
public sealed record ToldRecipient(string Name, string Organisation, RecipientKind? Kind, IReadOnlyList<string> Items);

/// <summary>A sealed decision as a letter needs it: nothing here comes from anywhere but its content (HK-7a).</summary>
public sealed class LetterSource
{
    private LetterSource(Answers answers, AgreedSharing agreed, JsonObject content)
    {
        (Answers, Agreed) = (answers, agreed);
        Safety = (bool?)content["safety"] ?? false;
        Signed = DateTimeOffset.Parse((string)content["signedAt"]!, CultureInfo.InvariantCulture).UtcDateTime;
        Municipality = (string?)content["organisation"]?["sector"] == Sector.Government.Code();
        ClientName = (string?)content["client"]?["name"] ?? "";
        Replaces = content["replaces"] is not null;
        Consents = Lines("consents");
        Agreements = Lines("agreements");

        IReadOnlyList<int> Lines(string name) => [.. (content["basedOn"]?[name]?.AsArray() ?? []).Select(n => n!.GetValue<int>())];
    }

    /// <summary>The answers as sealed.</summary>
    public Answers Answers { get; }
    /// <summary>What it lets go.</summary>
    public AgreedSharing Agreed { get; }
    /// <summary>Made under the safety exception (HK-6a).</summary>
    public bool Safety { get; }
    /// <summary>When it was signed, UTC.</summary>
    public DateTime Signed { get; }
    /// <summary>True when the organisation is a municipality.</summary>
    public bool Municipality { get; }
    /// <summary>The client as called when it was signed.</summary>
    public string ClientName { get; }
    /// <summary>True when it takes the place of an earlier one.</summary>
    public bool Replaces { get; }
    /// <summary>Lines of the dossier with the consents it rests on.</summary>
    public IReadOnlyList<int> Consents { get; }
    /// <summary>Lines of the dossier with the answers to the plan it rests on.</summary>
    public IReadOnlyList<int> Agreements { get; }

    /// <summary>True while the client is not to hear of it yet (IU-ALG-2a).</summary>
    public bool Postponed => Answers.Informed?.InformWhen == InformWhen.Postponed;

    /// <summary>Reads a decision's content; throws <see cref="JsonException"/> on anything else.</summary>
    public static LetterSource Of(ReadOnlySpan<byte> content) => new(SealedAnswers.Of(content), AgreedSharing.Of(content), JsonNode.Parse(content)!.AsObject());

    /// <summary>To whom, with the kind of organisation that was sealed.</summary>
    public IReadOnlyList<ToldRecipient> Recipients =>
        [.. Agreed.Recipients.Select(r => new ToldRecipient(r.Name, r.Organisation, Answers.Participants?.Participants.FirstOrDefault(p => p.SeatPartner == r.Partner)?.SeatKind ?? Answers.Recipient?.RecipientKind, r.Items))];

    /// <summary>The typed words of each part that has any, in the order of the letter.</summary>
    public IReadOnlyList<(TypedPart Part, IReadOnlyList<string> Words)> Typed =>
        [.. Coded.All<TypedPart>().Select(part => (part, Of(part))).Where(p => p.Item2.Count > 0)];

    /// <summary>
    /// Whether this reader gets a letter about it and sees it in the overview. Never at level 1, where nothing about a person went; for a parent never a
    /// decision outside the framework, nor, when anything is kept from them, one whose very ground is the danger (HK-6d).
    /// </summary>
    /// <param name="reader">Who would read it.</param>
    /// <param name="told">True when the client was told meanwhile.</param>
    public bool MayBeToldTo(Reader reader, bool told)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (Agreed.Level == Level.Consult || (Postponed && !told)) return false;
        return reader.Form != ReaderForm.Parent || (Agreed.Outcome != Outcome.OutsideFramework && !(Agreed.Ground == LegalGround.VitalInterest && reader.Shield.Any));
    }

    /// <summary>The typed words of one part; empty when it has none.</summary>
    public IReadOnlyList<string> Of(TypedPart part)
    {
        var a = Answers;
        return Filled(part switch
        {
            TypedPart.Why => [a.Goal?.Goal, a.Weighing?.SafetyGoal, Agreed.Purpose],
            TypedPart.Extras => [.. Agreed.Items.Where(i => i.StartsWith(Share.Extra, StringComparison.Ordinal)).Select(i => i[Share.Extra.Length..])],
            TypedPart.NotShared => [a.Outcome?.Withheld],
            TypedPart.Ground => [a.Ground?.Task, a.Ground?.Article, a.Ground?.Contract, a.Ground?.Interest, a.Ground?.VitalReason],
            TypedPart.Special => a.SpecialData is { SpecialData: true } special ? [.. special.SpecialItems.Select(s => s.SpecialWhy)] : [],
            TypedPart.Consent => [a.ConsentStatus is { Consent: not ConsentStatus.Given } said ? said.ConsentReasoning : null],
            TypedPart.Weighed => [a.Weighing?.Effective, a.Weighing?.LeastIntrusive, a.Weighing?.Proportionate],
            TypedPart.Talk => [a.Talked?.TalkedReason],
            TypedPart.Reason => [a.Outcome is { Outcome: Outcome.DoNotShare or Outcome.Hold } ended ? ended.Reason : null],
        });
    }

    private static IReadOnlyList<string> Filled(IReadOnlyList<string?> texts) => [.. texts.OfType<string>().Where(t => !string.IsNullOrWhiteSpace(t))];
}
