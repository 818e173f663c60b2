using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Reviewing;

/// <summary>Why a decision stands in the queue.</summary>
public enum ReviewReason
{
    /// <summary>Under the safety exception (HK-6).</summary>
    [Code("safety")] Safety,
    /// <summary>On vital interest (IU-4-GRD-VIT).</summary>
    [Code("vital")] Vital,
    /// <summary>Without agreement with the plan (HK-5d).</summary>
    [Code("no-agreement")] NoAgreement,
    /// <summary>With special categories of data, or criminal data (law: GDPR 9 and 10).</summary>
    [Code("special")] Special,
    /// <summary>Drawn by lot (HK-8c).</summary>
    [Code("random")] Random,
    /// <summary>Made after a reviewer asked for something.</summary>
    [Code("asked")] Asked,
    /// <summary>Taken up by a reviewer without being listed.</summary>
    [Code("taken-up")] TakenUp,
}

/// <summary>What an organisation sets about reviews.</summary>
/// <param name="Percent">Share of the other decisions that is drawn, 0 to 100.</param>
/// <param name="Term">Working days within which a decision without safety is reviewed, 1 or more.</param>
public sealed record ReviewSettings(int Percent, int Term)
{
    /// <summary>Holds until an organisation sets something else.</summary>
    public static ReviewSettings Default { get; } = new(5, 10);
}

/// <summary>
/// Which decisions are reviewed: those with the greatest risk, and a random share of the rest. A pure function: author and reviewer cannot steer it,
/// because neither knows the key and the leaf holds commitments with secret salts (HK-7a, HK-8c).
/// </summary>
public static class ReviewSelection
{
    /// <summary>Bytes in the key of an organisation.</summary>
    public const int KeyLength = 32;

    /// <summary>Why this decision is reviewed; empty when it is not.</summary>
    /// <param name="facts">As sealed; null once they were destroyed lawfully: then only lot counts.</param>
    /// <param name="leafHash">The hash of its leaf.</param>
    /// <param name="key">The organisation's own.</param>
    /// <param name="percent">Share drawn by lot of those that no other reason lists.</param>
    public static IReadOnlyList<ReviewReason> Of(JsonObject? facts, ReadOnlySpan<byte> leafHash, ReadOnlySpan<byte> key, int percent)
    {
        var reasons = new List<ReviewReason>();
        if (facts is not null)
        {
            if (Says(facts, "safety")) reasons.Add(ReviewReason.Safety);
            if (facts["ground"] is JsonValue ground && ground.TryGetValue<string>(out var code) && code == LegalGround.VitalInterest.Code()) reasons.Add(ReviewReason.Vital);
            if (facts["planAgreement"] is JsonValue agreed && agreed.TryGetValue<string>(out var answer) && answer != "yes") reasons.Add(ReviewReason.NoAgreement);
            if (Says(facts, "specialData") || Says(facts, "criminalData")) reasons.Add(ReviewReason.Special);
        }
        if (reasons.Count == 0 && Drawn(leafHash, key, percent)) reasons.Add(ReviewReason.Random);
        return reasons;
    }

    /// <summary>Drawn by lot: the first 64 bits of HMAC-SHA-256 over the leaf's hash fall below the share. The same leaf and key give the same answer.</summary>
    public static bool Drawn(ReadOnlySpan<byte> leafHash, ReadOnlySpan<byte> key, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, leafHash, mac);
        return new UInt128(0, BinaryPrimitives.ReadUInt64BigEndian(mac)) * 100 < ((UInt128)percent << 64);
    }

    /// <summary>The working day by which it is reviewed: safety the next one, the rest within the term (HK-6a).</summary>
    public static DateOnly Due(DateOnly signed, bool safety, ReviewSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return WorkingDays.After(signed, safety ? 1 : settings.Term);
    }

    /// <summary>The day in the Netherlands.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Amsterdam));

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private static bool Says(JsonObject facts, string name) => facts[name] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;
}
