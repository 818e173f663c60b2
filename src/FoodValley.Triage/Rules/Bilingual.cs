namespace FoodValley.Triage.Rules;

/// <summary>One text in the two languages of the screens, Dutch first; neither is ever empty in a checked edition.</summary>
public sealed record Bilingual(string Nl, string En)
{
    /// <summary>The English text when asked for, otherwise the Dutch one.</summary>
    public string In(bool english) => english ? En : Nl;
}
