using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FoodValley.Triage.Convening;

namespace FoodValley.Triage.Tests.Thinks.Convening;

/// <summary>What is noted about a meeting, as it is kept: a name in JSON that was released does not change.</summary>
[Norm("IU-4-TIP")]
public sealed class NotedTests
{
    private static readonly Guid Id = new("40000000-0000-4000-8000-000000000001");

    private static readonly (Noted What, string Json)[] Every =
    [
        (new MeetingSet(new DateOnly(2026, 12, 3), new TimeOnly(9, 30), "kamer 2"), """{"kind":"set","day":"2026-12-03","start":"09:30:00","place":"kamer 2"}"""),
        (new CasePut(2, Id, 15, [1, 3]), """{"kind":"case","case":2,"dossier":"40000000-0000-4000-8000-000000000001","minutes":15,"people":[1,3]}"""),
        (new CaseDropped(2), """{"kind":"case-dropped","case":2}"""),
        (new PersonPut(3, Id, null, "mentor, School", "mentor", [2]), """{"kind":"person","person":3,"partner":"40000000-0000-4000-8000-000000000001","name":"mentor, School","role":"mentor","cases":[2]}"""),
        (new PersonPut(4, null, "joris", "Joris", "coach", []), """{"kind":"person","person":4,"colleague":"joris","name":"Joris","role":"coach","cases":[]}"""),
        (new PersonDropped(4), """{"kind":"person-dropped","person":4}"""),
        (new OrderPut(OrderedBy.Proposal, [2, 1], 10, 25), """{"kind":"order","how":"proposal","cases":[2,1],"waiting":10,"before":25}"""),
        (new OrderPut(OrderedBy.Hand, [1, 2], 25, 10), """{"kind":"order","how":"hand","cases":[1,2],"waiting":25,"before":10}"""),
        (new PresentTicked(2, [1, 3], [3]), """{"kind":"present","case":2,"present":[1,3],"unplanned":[3]}"""),
    ];

    [Fact]
    public void Every_kind_stands_in_the_list()
    {
        var kinds = typeof(Noted).GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();
        Assert.Equal(kinds.Select(k => k.DerivedType).ToHashSet(), Every.Select(w => w.What.GetType()).ToHashSet());
        Assert.Equal(typeof(Noted).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Noted))).ToHashSet(), [.. kinds.Select(k => k.DerivedType)]);
    }

    [Fact]
    public void What_was_noted_is_kept_and_read_as_it_was()
    {
        foreach (var (what, json) in Every)
        {
            Assert.Equal(json, what.ToJson());
            var read = Noted.FromJson(json);
            Assert.Equal(what.GetType(), read.GetType());
            Assert.Equal(json, read.ToJson());
        }
    }

    [Theory]
    [InlineData("null"), InlineData("{}"), InlineData("""{"kind":"secret"}"""), InlineData("""{"kind":"order","how":"chance","cases":[],"waiting":0,"before":0}"""), InlineData("x")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => Noted.FromJson(json));
}
