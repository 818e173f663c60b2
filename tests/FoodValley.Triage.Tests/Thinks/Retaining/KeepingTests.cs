using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.House;
using FoodValley.Triage.Tests.Thinks.Asking;
using FoodValley.Triage.Tests.Thinks.Recording;

namespace FoodValley.Triage.Tests.Thinks.Retaining;

/// <summary>How long, what stands in the way, and what is said about it.</summary>
[Norm("HK-8.3")]
public sealed class KeepingTests
{
    private static readonly DateOnly Last = new(2046, 6, 1);
    private static readonly KeepingTerm Term = new(Last);

    private static KeepingLine Line(long number, KeepingStep step, string by = "fatima", Role role = Role.PrivacyOfficer, DestructionGround? ground = null) =>
        new(number, new DateTime(2046, 7, 1, 9, 0, 0, DateTimeKind.Utc).AddMinutes(number), by, by, role, new(step, "omdat", ground));

    private static KeepingState State(params KeepingLine[] lines) => KeepingState.Of(lines);

    private static Person Person(string id, Role role) => new(id, id, role, "org", "Org", Sector.Government, "team", "Team");

    [Theory]
    [InlineData(0, KeepingRefusal.NotDue)]
    [InlineData(1, null)]
    public void On_its_last_day_it_is_still_kept_and_the_day_after_it_may_be_proposed(int days, KeepingRefusal? why) =>
        Assert.Equal(why, State().WhyNot(KeepingStep.Proposed, DestructionGround.Term, Term, Last.AddDays(days)));

    [Fact]
    public void While_nobody_said_how_long_nothing_is_ever_due() =>
        Assert.Equal(KeepingRefusal.NotDue, State().WhyNot(KeepingStep.Proposed, DestructionGround.Term, new(null), DateOnly.MaxValue));

    [Fact]
    [Norm("HK-8.7")]
    public void A_request_needs_no_term_but_a_yes_and_an_open_request_or_a_hold_stops_both_roads()
    {
        var early = Last.AddYears(-19);
        Assert.Equal(KeepingRefusal.NotRequested, State().WhyNot(KeepingStep.Proposed, DestructionGround.Request, Term, early));
        Assert.Null(State().WhyNot(KeepingStep.Proposed, DestructionGround.Request, Term with { Requested = true }, early));
        foreach (var ground in Coded.All<DestructionGround>())
        {
            Assert.Equal(KeepingRefusal.OpenRequest, State().WhyNot(KeepingStep.Proposed, ground, new(Last, true, true), Last.AddDays(1)));
            Assert.Equal(KeepingRefusal.Held, State(Line(1, KeepingStep.Held)).WhyNot(KeepingStep.Proposed, ground, new(Last, true), Last.AddDays(1)));
        }
    }

    [Fact]
    public void Each_step_is_taken_once()
    {
        var (held, proposed) = (State(Line(1, KeepingStep.Held)), State(Line(1, KeepingStep.Proposed, ground: DestructionGround.Term)));
        KeepingRefusal? WhyNot(KeepingState state, KeepingStep step) => state.WhyNot(step, DestructionGround.Term, Term, Last.AddDays(1));
        Assert.Equal((KeepingRefusal.Held, null), (WhyNot(held, KeepingStep.Held), WhyNot(held, KeepingStep.Lifted)));
        Assert.Equal((KeepingRefusal.NotHeld, KeepingRefusal.NoProposal), (WhyNot(State(), KeepingStep.Lifted), WhyNot(State(), KeepingStep.Refused)));
        Assert.Equal((KeepingRefusal.Proposed, null), (WhyNot(proposed, KeepingStep.Proposed), WhyNot(proposed, KeepingStep.Refused)));
        // A hold may come at any time, and after it the proposal is made anew.
        Assert.Null(WhyNot(proposed, KeepingStep.Held));
        Assert.Null(WhyNot(State(Line(1, KeepingStep.Proposed, ground: DestructionGround.Term), Line(2, KeepingStep.Held), Line(3, KeepingStep.Lifted)), KeepingStep.Proposed));
    }

