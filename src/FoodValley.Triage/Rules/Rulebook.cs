using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoodValley.Triage.Rules;

/// <summary>
/// One edition of the rules: complete, checked and immutable. Lookups by a value of the enums never fail; lookups by code throw
/// <see cref="KeyNotFoundException"/> for a code that no checked edition holds, which is our own mistake. Serves HK-1.
/// </summary>
public sealed class Rulebook
{
    /// <summary>One sentence of an edition is at most this many characters in either language.</summary>
    public const int LongestText = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CodedJson() },
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<Rulebook> Released = new(() => Editions.Find(Editions.CurrentId)!);

    private readonly FrozenDictionary<(Level, Sector), Cell> cells;
    private readonly FrozenDictionary<string, Norm> norms;
    private readonly FrozenDictionary<string, Consideration> considerations;
    private readonly FrozenDictionary<string, InformationItem> information;
    private readonly FrozenDictionary<string, Refusal> refusals;

    private Rulebook(Edition edition)
    {
        Id = edition.Id;
        ValidFrom = edition.ValidFrom;
        ConfirmedBy = edition.ConfirmedBy;
        Sources = edition.Sources;
        Levels = edition.Levels;
        Sectors = edition.Sectors;
        Grounds = edition.Grounds;
        Considerations = edition.Considerations;
        Information = edition.Information;
        Table = edition.Table;
        Safety = edition.Safety;
        Outcomes = edition.Outcomes;
        Refusals = edition.Refusals;
        Norms = edition.Norms;
        cells = Table.ToFrozenDictionary(c => (c.Level, c.Sector));
        norms = Norms.ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        considerations = Considerations.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
        information = Information.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);
        refusals = Refusals.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>The edition in force, read and checked at first use; throws <see cref="RulebookFlawedException"/> when it is not fit for use.</summary>
    public static Rulebook Current => Released.Value;

    /// <summary>Name of the edition, sealed with every decision.</summary>
    public string Id { get; }

    /// <summary>First day on which it holds.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>Who confirmed it as a lawyer, and when; null while nobody did.</summary>
    public string? ConfirmedBy { get; }

    /// <summary>The two source texts.</summary>
    public IReadOnlyList<SourceText> Sources { get; }

    /// <summary>The levels in the order of <see cref="Rules.Level"/>.</summary>
    public IReadOnlyList<LevelRule> Levels { get; }

    /// <summary>The two sectors.</summary>
    public IReadOnlyList<SectorRule> Sectors { get; }

    /// <summary>The five grounds, and "none" first.</summary>
    public IReadOnlyList<GroundRule> Grounds { get; }

    /// <summary>Everything there is to weigh, over all levels.</summary>
    public IReadOnlyList<Consideration> Considerations { get; }

    /// <summary>Every kind of information, over all levels.</summary>
    public IReadOnlyList<InformationItem> Information { get; }

    /// <summary>A cell for each level in each sector.</summary>
    public IReadOnlyList<Cell> Table { get; }

    /// <summary>The exception for a child that is not safe.</summary>
    public SafetyException Safety { get; }

    /// <summary>The seven outcomes.</summary>
    public IReadOnlyList<OutcomeRule> Outcomes { get; }

    /// <summary>Every "no" with the nearest permitted way.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>The hundred norms.</summary>
    public IReadOnlyList<Norm> Norms { get; }

    /// <summary>Reads and checks an edition that need not be released; throws <see cref="RulebookFlawedException"/> when it is not fit for use.</summary>
    public static Rulebook Load(Stream edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(edition, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw new RulebookFlawedException(["the edition is not readable JSON"]);
        }

        using (document)
        {
            var problems = RulebookCheck.Problems(document);
            if (problems.Count > 0)
            {
                throw new RulebookFlawedException(problems);
            }

            try
            {
                return new Rulebook(document.Deserialize<Edition>(Json)!);
            }
            catch (JsonException flaw)
            {
                throw new RulebookFlawedException([$"the edition cannot be read at {flaw.Path ?? "its start"}"]);
            }
        }
    }

    /// <summary>The words of a level.</summary>
    public LevelRule Level(Level level) => Levels.First(l => l.Code == level);

    /// <summary>The words of a ground.</summary>
    public GroundRule Ground(LegalGround ground) => Grounds.First(g => g.Code == ground);

    /// <summary>What holds for this level in this sector.</summary>
    public Cell Cell(Level level, Sector sector) => cells[(level, sector)];

    /// <summary>The consideration with this code.</summary>
    public Consideration Consideration(string code) => considerations[code];

    /// <summary>The kind of information with this code.</summary>
    public InformationItem InformationItem(string code) => information[code];

    /// <summary>The refusal with this code, one of <see cref="RefusalCodes"/>.</summary>
    public Refusal Refusal(string code) => refusals[code];

    /// <summary>The norm with this id, one of <see cref="NormIds"/>.</summary>
    public Norm Norm(string id) => norms[id];

    /// <summary>The permitted kinds of information of a cell, in order.</summary>
    public IReadOnlyList<InformationItem> InformationFor(Level level, Sector sector) => [.. Cell(level, sector).Information.Select(InformationItem)];

    /// <summary>What to weigh: the list of the cell, or the list of the exception with the child's interest first (HK-6g).</summary>
    public IReadOnlyList<Consideration> ConsiderationsFor(Level level, Sector sector, bool safety) =>
        [.. (safety ? Safety.Considerations : Cell(level, sector).Considerations).Select(Consideration)];

    private sealed record Edition(
        string Id, DateOnly ValidFrom, string? ConfirmedBy, IReadOnlyList<SourceText> Sources, IReadOnlyList<LevelRule> Levels,
        IReadOnlyList<SectorRule> Sectors, IReadOnlyList<GroundRule> Grounds, IReadOnlyList<Consideration> Considerations,
        IReadOnlyList<InformationItem> Information, IReadOnlyList<Cell> Table, SafetyException Safety, IReadOnlyList<OutcomeRule> Outcomes,
        IReadOnlyList<Refusal> Refusals, IReadOnlyList<Norm> Norms);
}
