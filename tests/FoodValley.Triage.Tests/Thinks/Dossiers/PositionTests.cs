using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>Whether all that was said makes a yes: typed from law B2 and decision matrix 23, 29 and 30; reads nothing from the product.</summary>
[Norm("HK-5c", "HK-5d")]
public sealed class PositionTests
{
    private static readonly string[] States = ["given", "refused", "not-asked", "withdrawn", "expired"];

    // client / mother / father, in the order they are asked; - is somebody who is not there.
    [Theory]
    // Under 12: both parents; one of the two may be missing with a reason; a no counts.
    [InlineData(11, "- given given", "given", false)]
    [InlineData(11, "- given -", "given", false)]
    [InlineData(11, "- given not-asked", "not-asked", true)]
    [InlineData(11, "- not-asked given", "not-asked", true)]
    [InlineData(11, "- not-asked not-asked", "not-asked", false)]
    [InlineData(11, "- not-asked -", "not-asked", false)]
    [InlineData(11, "- given refused", "refused", false)]
    [InlineData(11, "- refused refused", "refused", false)]
    [InlineData(11, "- given withdrawn", "withdrawn", false)]
    [InlineData(11, "- given expired", "expired", false)]
    [InlineData(11, "- - -", "not-asked", false)]
    // 12 to 15: the young person and both parents.
    [InlineData(12, "given given given", "given", false)]
    [InlineData(12, "given given -", "given", false)]
    [InlineData(12, "given given not-asked", "not-asked", true)]
    [InlineData(15, "given not-asked -", "not-asked", true)]
    [InlineData(15, "not-asked given given", "not-asked", false)]
    [InlineData(15, "refused given given", "refused", false)]
    [InlineData(15, "withdrawn given given", "withdrawn", false)]
    [InlineData(15, "expired given given", "expired", false)]
    [InlineData(15, "given withdrawn given", "withdrawn", false)]
    [InlineData(15, "given expired given", "expired", false)]
    // One parent may be missing, not both: nobody with custody would have spoken.
    [InlineData(14, "given not-asked not-asked", "not-asked", false)]
    // A parent's no beside the young person's own considered wish (Youth Act 7.3.4(2)); not without that wish.
    [InlineData(14, "given refused given", "refused", true)]
    [InlineData(14, "not-asked refused given", "refused", false)]
    [InlineData(14, "given refused refused", "refused", false)]
    [InlineData(14, "given refused not-asked", "refused", false)]
    // Who has custody must be known: the young person's yes alone is not complete.
    [InlineData(12, "given - -", "not-asked", false)]
    [InlineData(15, "given - -", "not-asked", false)]
    [InlineData(15, "refused - -", "refused", false)]
    // From 16: the young person alone, whatever the parents say.
    [InlineData(16, "given - -", "given", false)]
    [InlineData(16, "given refused refused", "given", false)]
    [InlineData(16, "not-asked given given", "not-asked", false)]
    [InlineData(16, "refused given given", "refused", false)]
    [InlineData(16, "withdrawn given given", "withdrawn", false)]
    [InlineData(17, "given withdrawn expired", "given", false)]
    [InlineData(18, "given - -", "given", false)]
    [InlineData(18, "expired given -", "expired", false)]
    public void What_it_makes(int age, string said, string status, bool mayGoOn)
    {
        var states = said.Split(' ');
        foreach (var position in Both(age, null, states[0], [(Family.Mother, states[1]), (Family.Father, states[2])]))
        {
            // A plan is agreed with or not: there is no end date and no withdrawal.
            if (position is null) continue;
            Assert.Equal((status, mayGoOn), (position.Status.Code(), position.MayGoOnWithReason));
            Assert.Equal(mayGoOn ? "given" : status, position.With("al een half jaar niet te bereiken").Code());
            Assert.All(new[] { null, "", "  " }, nothing => Assert.Equal(status, position.With(nothing).Code()));
        }
    }

    [Theory]
    [InlineData(16, "given", "refused", "refused")]
    [InlineData(16, "given", "given", "given")]
    [InlineData(12, "refused", "given", "given")]
    [InlineData(17, "given", "not-asked", "not-asked")]
    public void Of_a_minor_who_was_judged_unable_the_parent_speaks(int age, string client, string mother, string status) =>
        Assert.All(Both(age, false, client, [(Family.Mother, mother)]), p => Assert.Equal((status, false), (p!.Status.Code(), p.MayGoOnWithReason)));

    [Theory]
    [InlineData("given", "refused", "refused")]
    [InlineData("refused", "given", "given")]
    [InlineData("given", "not-asked", "not-asked")]
    public void Of_an_adult_who_was_judged_unable_the_mentor_speaks(string client, string mentor, string status) =>
        Assert.All(Both(30, false, client, [(Family.Mentor, mentor), (Family.Mother, "given")]), p => Assert.Equal((status, false), (p!.Status.Code(), p.MayGoOnWithReason)));

