namespace FoodValley.Triage.Dossiers;

/// <summary>Who is told what, at any level (HK-3c, HK-3d).</summary>
/// <param name="Partner">Id in the address book; null only in a draft from before there was one.</param>
/// <param name="Name">Person or team.</param>
/// <param name="Organisation">Organisation.</param>
/// <param name="Data">Codes, or <see cref="Extra"/> and words.</param>
public sealed record Share(Guid? Partner, string Name, string Organisation, IReadOnlyList<string> Data)
{
    /// <summary>Beginning of an item in words.</summary>
    public const string Extra = "extra: ";
    /// <summary>Level 3: the answer to the referrer's question.</summary>
    public const string Answer = "answer";
    /// <summary>Level 4: that the client is known or helped.</summary>
    public const string Dat = "dat";
}
