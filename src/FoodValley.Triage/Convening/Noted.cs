using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoodValley.Triage.Convening;

/// <summary>How the order of an agenda came about (IU-4-TIP).</summary>
public enum OrderedBy
{
    /// <summary>As the cases were put on it.</summary>
    [Code("given")] Given,
    /// <summary>The convener took the proposal.</summary>
    [Code("proposal")] Proposal,
    /// <summary>The convener shifted a case.</summary>
    [Code("hand")] Hand,
}

/// <summary>
/// Something that was noted about a meeting. It never changes; what the meeting says now follows from all of it, the last word counts.
/// Names in JSON are kept for ever once released. No client's name, and nothing of what is in a dossier.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MeetingSet), "set")]
[JsonDerivedType(typeof(CasePut), "case")]
[JsonDerivedType(typeof(CaseDropped), "case-dropped")]
[JsonDerivedType(typeof(PersonPut), "person")]
[JsonDerivedType(typeof(PersonDropped), "person-dropped")]
[JsonDerivedType(typeof(OrderPut), "order")]
[JsonDerivedType(typeof(PresentTicked), "present")]
public abstract record Noted
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CodedJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="JsonException"/> on anything else.</summary>
    public static Noted FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Noted>(json, Json) ?? throw new JsonException("Nothing was noted.");
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("Not something a meeting knows.", e);
        }
    }
}

/// <summary>When and where it is.</summary>
/// <param name="Day">The day.</param>
/// <param name="Start">When it begins, local time, in whole minutes.</param>
/// <param name="Place">Where; empty when that is not known yet.</param>
public sealed record MeetingSet(DateOnly Day, TimeOnly Start, string Place) : Noted;

/// <summary>A case is on the agenda: at the end when it is new, else as it stands now.</summary>
/// <param name="Case">Its number in this meeting; never used again for another one.</param>
/// <param name="Dossier">Whose case it is. Stays the same.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="People">Numbers of the participants who are needed for it (IU-4-VOOR-1).</param>
public sealed record CasePut(int Case, Guid Dossier, int Minutes, IReadOnlyList<int> People) : Noted;

/// <summary>A case is off the agenda.</summary>
/// <param name="Case">Its number.</param>
public sealed record CaseDropped(int Case) : Noted;

/// <summary>A participant, from the address book or a colleague: exactly one of the two.</summary>
/// <param name="Person">Number in this meeting; never used again for another one.</param>
/// <param name="Partner">The partner in the address book.</param>
/// <param name="Colleague">Id of the colleague.</param>
/// <param name="Name">As called when put on the list.</param>
/// <param name="Role">What this participant does here (IU-4-DOEL).</param>
/// <param name="Cases">Numbers of the cases this person is needed for.</param>
public sealed record PersonPut(int Person, Guid? Partner, string? Colleague, string Name, string Role, IReadOnlyList<int> Cases) : Noted;

/// <summary>A participant is off the list.</summary>
/// <param name="Person">The number.</param>
public sealed record PersonDropped(int Person) : Noted;

/// <summary>The cases come in this order from now on.</summary>
/// <param name="How">Whether the proposal was taken or a case was shifted by hand.</param>
/// <param name="Cases">All cases, in order.</param>
/// <param name="Waiting">Minutes of waiting of all participants together, in this order.</param>
/// <param name="Before">The same, in the order before.</param>
public sealed record OrderPut(OrderedBy How, IReadOnlyList<int> Cases, int Waiting, int Before) : Noted;

/// <summary>Who sat at the table at one case.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Present">Numbers of who was present.</param>
/// <param name="Unplanned">Of those, who was not planned for this case and stayed after the warning (IU-4-VOOR-2).</param>
public sealed record PresentTicked(int Case, IReadOnlyList<int> Present, IReadOnlyList<int> Unplanned) : Noted;

/// <summary>One line about a meeting.</summary>
/// <param name="Number">From 1, without gaps; also the version of the meeting from then on.</param>
/// <param name="At">When it was noted, UTC.</param>
/// <param name="ById">Who noted it.</param>
/// <param name="ByName">Name of who noted it.</param>
/// <param name="What">What was noted.</param>
public sealed record MeetingLine(int Number, DateTime At, string ById, string ByName, Noted What);
