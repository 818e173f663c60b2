using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Reporting;

/// <summary>In which form an export leaves the program.</summary>
public enum ExportFormat
{
    /// <summary>Columns with <c>;</c> between them. Carries no proof.</summary>
    [Code("csv")] Csv,
    /// <summary>A sheet for Excel and LibreOffice. Carries no proof.</summary>
    [Code("xlsx")] Xlsx,
    /// <summary>A JSON line per decision, each with its leaf.</summary>
    [Code("jsonl")] JsonLines,
    /// <summary>A ZIP that proves every cell and shows missing rows.</summary>
    [Code("package")] Package,
}

/// <summary>
/// Which decisions are asked for. An empty list lets everything through; the lists are compared with what the facts say, never with copies of it.
/// Serves HK-8c.
/// </summary>
/// <param name="From">UTC, from this moment; null: from the beginning.</param>
/// <param name="To">UTC, before this moment; null: to the end.</param>
public sealed record ExportFilter(DateTime? From = null, DateTime? To = null)
{
    /// <summary>Levels.</summary>
    public IReadOnlyList<Level> Levels { get; init; } = [];
    /// <summary>Outcomes.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
    /// <summary>Legal grounds.</summary>
    public IReadOnlyList<LegalGround> Grounds { get; init; } = [];
    /// <summary>Capacities in which was decided.</summary>
    public IReadOnlyList<Sector> Sectors { get; init; } = [];
    /// <summary>Ids of teams.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];
    /// <summary>Where the review stands when the export is made: no fact of the decision, so no reader can check it.</summary>
    public IReadOnlyList<ReviewState> Reviews { get; init; } = [];
    /// <summary>Only those under the safety exception, or only the others; null: both.</summary>
    public bool? Safety { get; init; }
    /// <summary>Only those in which more went than the schema lists (IU-2-INF-3), or only the others; null: both.</summary>
    public bool? Deviation { get; init; }

    /// <summary>True when nothing but a period was asked for: then every decision of the period belongs in the export.</summary>
    public bool IsPeriodOnly => Levels.Count + Outcomes.Count + Grounds.Count + Sectors.Count + Teams.Count + Reviews.Count == 0 && Safety is null && Deviation is null;

    /// <summary>True when the moment lies in the period.</summary>
    public bool Covers(DateTime time) => (From is null || time >= From) && (To is null || time < To);

    /// <summary>True when these facts are asked for; a fact that is missing is not. The state of a review is no fact and is not looked at.</summary>
    public bool Selects(JsonObject facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Selects(
            name => facts[name] is JsonValue v && v.TryGetValue<string>(out var text) ? text : null,
            name => facts[name] is JsonValue v && v.TryGetValue<bool>(out var yes) && yes);
    }

    /// <summary>The same, of facts that were read as cells.</summary>
    public bool Selects(ExportCells cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return Selects(cells.TextOf, name => cells.TextOf(name) == "true");
    }

    private bool Selects(Func<string, string?> text, Func<string, bool> says)
    {
        return Among(Levels, "level") && Among(Outcomes, "outcome") && Among(Grounds, "ground") && Among(Sectors, "sector")
            && (Teams.Count == 0 || (text("team") is { } team && Teams.Contains(team)))
            && (Safety is null || says("safety") == Safety) && (Deviation is null || says("deviation") == Deviation);

        bool Among<T>(IReadOnlyList<T> wanted, string name) where T : struct, Enum => wanted.Count == 0 || (Coded.Parse<T>(text(name)) is { } there && wanted.Contains(there));
    }

    /// <summary>As it stands in a manifest and in the ledger: only what narrows it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (From is { } from) json["from"] = Moment(from);
        if (To is { } to) json["to"] = Moment(to);
        Add("levels", Levels.Select(l => l.Code()));
        Add("outcomes", Outcomes.Select(o => o.Code()));
        Add("grounds", Grounds.Select(g => g.Code()));
        Add("sectors", Sectors.Select(s => s.Code()));
        Add("teams", Teams);
        Add("reviews", Reviews.Select(r => r.Code()));
        if (Safety is { } safety) json["safety"] = safety;
        if (Deviation is { } deviation) json["deviation"] = deviation;
        return json;

        void Add(string name, IEnumerable<string> codes)
        {
            var list = codes.ToList();
            if (list.Count > 0) json[name] = new JsonArray([.. list.Select(c => (JsonNode)c)]);
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="FormatException"/> for anything else.</summary>
    public static ExportFilter Parse(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var filter = new ExportFilter(Time("from"), Time("to"))
            {
                Levels = Codes<Level>("levels"), Outcomes = Codes<Outcome>("outcomes"), Grounds = Codes<LegalGround>("grounds"), Sectors = Codes<Sector>("sectors"), Reviews = Codes<ReviewState>("reviews"),
                Teams = [.. (json["teams"] as JsonArray ?? []).Select(t => t!.GetValue<string>())], Safety = json["safety"]?.GetValue<bool>(), Deviation = json["deviation"]?.GetValue<bool>(),
            };
            return JsonNode.DeepEquals(filter.ToJson(), json) ? filter : throw new FormatException("The filter says something that is not known here.");
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or JsonException)
        {
            throw new FormatException("This is no filter.", e);
        }

        DateTime? Time(string name) => json[name] is { } node
            ? DateTime.ParseExact(node.GetValue<string>(), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;

        List<T> Codes<T>(string name) where T : struct, Enum =>
            [.. (json[name] as JsonArray ?? []).Select(c => Coded.Parse<T>(c!.GetValue<string>()) ?? throw new FormatException($"{c} is not known here."))];
    }

    internal const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>UTC in whole milliseconds, as in a leaf.</summary>
    public static string Moment(DateTime utc) => Leaf.TimeOf(utc).ToString(MomentFormat, CultureInfo.InvariantCulture);
}
