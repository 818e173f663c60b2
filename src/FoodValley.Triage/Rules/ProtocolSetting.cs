namespace FoodValley.Triage.Rules;

/// <summary>
/// What article 4 of the organisation's privacy protocol permits. It can only narrow the edition, never widen it (HK-1, HK-2).
/// No setting at all means: no list entered yet, and sharing is blocked with an explanation (decision matrix, ambiguity 32).
/// </summary>
/// <param name="Version">The organisation's own version name, sealed with every decision (HK-0a).</param>
/// <param name="Date">The day the protocol took effect.</param>
/// <param name="Grounds">The permitted grounds; never holds <see cref="LegalGround.None"/>.</param>
public sealed record ProtocolSetting(string Version, DateOnly Date, IReadOnlyList<LegalGround> Grounds);
