using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoodValley.Triage.Asking;

/// <summary>
/// A new draft from an earlier decision: its texts stand in the forms, unfinished, and nothing is chosen or confirmed – every question is asked anew
/// (HK-3a). What the client said, agreed with, consented to or was told is never copied: the dossier says that, or somebody asks (HK-4a, HK-5c, IU-ALG-2).
/// </summary>
public static class Again
{
    // Which texts of a question come along. A level with questions of its own adds them here. Choices, days, names of who spoke, and what the
    // client was asked, told or agreed with are left out on purpose.
    private static readonly (Question Question, string[] Texts)[] Copied =
    [
        (Question.ConsultRecipient, ["consultFunction", "consultOrganisation"]),
        (Question.ConsultQuestion, ["consultQuestion"]),
        (Question.ConsultText, ["consultText"]),
        (Question.ConsultReason, ["consultReason"]),
        (Question.FeedbackNeeded, ["feedbackUse"]),
        (Question.FeedbackClient, ["feedbackClientReason"]),
        (Question.ClientPassesOn, ["clientPassesOnReason"]),
        (Question.Capacity, ["capacityReason"]),
        (Question.Ground, ["task", "article", "taskNeed", "contract", "contractParty", "contractNeed", "interest", "interestNeed", "interestBalance", "vitalReason", "groundsConsidered"]),
        (Question.Purpose, ["purpose"]),
        (Question.Items, ["nameNecessity", "contactNecessity", "purposeNecessity"]),
        (Question.Funding, ["fundingReason"]),
        (Question.Secrecy, ["secrecyArticle", "secrecyReason"]),
        (Question.Necessary, ["necessary", "purelyForGoalReason"]),
        (Question.Weighing, ["effective", "proportionate", "alternative", "leastIntrusive"]),
        (Question.Outcome, ["withheld", "reason"]),
    ];

    /// <summary>For the same client and the same partner.</summary>
    public static Answers SamePartner(Answers earlier, Guid? dossier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        // At level 3 the recipient follows from the referral that is answered; at level 4 the same people stand in the form. The exception is switched on anew.
        var begun = new Answers { Way = earlier.Way, Dossier = dossier, Recipient = earlier.Way == Way.Refer ? earlier.Recipient : null };
        if (earlier.Participants is { } table)
            begun = begun.Leave(Question.Participants, table.Participants.SelectMany((p, at) => new (string Name, string Text)[]
            {
                ($"participants[{at}].seatPartner", p.SeatPartner.ToString()), ($"participants[{at}].seatRole", p.SeatRole), ($"participants[{at}].seatWhy", p.SeatWhy),
            }).ToDictionary(f => f.Name, f => new[] { f.Text }));
        return Texts(earlier, begun);
    }

    /// <summary>For another child of the family: the other child's own dossier, so also without the article, contract or secrecy that were this child's.</summary>
    public static Answers OtherChild(Answers earlier, Guid dossier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var copied = SamePartner(earlier, dossier);
        return copied.Finish(Question.Secrecy).Finish(Question.ClientPassesOn) is var kept && kept.Left(Question.Ground) is { } ground
            ? kept.Leave(Question.Ground, ground.Where(f => !f.Key.StartsWith("contract", StringComparison.Ordinal)).ToDictionary()) : kept;
    }

    private static Answers Texts(Answers earlier, Answers into)
    {
        foreach (var (question, texts) in Copied)
        {
            if (JsonNode.Parse(earlier.ToJson(question) is { Length: > 0 } json ? json : "null") is not JsonObject group) continue;
            var fields = texts.Where(t => group[t]?.GetValueKind() == JsonValueKind.String).ToDictionary(t => t, t => new[] { group[t]!.GetValue<string>() });
            if (question == Question.Items)
                foreach (var (extra, at) in (group["extras"]?.AsArray() ?? []).Select((e, at) => (e!.AsObject(), at)))
                    foreach (var (name, text) in extra) fields[$"extras[{at}].{name}"] = [text!.GetValue<string>()];
            if (fields.Count > 0) into = into.Leave(question, fields);
        }
        return into;
    }
}
