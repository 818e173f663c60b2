using System.Text.Json.Nodes;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Reviewing;

/// <summary>
/// The bytes of a review, of the author's reply and of a closing: entries of their own that refer to the decision, which never changes
/// (HK-7a, IU-ALG-6). Schema: docs/record.schema.json.
/// </summary>
public static class ReviewContent
{
    /// <summary>What the reviewer said. <paramref name="titles"/> are the titles of the noted answers as sealed in the record.</summary>
    public static Entry Of(ReviewStatement review, IReadOnlyDictionary<string, string> titles, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = ExchangeContent.Facts(EntryKind.Review, decision, signing);
        (facts["review"], facts["notes"]) = (review.Outcome.Code(), review.Notes.Count);
        var answers = new JsonObject { ["reviewOutcome"] = review.Outcome.Code() };
        RecordContent.Add(answers, "reviewReason", review.Reason);
        answers["reviewNotes"] = new JsonArray([.. review.Notes.Select(n => (JsonNode)new JsonObject { ["answer"] = n.Answer, ["remark"] = n.Remark })]);
        if (review.After is { } after) answers["after"] = after;
        var words = signing.Words;
        return ExchangeContent.Made(EntryKind.Review, decision, review.After is { } earlier ? [earlier] : [], facts, answers, signing, words("review.title"), ["HK-7a", "HK-7b"],
        [
            ("reviewer", words("review.by"), signing.Act.Who.Name),
            ("reviewOutcome", words("review.ended"), words("review.outcome." + review.Outcome.Code())),
            ("reviewReason", words("review.why"), review.Reason),
            .. review.Notes.Select((n, at) => ($"reviewNotes[{at}]", words("review.note-on") + " " + titles[n.Answer], (string?)n.Remark)),
        ]);
    }

    /// <summary>The author's reply; refers to the decision and to the review.</summary>
    public static Entry Of(ReviewReply reply, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = ExchangeContent.Facts(EntryKind.ReviewReply, decision, signing);
        facts["answers"] = reply.Review;
        var words = signing.Words;
        return ExchangeContent.Made(
            EntryKind.ReviewReply, decision, [reply.Review], facts, new JsonObject { ["review"] = reply.Review, ["reply"] = reply.Reply }, signing, words("review-reply.title"), ["HK-7a", "HK-7b"],
            [("author", words("review-reply.by"), signing.Act.Who.Name), ("reply", words("review-reply.text"), reply.Reply)]);
    }

    /// <summary>The end without agreement; refers to the decision and to the last review.</summary>
    public static Entry Of(ReviewClosing closing, AddedTo decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(closing);
        ArgumentNullException.ThrowIfNull(signing);
        var facts = ExchangeContent.Facts(EntryKind.ReviewClosed, decision, signing);
        facts["closes"] = closing.Review;
        var words = signing.Words;
        return ExchangeContent.Made(
            EntryKind.ReviewClosed, decision, [closing.Review], facts, new JsonObject { ["review"] = closing.Review, ["reason"] = closing.Reason }, signing, words("review-close.title"), ["HK-7a", "HK-7b"],
            [("reviewer", words("review.by"), signing.Act.Who.Name), ("closed", words("review.ended"), words("review-close.disagreed")), ("reason", words("review.why"), closing.Reason)]);
    }
}
