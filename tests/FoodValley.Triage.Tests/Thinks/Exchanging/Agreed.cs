using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;
using FoodValley.Triage.Tests.Thinks.Recording;

namespace FoodValley.Triage.Tests.Thinks.Exchanging;

/// <summary>Decisions as sealed, and what went on them. The example is sealed on 1 June 2026 at 9.30 UTC, which is 11.30 in the Netherlands; it may go until 15 June.</summary>
internal static class Agreed
{
    public static readonly Guid School = new("10000000-0000-4000-8000-000000000001");
    public static readonly DateTime Sealed = Sealing.Signing().Act.At;

    public static AgreedSharing Of(Answers answers) => AgreedSharing.Of(Sealing.Entry(answers).Content);

    /// <summary>On the ground of consent, which the rules know for those who give help; only what is sealed matters here.</summary>
    public static AgreedSharing OnConsent(Guid? partner, string? missing = null)
    {
        var content = Sealing.Content(Sealing.Entry(Example.Register));
        content["ground"] = "consent";
        content["answers"]!["ground"] = "consent";
        if (partner is { } known) content["answers"]!["recipientPartner"] = known.ToString();
        if (missing is not null) content["answers"]!["consentMissingReason"] = missing;
        return AgreedSharing.Of(CanonicalJson.Write(content));
    }

    public static Exchange Sent(DateTime? at = null, params string[] items) => new(
        items.Length > 0 ? items : ["name", "phone", "email", "purpose"], [], Example.Word("recipientName"), Example.Word("recipientOrganisation"), at ?? Sealed.AddMinutes(5),
        DateOnly.FromDateTime(at ?? Sealed), ExchangeWay.Digital, "Sanne", null);

    public static ExchangeCircumstances Around(AgreedSharing agreed, CaseFile? file = null, DateTime? now = null, DateTime? replaced = null, DateOnly? today = null) =>
        new(agreed, Sealed, replaced, file ?? new CaseFile(Example.Dossier, []), now ?? Sealed.AddHours(1), today ?? Example.Today);

    public static JsonObject Json(byte[] bytes) => JsonNode.Parse(bytes)!.AsObject();
}
