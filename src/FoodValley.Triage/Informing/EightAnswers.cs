using System.Text.Json;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Informing;

/// <summary>
/// What an organisation fills in so that everybody gets an answer to the eight questions (HK-8.1 to HK-8.8). A text that nobody filled in yet is empty;
/// the rest of each answer is a fixed sentence or is computed per client.
/// </summary>
public sealed record EightAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>1: what the organisation does (HK-8.1).</summary>
    public string Tasks { get; init; } = "";
    /// <summary>1: what else the data are used for, or that they are not (HK-8.1).</summary>
    public string OtherUses { get; init; } = "";
    /// <summary>2: in which system (HK-8.2).</summary>
    public string System { get; init; } = "";
    /// <summary>2: in which country (HK-8.2).</summary>
    public string Country { get; init; } = "";
    /// <summary>2: who runs it (HK-8.2).</summary>
    public string Supplier { get; init; } = "";
    /// <summary>2: where paper lies (HK-8.2, HK-7e).</summary>
    public string PaperPlace { get; init; } = "";
    /// <summary>2: how long back-ups are kept (HK-8.2).</summary>
    public string Backups { get; init; } = "";
    /// <summary>3: under which law (HK-8.3).</summary>
    public string KeepLaw { get; init; } = "";
    /// <summary>3: how many years from the last change; 0 when nobody said (HK-8.3).</summary>
    public int KeepYears { get; init; }
    /// <summary>4: who can reach the file beside those who work with it (HK-8.4).</summary>
    public string OtherAccess { get; init; } = "";
    /// <summary>5: who reviews who looked (HK-8.5).</summary>
    public string Reviewer { get; init; } = "";
    /// <summary>5: how often (HK-8.5).</summary>
    public string ReviewTerm { get; init; } = "";
    /// <summary>6: what the municipality gets for the invoice (HK-8.6).</summary>
    public string Billing { get; init; } = "";
    /// <summary>7: where one can ask, also without a computer (HK-8.7).</summary>
    public string RightsWhere { get; init; } = "";
    /// <summary>8: who handles complaints (HK-8.8).</summary>
    public string ComplaintName { get; init; } = "";
    /// <summary>8: how to reach them (HK-8.8).</summary>
    public string ComplaintContact { get; init; } = "";
    /// <summary>8: the data protection officer (HK-8.8).</summary>
    public string OfficerName { get; init; } = "";
    /// <summary>8: how to reach the officer (HK-8.8).</summary>
    public string OfficerContact { get; init; } = "";
    /// <summary>8: how to reach the authority (HK-8.8).</summary>
    public string AuthorityContact { get; init; } = "";
    /// <summary>8: who helps independently (HK-8.8).</summary>
    public string Confidant { get; init; } = "";
    /// <summary>Where a client calls with a question.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The numbers of the answers that are not complete, 1 to 8: with one of them the organisation is not live (HK-8z).</summary>
    public IReadOnlyList<int> Missing =>
    [
        .. new (int Number, bool Complete)[]
        {
            (1, All(Tasks, OtherUses)), (2, All(System, Country, Supplier, PaperPlace, Backups)), (3, All(KeepLaw) && KeepYears > 0), (4, All(OtherAccess)),
            (5, All(Reviewer, ReviewTerm)), (6, All(Billing)), (7, All(RightsWhere)),
            (8, All(ComplaintName, ComplaintContact, OfficerName, OfficerContact, AuthorityContact, Confidant, Phone)),
        }.Where(a => !a.Complete).Select(a => a.Number),
    ];

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="JsonException"/> on anything else.</summary>
    public static EightAnswers FromJson(string json) => JsonSerializer.Deserialize<EightAnswers>(json, Json) ?? throw new JsonException("No answers.");

    /// <summary>Until which day a file is kept whose last change was on <paramref name="lastChange"/> (HK-8.3). Null while nobody said for how long.</summary>
    public DateOnly? KeptUntil(DateOnly lastChange) => KeepYears > 0 ? lastChange.AddYears(KeepYears) : null;

    /// <summary>
    /// True when these answers keep for a shorter time than the law they name asks, or than the organisation ever said before: who was told a day may count on
    /// it (HK-8.3). That nobody said for how long is another matter: then the answer is missing.
    /// </summary>
    public bool ShortenTerm(IEnumerable<EightAnswers> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return KeepYears > 0 && KeepYears < before.Select(b => b.KeepYears).Append(RetentionTerm.YearsUnder(KeepLaw)).Max();
    }

    private static bool All(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (string.IsNullOrWhiteSpace(text)) return false;
        return true;
    }
}