    [Theory]
    [InlineData("fatima", Role.PrivacyOfficer, "pieter", Role.PrivacyOfficer, null)]
    [InlineData("fatima", Role.PrivacyOfficer, "sanne", Role.Caseworker, null)]
    [InlineData("sanne", Role.Caseworker, "fatima", Role.PrivacyOfficer, null)]
    [InlineData("fatima", Role.PrivacyOfficer, "fatima", Role.PrivacyOfficer, KeepingRefusal.SamePerson)]
    [InlineData("sanne", Role.Caseworker, "joris", Role.Caseworker, KeepingRefusal.NoOfficer)]
    public void Two_people_destroy_and_one_of_them_is_a_privacy_officer(string first, Role as1, string second, Role as2, KeepingRefusal? why) =>
        Assert.Equal(why, State(Line(1, KeepingStep.Proposed, first, as1, DestructionGround.Term)).WhyNotDestroy(Person(second, as2), Term, Last.AddDays(1)));

    [Theory]
    [InlineData("2028-02-29", 20, "2048-02-29")]
    [InlineData("2028-02-29", 15, "2043-02-28")]
    [InlineData("2027-02-28", 1, "2028-02-28")]
    public void A_term_from_a_leap_day_ends_on_the_last_day_of_february(string changed, int years, string until)
    {
        var last = new EightAnswers { KeepYears = years }.KeptUntil(DateOnly.Parse(changed, System.Globalization.CultureInfo.InvariantCulture))!.Value;
        Assert.Equal(until, last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(KeepingRefusal.NotDue, State().WhyNot(KeepingStep.Proposed, DestructionGround.Term, new(last), last));
        Assert.Null(State().WhyNot(KeepingStep.Proposed, DestructionGround.Term, new(last), last.AddDays(1)));
    }

    [Theory]
    [InlineData("Jeugdwet", 20)]
    [InlineData("de jeugdwet", 20)]
    [InlineData("Wmo 2015", 15)]
    [InlineData("Wmo en Jeugdwet", 20)]
    [InlineData("WGBO", 0)]
    [InlineData("", 0)]
    public void The_rules_know_the_term_of_a_law(string law, int years) => Assert.Equal(years, RetentionTerm.YearsUnder(law));

    [Theory]
    [InlineData("Jeugdwet", 19, true)]
    [InlineData("Jeugdwet", 20, false)]
    [InlineData("Wmo 2015", 14, true)]
    [InlineData("Wmo 2015", 15, false)]
    [InlineData("", 3, false)]
    public void An_organisation_keeps_longer_than_the_law_or_as_long_never_shorter(string law, int years, bool shorter) =>
        Assert.Equal(shorter, new EightAnswers { KeepLaw = law, KeepYears = years }.ShortenTerm([]));

    [Fact]
    public void A_term_never_becomes_shorter_also_not_by_way_of_none()
    {
        EightAnswers[] before = [new() { KeepLaw = "Jeugdwet", KeepYears = 20 }, new() { KeepLaw = "Jeugdwet", KeepYears = 25 }, new()];
        Assert.True(new EightAnswers { KeepLaw = "Wmo 2015", KeepYears = 24 }.ShortenTerm(before));
        Assert.False(new EightAnswers { KeepLaw = "Wmo 2015", KeepYears = 25 }.ShortenTerm(before));
        // That it is not said any more is not a shorter term: then nothing is ever due, and the organisation is not live.
        Assert.False(new EightAnswers().ShortenTerm(before));
    }

    [Fact]
    [Norm("HK-7d")]
    public void What_is_said_about_keeping_fits_the_schema_is_read_back_and_its_facts_name_nobody()
    {
        var root = JsonNode.Parse(Repository.Read("docs/record.schema.json"))!.AsObject();
        var schema = new JsonSchema(new JsonObject { ["$ref"] = "#/$defs/keeping", ["$defs"] = root["$defs"]!.DeepClone() });
        foreach (var signing in new[] { Sealing.Signing(), Sealing.Signing(english: true) })
        foreach (var said in new KeepingStatement[]
        {
            new(KeepingStep.Held, Example.Word("reason"), LookAgain: new DateOnly(2027, 1, 31)), new(KeepingStep.Lifted, Example.Word("reason")),
            new(KeepingStep.Proposed, Example.Word("reason"), DestructionGround.Term), new(KeepingStep.Proposed, Example.Word("reason"), DestructionGround.Request), new(KeepingStep.Refused, Example.Word("reason")),
        })
        {
            var entry = KeepingContent.Of(said, new AddedTo(4, Level.Register, Outcome.Share, Sector.Government, LegalGround.StatutoryTask), signing);
            Assert.Equal((EntryKind.Keeping, 4L), (entry.Kind, Assert.Single(entry.Refers)));
            Assert.Equal((7L, said), (KeepingContent.Read(7, signing.Act.At, entry.Content).Sequence, KeepingContent.Read(7, signing.Act.At, entry.Content).What));
            Assert.DoesNotContain(Example.Canary, Encoding.UTF8.GetString(entry.Facts), StringComparison.Ordinal);
            Assert.DoesNotContain(signing.Act.Who.Name, Encoding.UTF8.GetString(entry.Facts), StringComparison.Ordinal);
            Assert.Contains(Example.Canary, JsonNode.Parse(entry.Content)!["shown"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal([], schema.Problems(new JsonObject
            {
                ["leaf"] = JsonNode.Parse(new Leaf(new(entry.Kind, "org", 7, signing.Act.At, "e", "", entry.Refers), new byte[32], new byte[32]).ToBytes()), ["leafHash"] = new string('0', 64),
                ["facts"] = JsonNode.Parse(entry.Facts), ["factsSalt"] = new string('0', 64), ["content"] = JsonNode.Parse(entry.Content), ["contentSalt"] = new string('0', 64),
            }));
        }
        Assert.Throws<FormatException>(() => KeepingContent.Read(1, DateTime.UnixEpoch, "{}"u8));
    }

    [Fact]
    public void A_destruction_by_one_person_is_neither_written_nor_read()
    {
        var act = new Act(Person("pieter", Role.PrivacyOfficer), new DateTime(2047, 1, 1, 9, 0, 0, DateTimeKind.Utc), "");
        var good = new Destruction(DestructionGround.Term, [3, 4], 1, 20, "Jeugdwet", "fatima", Role.PrivacyOfficer, "pieter", Role.PrivacyOfficer);
        var entry = good.ToEntry(act, "e", "p");
        var header = new LeafHeader(EntryKind.Destruction, "org", 9, act.At, "e", "p", [3, 4]);

        var read = Destruction.Read(header, entry.Content);
        Assert.Equal((good.Ground, good.KeepLaw, good.KeepYears, good.ProposedById, good.ConfirmedById), (read.Ground, read.KeepLaw, read.KeepYears, read.ProposedById, read.ConfirmedById));
        Assert.Equal([3L, 4L], read.Leaves);
        Assert.Throws<ArgumentException>(() => (good with { ProposedById = "pieter" }).ToEntry(act, "e", "p"));
        Assert.Throws<ArgumentException>(() => (good with { ConfirmedById = "noor" }).ToEntry(act, "e", "p"));
        Assert.Throws<ArgumentException>(() => (good with { Leaves = [] }).ToEntry(act, "e", "p"));
        Assert.Throws<FormatException>(() => Destruction.Read(header, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry.Content).Replace("fatima", "pieter", StringComparison.Ordinal))));
        Assert.Throws<FormatException>(() => Destruction.Read(header with { Refers = [3] }, entry.Content));
    }
}
