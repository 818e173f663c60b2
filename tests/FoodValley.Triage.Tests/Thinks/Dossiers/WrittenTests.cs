using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Tests.House;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>Lines as they are kept. What was written once must be read for ever: a name in JSON that was released does not change.</summary>
[Norm("HK-5f")]
public sealed class WrittenTests
{
    private static readonly DateOnly On = new(2026, 6, 1);
    private static readonly Guid Id = new("40000000-0000-4000-8000-000000000001");

    /// <summary>One of every kind, with every field filled; and where a field may be absent, one without.</summary>
    private static readonly Written[] Every =
    [
        new HelpRequestVersion("Rust thuis", "klant", "begeleider", On, 3),
        new HelpRequestVersion("Rust thuis", "klant", null, On),
        new GoalVersion("Weer slapen", "klant", GoalSupport.SomebodyElse, "zus", "volgt eruit", On),
        new GoalVersion("Weer slapen", "klant", GoalSupport.Nobody, null, "volgt eruit", On),
        new ChangeProposed("Ook geld", "schulden", On),
        new ChangeAnswered(3, ChangeAnswer.Later, "klant", On, "ik denk na"),
        new ChangeAnswered(3, ChangeAnswer.Accepts, "klant", On, null),
        new PlanVersion("stappen", [new(Id, Family.School, "School", "waarom", "naam", "begeleiding"), new(Family.Part, null, "Oma", "oppas", "telefoon", "")]),
        new PlanVersion("stappen", []),
        new PlanAnswered(7, Family.Mother.Id, false, On, HowSaid.InWriting),
        new PlanAnswered(7, null, true, On, HowSaid.Orally),
        new PlanCopied(7, "klant", On),
        new ConsentAnswered(Family.School, "School", Family.Part, ["name", "extra: schoolgids"], "begeleiding", Family.Mother.Id, true, On, HowSaid.InWriting, Family.Later),
        new ConsentAnswered(null, "", null, ["name"], "eigen werk", null, false, On, HowSaid.Orally, null),
        new ConsentWithdrawn(12, On, HowSaid.Orally),
        new ConsentVoided(12, "onder druk"),
        new RepresentativeNoted(Id, "Moeder", RepresentativeRole.ParentWithCustody, "06", "m@voorbeeld.invalid", "Straat 1", [ShieldedPart.Address, ShieldedPart.Recipients], "onveilig"),
        new RepresentativeNoted(Id, "Voogd", RepresentativeRole.Guardian, "", "", "", [], null),
        new RepresentativeEnded(Id, On, "gestopt"),
        new CapacityJudged(false, "arts", On, "gesprek"),
        new ReferralReceived("wijkteam", "Gemeente", RecipientKind.LocalTeam, On, "Wat kan helpen?", true),
        new PresenceNoted(On, "klant en moeder", "rustig"),
        new PresenceNoted(On, "klant", null),
        new FilePlaced(FileForm.Both, "kast 3"),
        new ClientChanged(["name", "phone"]),
        new HandedOver("sanne", "Sanne", "joris", "Joris", "ziekte"),
        new LetterAgreed(Id, true, On, HowSaid.Orally),
        new LetterChecked(Id, Family.Mother.Id, ["why", "weighed"]),
        new LetterChecked(Id, null, []),
        new OverviewChecked(Family.Mother.Id, On),
        new OverviewChecked(null, On),
        new NotesDestroyed(41),
        new ClientInformed(Id, true, On, "Sanne", InformedHow.Letter, "dank je", null),
        new ClientInformed(Id, false, On, "Mark", null, "nog niet veilig", On.AddDays(14)),
        new RequestReceived(RequestKind.Access, null, On, "Wat staat er over mij?"),
        new RequestReceived(RequestKind.Erasure, Family.Mother.Id, On, "Dit moet weg."),
        new RequestPaused(3, On),
        new RequestResumed(3, On),
        new RequestExtended(3, On, "Het dossier is groot."),
        new RequestDecided(3, RequestOutcome.Partial, On, "We deden een deel.", "AVG 15 lid 4", [Id], ["School"], "School bestaat niet meer."),
        new RequestDecided(3, RequestOutcome.Granted, On, "U heeft alles.", null, [], [], null),
    ];

    [Fact]
    public void A_line_that_lost_a_field_or_holds_something_unknown_is_not_read()
    {
        var tried = 0;
        foreach (var written in Every)
        {
            var whole = JsonNode.Parse(written.ToJson())!.AsObject();
            Refused(whole, node => node["somethingElse"] = "x");
            foreach (var (at, type) in Objects(whole, written.GetType()))
            foreach (var parameter in type.GetConstructors().Single(c => c.GetParameters().Length == type.GetProperties().Length).GetParameters())
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                var mayBeAbsent = parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
                if (mayBeAbsent) Assert.NotNull(Written.FromJson(Changed(whole, node => at(node).Remove(name))));
                else
                {
                    Refused(whole, node => Assert.True(at(node).Remove(name)));
                    Refused(whole, node => at(node)[name] = null);
                    if (at(whole)[name] is JsonArray { Count: > 0 }) Refused(whole, node => at(node)[name]!.AsArray().Add(null));
                    tried++;
                }
            }
        }
        Assert.True(tried > Every.Length);