    [Fact]
    public void Nobody_may_say_yes_for_a_child_of_whom_nobody_with_custody_is_known()
    {
        Assert.True(Family.Aged(11, Family.Outside, Family.Confidant).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
        Assert.True(Family.Aged(14, Family.Outside).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
        Assert.True(Family.Aged(30, Family.Mother, Family.Judged(false)).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
        Assert.False(Family.Aged(14, Family.Mother).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
        Assert.False(Family.Aged(11, Family.Guardian).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
        Assert.False(Family.Aged(16).ConsentOn(Family.Today, Family.School, ["name"]).NobodyMaySayYes);
    }

    /// <summary>Every age around the borders × able, unable or not judged × who is around × what each of them said.</summary>
    [Fact]
    public void Every_combination_agrees_with_a_second_reading_of_the_law()
    {
        RepresentativeNoted[][] around =
        [
            [], [Family.Mother], [Family.Mother, Family.Father], [Family.Outside], [Family.Mother, Family.Outside], [Family.Guardian], [Family.Mentor], [Family.Curator, Family.Mother],
            [Family.Confidant, Family.Father],
        ];
        var seen = 0;
        foreach (var age in new[] { 0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 40 })
        foreach (var able in new bool?[] { null, true, false })
        foreach (var people in around)
        foreach (var client in States)
        foreach (var one in people.Length > 0 ? States : ["-"])
        foreach (var two in people.Length > 1 ? States : ["-"])
        {
            var said = people.Zip([one, two]).ToArray();
            var expected = SecondReading(age, able, client, [.. said.Select(s => (s.First.Role.Code(), s.Second))]);
            foreach (var position in Both(age, able, client, said))
            {
                if (position is null) continue;
                var got = (position.Status.Code(), position.MayGoOnWithReason, position.With("reden") == ConsentStatus.Given);
                Assert.True(expected == got, $"{age} {able} {client} {string.Join(',', said.Select(s => s.First.Role.Code() + "=" + s.Second))}: {expected} and not {got}");
                seen++;
            }
        }
        Assert.True(seen > 8000, $"{seen}");
    }

    // The law read a second time, from its own end: not who counts, but what stands in the way.
    private static (string Status, bool MayGoOn, bool WithReason) SecondReading(int age, bool? able, string client, (string Role, string State)[] people)
    {
        var speaksForItself = age switch { <= 11 => false, _ => able != false };
        var voices = new List<(bool Own, string State)>();
        if (speaksForItself) voices.Add((true, client));
        var minor = age <= 17;
        var othersCount = !speaksForItself || age <= 15;
        foreach (var (role, state) in people)
            if (othersCount && (minor ? role == "parent-with-custody" || role == "guardian" : role == "mentor" || role == "curator")) voices.Add((false, state));

        var custodyKnown = voices.Exists(v => !v.Own);
        var wants = custodyKnown || (age >= 16 && speaksForItself);
        var obstacles = voices.FindAll(v => v.State != "given");
        if (wants && obstacles.Count == 0) return ("given", false, true);

        var ownYes = voices.Contains((true, "given"));
        var hardNo = obstacles.Exists(o => o.State == "refused" && (o.Own || age <= 11 || !ownYes));
        var status = hardNo ? "refused"
            : obstacles.Exists(o => o.State == "withdrawn") ? "withdrawn"
            : obstacles.Exists(o => o.State == "expired") ? "expired"
            : obstacles.Exists(o => o.State == "refused") ? "refused"
            : "not-asked";
        // One parent who is missing beside somebody who did say yes.
        var bridge = obstacles.Count == 1 && voices.Count > 1 && !obstacles[0].Own && (obstacles[0].State == "not-asked" || (obstacles[0].State == "refused" && ownYes));
        return (status, bridge, bridge);
    }

    // The same ages for consent and for the plan (decision matrix 29): once as consent, and where everybody said yes, no or nothing once as agreement.
    private static IEnumerable<Position?> Both(int age, bool? able, string client, (RepresentativeNoted Who, string State)[] people)
    {
        var lines = new List<Written>();
        lines.AddRange(people.Where(p => p.State != "-").Select(p => p.Who));
        if (able is { } judged) lines.Add(Family.Judged(judged));
        var said = people.Select(p => ((Guid?)p.Who.Id, p.State)).Prepend((null, client)).Where(s => s.State != "-").ToList();
        foreach (var (giver, state) in said)
        {
            if (state == "not-asked") continue;
            lines.Add(Family.Consent(giver, state != "refused", state == "expired" ? Family.Today.AddDays(-1) : null));
            if (state == "withdrawn") lines.Add(new ConsentWithdrawn(lines.Count, Family.Today, HowSaid.Orally));
        }
        yield return Family.Aged(age, lines).ConsentOn(Family.Today, Family.School, ["name"]);

        if (said.Any(s => s.State is "withdrawn" or "expired"))
        {
            yield return null;
            yield break;
        }
        lines.RemoveAll(l => l is ConsentAnswered);
        lines.Add(Family.Plan());
        var plan = lines.Count;
        lines.AddRange(said.Where(s => s.State != "not-asked").Select(s => new PlanAnswered(plan, s.Item1, s.State == "given", Family.Today, HowSaid.Orally)));
        yield return Family.Aged(age, lines).AgreementOn(Family.Today);
    }
}
