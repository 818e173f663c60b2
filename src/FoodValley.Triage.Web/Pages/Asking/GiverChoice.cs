using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The people whose yes or no counts, as boxes to tick; the same on the pages of consent and of agreement with the plan.</summary>
public static class GiverChoice
{
    /// <summary>The client's box.</summary>
    public const string Client = "client";

    public static string Code(this Giver giver)
    {
        ArgumentNullException.ThrowIfNull(giver);
        return giver.Representative?.ToString() ?? Client;
    }

    /// <summary>One box each: who, in which capacity, and what the dossier says.</summary>
    public static IEnumerable<Choice> Boxes(Position position, Func<Said, string> says, ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(position);
        return position.Givers.Select(said => new Choice(said.Giver.Code(), Words.Ready(Named(said.Giver, text)), Words.Ready(says(said))));
    }

    /// <summary>Name and capacity.</summary>
    public static string Named(Giver giver, ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(giver);
        ArgumentNullException.ThrowIfNull(text);
        return giver.Role is { } role ? $"{giver.Name} ({text["representative-role." + role.Code()]})" : text["giver.client", ("name", giver.Name)];
    }

    /// <summary>Those whose yes is still missing once these boxes are ticked.</summary>
    public static IReadOnlyList<Giver> Missing(Position position, IReadOnlyCollection<string> ticked) => [.. Expected(position, ticked).Missing.Select(s => s.Giver)];

    /// <summary>Names of everybody who said yes, once these boxes are ticked.</summary>
    public static string SaidYes(Position position, IReadOnlyCollection<string> ticked, ScreenText text) =>
        string.Join(", ", Expected(position, ticked).Givers.Where(s => s.Status == Rules.ConsentStatus.Given).Select(s => Named(s.Giver, text)));

    /// <summary>
    /// True when these boxes may count as a yes: nobody is missing, or only people without whom one may go on with a reason
    /// (decision matrix, ambiguities 23 and 30).
    /// </summary>
    public static bool MayCount(Position position, IReadOnlyCollection<string> ticked) =>
        Expected(position, ticked) is var after && (after.Status == Rules.ConsentStatus.Given || after.MayGoOnWithReason);

    /// <summary>Where everybody stands once the ticked ones have said yes.</summary>
    public static Position Expected(Position position, IReadOnlyCollection<string> ticked)
    {
        ArgumentNullException.ThrowIfNull(position);
        return position with { Givers = [.. position.Givers.Select(s => ticked.Contains(s.Giver.Code()) ? s with { Status = Rules.ConsentStatus.Given } : s)] };
    }
}
