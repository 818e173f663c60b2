using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Exchanging;

/// <summary>The decision that something is added to.</summary>
/// <param name="Sequence">Number of its leaf.</param>
/// <param name="Level">Its level.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Sector">Its capacity.</param>
/// <param name="Ground">Its ground.</param>
public sealed record AddedTo(long Sequence, Level Level, Outcome Outcome, Sector Sector, LegalGround Ground);

/// <summary>
/// The bytes of what is added to a decision: entries of their own that refer to it by the number of its leaf. Facts name nobody; content may
/// (HK-7c, IU-ALG-6). Schema: docs/record.schema.json.
/// </summary>
public static class ExchangeContent
{
    /// <summary>What really went.</summary>
    public static Entry Of(Exchange exchange, IReadOnlyList<ExchangeDifference> differences, IReadOnlyList<string> notSent, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentNullException.ThrowIfNull(notSent);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = Facts(EntryKind.Exchange, decision, signing);
        facts["how"] = exchange.SentHow.Code();
        facts["sentAt"] = RecordContent.Moment(exchange.SentAt);
        facts["sentOn"] = RecordContent.Day(exchange.SentOn);
        facts["items"] = exchange.SentItems.Count;
        facts["extraItems"] = exchange.SentExtras.Count;
        facts["itemsNotSent"] = notSent.Count;
        facts["differs"] = differences.Count > 0;
        facts["otherRecipient"] = differences.Contains(ExchangeDifference.Recipient);
        facts["otherMoment"] = differences.Contains(ExchangeDifference.Moment);
        var answers = new JsonObject
        {
            ["sentItems"] = new JsonArray([.. exchange.SentItems.Select(i => (JsonNode)i)]),
            ["sentExtras"] = new JsonArray([.. exchange.SentExtras.Select(e => new JsonObject { ["extra"] = e.Extra, ["extraReason"] = e.ExtraReason })]),
            ["recipientName"] = exchange.RecipientName,
            ["recipientOrganisation"] = exchange.RecipientOrganisation,
            ["sentAt"] = RecordContent.Moment(exchange.SentAt),
            ["sentHow"] = exchange.SentHow.Code(),
            ["sentBy"] = exchange.SentBy,
        };
        RecordContent.Add(answers, "differenceReason", exchange.DifferenceReason);
        var words = signing.Words;
        return Made(EntryKind.Exchange, decision, [], facts, answers, signing, words("exchange.title"), ["HK-7c", "HK-3e", "HK-5c"],
        [
            ("sentItems", words("exchange.items"), string.Join(", ", exchange.SentItems.Select(i => Words(i, words)))),
            .. exchange.SentExtras.Select((e, at) => ($"sentExtras[{at}]", words("exchange.extra"), (string?)$"{e.Extra}: {e.ExtraReason}")),
            ("recipientName", words("exchange.to"), $"{exchange.RecipientName}, {exchange.RecipientOrganisation}"),
            ("sentAt", words("exchange.when"), SentAt(exchange, signing)),
            ("sentHow", words("exchange.how"), words("exchange.how.option." + exchange.SentHow.Code())),
            ("sentBy", words("exchange.by"), exchange.SentBy),
            ("differences", words("exchange.differences"), string.Join(", ", differences.Select(d => d == ExchangeDifference.Less
                ? $"{words("exchange.difference.less")} ({string.Join(", ", notSent.Select(i => Words(i, words)))})" : words("exchange.difference." + d.Code())))),
            ("differenceReason", words("exchange.difference-reason"), exchange.DifferenceReason),
        ], content => content["differences"] = new JsonArray([.. differences.Select(d => (JsonNode)d.Code())]));
    }

    /// <summary>What the recipient said; refers to the decision and to the exchange.</summary>
    public static Entry Of(ExchangeAnswer answer, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = Facts(EntryKind.ExchangeAnswer, decision, signing);
        (facts["exchange"], facts["answer"], facts["answeredOn"]) = (answer.Exchange, answer.RecipientSaid.Code(), RecordContent.Day(answer.SaidOn));
        var answers = new JsonObject { ["exchange"] = answer.Exchange, ["recipientSaid"] = answer.RecipientSaid.Code(), ["saidOn"] = RecordContent.Day(answer.SaidOn) };
        RecordContent.Add(answers, "remark", answer.Remark);
        var words = signing.Words;
        return Made(EntryKind.ExchangeAnswer, decision, [answer.Exchange], facts, answers, signing, words("exchange-answer.title"), ["HK-7c"],
        [
            ("recipientSaid", words("exchange-answer.said"), words("exchange-answer.option." + answer.RecipientSaid.Code())),
            ("saidOn", words("exchange-answer.on"), LongDay(answer.SaidOn, signing)),
            ("remark", words("exchange-answer.remark"), answer.Remark),
        ]);
    }

    /// <summary>What came in later.</summary>
    public static Entry Of(LateAddition addition, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(addition);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = Facts(EntryKind.Addition, decision, signing);
        (facts["addition"], facts["receivedOn"]) = (addition.AdditionKind.Code(), RecordContent.Day(addition.AdditionOn));
        var answers = new JsonObject
        {
            ["additionKind"] = addition.AdditionKind.Code(), ["addition"] = addition.Addition, ["additionFrom"] = addition.AdditionFrom, ["additionOn"] = RecordContent.Day(addition.AdditionOn),
        };
        var words = signing.Words;
        return Made(EntryKind.Addition, decision, [], facts, answers, signing, words("addition.title"), ["HK-7b", "IU-ALG-6"],
        [
            ("additionKind", words("addition.kind"), words("addition.kind.option." + addition.AdditionKind.Code())),
            ("addition", words("addition.text"), addition.Addition),
            ("additionFrom", words("addition.from"), addition.AdditionFrom),
            ("additionOn", words("addition.on"), LongDay(addition.AdditionOn, signing)),
        ]);
    }