        // The line itself, and the parts in it.
        static IEnumerable<(Func<JsonObject, JsonObject> At, Type Type)> Objects(JsonObject whole, Type type)
        {
            yield return (node => node, type);
            if (type == typeof(PlanVersion) && whole["parts"]!.AsArray().Count > 0) yield return (node => node["parts"]![0]!.AsObject(), typeof(PlanPart));
        }

        static string Changed(JsonObject whole, Action<JsonObject> change)
        {
            var node = whole.DeepClone().AsObject();
            change(node);
            return node.ToJsonString();
        }

        static void Refused(JsonObject whole, Action<JsonObject> change)
        {
            var json = Changed(whole, change);
            Assert.True(Record.Exception(() => Written.FromJson(json)) is JsonException, json);
        }
    }

    [Fact]
    public void Every_kind_stands_in_the_list()
    {
        var kinds = typeof(Written).GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(kinds.Select(k => k.DerivedType).ToHashSet(), Every.Select(w => w.GetType()).ToHashSet());
        Assert.Equal(typeof(Written).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Written))).ToHashSet(), [.. kinds.Select(k => k.DerivedType)]);
        Assert.Distinct(kinds.Select(k => k.TypeDiscriminator));
    }

    [Fact]
    public void What_was_written_is_read_back_as_it_was()
    {
        foreach (var written in Every)
        {
            var back = Written.FromJson(written.ToJson());
            Assert.Equal(written, back);
            Assert.Equal(written.ToJson(), back.ToJson());
        }
    }

    /// <summary>The file holds what this program wrote on the day these kinds were made; lines like these stand in databases and are never changed.</summary>
    [Fact]
    public void Lines_of_the_first_release_are_read_and_written_the_same()
    {
        var kept = Repository.Read("tests/FoodValley.Triage.Tests/Thinks/Dossiers/lines-2026.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Every.Length, kept.Length);
        foreach (var (written, line) in Every.Zip(kept))
        {
            Assert.Equal(written, Written.FromJson(line));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(line), JsonNode.Parse(written.ToJson())), $"{line} became {written.ToJson()}");
        }
    }

    [Fact]
    public void Every_word_of_every_list_of_choices_is_written_as_its_code()
    {
        Assert.All(Coded.All<RepresentativeRole>(), role => Assert.Contains($"\"{role.Code()}\"", Family.Person(1, "x", role).ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<ShieldedPart>(), part => Assert.Contains($"\"{part.Code()}\"", (Family.Mother with { Shielded = [part] }).ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<RecipientKind>(), kind => Assert.Contains($"\"{kind.Code()}\"", new ReferralReceived("", "", kind, On, "", false).ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<FileForm>(), form => Assert.Contains($"\"{form.Code()}\"", new FilePlaced(form, "").ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<ChangeAnswer>(), answer => Assert.Contains($"\"{answer.Code()}\"", new ChangeAnswered(1, answer, "", On, null).ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<InformedHow>(), how => Assert.Contains($"\"{how.Code()}\"", new ClientInformed(Id, true, On, "", how, null, null).ToJson(), StringComparison.Ordinal));
        Assert.All(Coded.All<GoalSupport>(), support => Assert.Contains($"\"{support.Code()}\"", new GoalVersion("", "", support, null, "", On).ToJson(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind":"diary","words":"x"}""")]
    [InlineData("""{"words":"x","saidBy":"y","on":"2026-06-01"}""")]
    [InlineData("""{"kind":"file","form":"clay","reference":"x"}""")]
    [InlineData("""{"kind":"file","form":"paper","reference":7}""")]
    [InlineData("""{"kind":"plan-copied","plan":1,"to":"x","on":"1-6-2026"}""")]
    [InlineData("""{"kind":"representative","id":"7","name":"x","role":"guardian","phone":"","email":"","address":"","shielded":[]}""")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"goal\"")]
    [InlineData("")]
    [InlineData("{\"kind\":\"goal\"")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => Written.FromJson(json));

    [Fact]
    public void Lists_are_compared_by_what_they_hold()
    {
        foreach (var written in Every)
        foreach (var other in Every)
        {
            if (ReferenceEquals(written, other)) continue;
            Assert.NotEqual(written, other);
        }
        Assert.NotEqual(new ClientChanged(["name"]), new ClientChanged(["phone"]));
        Assert.Equal(new ClientChanged(["name"]).GetHashCode(), new ClientChanged(["name"]).GetHashCode());
        Assert.Equal(Every[7].GetHashCode(), Written.FromJson(Every[7].ToJson()).GetHashCode());
        Assert.Equal(Every[12].GetHashCode(), Written.FromJson(Every[12].ToJson()).GetHashCode());
        Assert.Equal(Every[16].GetHashCode(), Written.FromJson(Every[16].ToJson()).GetHashCode());
    }
}