    /// <summary>What was wrongly shared; refers to the exchange too, where it is about one.</summary>
    public static Entry Of(Incident incident, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = Facts(EntryKind.Incident, decision, signing);
        (facts["incidentKind"], facts["knownSince"], facts["deadline"]) =
            (incident.IncidentKind.Code(), RecordContent.Moment(incident.KnownSince), RecordContent.Moment(Incident.Deadline(incident.KnownSince)));
        if (incident.Exchange is { } exchange) facts["exchange"] = exchange;
        var answers = new JsonObject
        {
            ["incidentKind"] = incident.IncidentKind.Code(), ["whatHappened"] = incident.WhatHappened, ["knownSince"] = RecordContent.Moment(incident.KnownSince),
        };
        if (incident.Exchange is { } about) answers["exchange"] = about;
        var words = signing.Words;
        return Made(EntryKind.Incident, decision, incident.Exchange is { } refers ? [refers] : [], facts, answers, signing, words("incident.title"), ["HK-7c", "HK-8c"],
        [
            ("incidentKind", words("incident.kind"), words("incident.kind.option." + incident.IncidentKind.Code())),
            ("whatHappened", words("incident.what"), incident.WhatHappened),
            ("knownSince", words("incident.known"), $"{LongDay(incident.KnownOn, signing)}, {Clock(incident.KnownSince)}"),
        ]);
    }

    /// <summary>What the privacy officer did about an incident; refers to the decision and to the incident.</summary>
    /// <param name="handling">The two questions.</param>
    /// <param name="hours">Whole hours since it was found out.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="signing">Who, and when.</param>
    public static Entry Of(IncidentHandling handling, int hours, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(handling);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = Facts(EntryKind.IncidentHandled, decision, signing);
        (facts["incident"], facts["regulatorNotified"], facts["clientNotified"], facts["hoursAfter"]) = (handling.Incident, handling.RegulatorNotified, handling.ClientNotified, hours);
        var answers = new JsonObject
        {
            ["incident"] = handling.Incident, ["regulatorNotified"] = handling.RegulatorNotified, ["regulatorReason"] = handling.RegulatorReason,
            ["clientNotified"] = handling.ClientNotified, ["clientReason"] = handling.ClientReason,
        };
        var words = signing.Words;
        return Made(EntryKind.IncidentHandled, decision, [handling.Incident], facts, answers, signing, words("incident-handled.title"), ["HK-7c", "HK-8c"],
        [
            ("regulatorNotified", words("incident-handled.regulator"), words(handling.RegulatorNotified ? "common.yes" : "common.no")),
            ("regulatorReason", words("incident-handled.regulator-reason"), handling.RegulatorReason),
            ("clientNotified", words("incident-handled.client"), words(handling.ClientNotified ? "common.yes" : "common.no")),
            ("clientReason", words("incident-handled.client-reason"), handling.ClientReason),
        ]);
    }

    /// <summary>An item of a decision's list in words.</summary>
    public static string Words(string item, Wording words)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(words);
        return item.StartsWith("extra: ", StringComparison.Ordinal) ? item["extra: ".Length..]
            : Coded.Parse<ContactDetail>(item) is { } detail ? words("contact-detail." + detail.Code())
            : words("item." + item);
    }

    internal static JsonObject Facts(EntryKind kind, AddedTo decision, Signing signing) => new()
    {
        ["format"] = RecordContent.Format, ["kind"] = kind.Code(), ["decision"] = decision.Sequence, ["level"] = decision.Level.Code(), ["sector"] = decision.Sector.Code(),
        ["outcome"] = decision.Outcome.Code(), ["ground"] = decision.Ground.Code(), ["team"] = signing.Act.Who.TeamId,
    };

    internal static Entry Made(
        EntryKind kind, AddedTo decision, IReadOnlyList<long> refers, JsonObject facts, JsonObject answers, Signing signing, string title, IEnumerable<string> norms,
        IEnumerable<(string Name, string Label, string? Text)> shown, Action<JsonObject>? more = null)
    {
        var content = RecordContent.Head(kind, signing);
        content["decision"] = decision.Sequence;
        content["answers"] = answers;
        more?.Invoke(content);
        content["shown"] = new JsonArray(RecordContent.Shown(kind.Code(), title, norms, shown.Where(s => !string.IsNullOrWhiteSpace(s.Text)).Select(s => new ShownAnswer(s.Name, s.Label, s.Text!))));
        return new(kind, signing.Rulebook.Id, signing.Protocol?.Version ?? "", [decision.Sequence, .. refers], CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }

    private static string SentAt(Exchange exchange, Signing signing) => $"{LongDay(exchange.SentOn, signing)}, {Clock(exchange.SentAt)}";

    private static string LongDay(DateOnly day, Signing signing) => day.ToString("d MMMM yyyy", signing.Culture);

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private static string Clock(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Amsterdam).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
