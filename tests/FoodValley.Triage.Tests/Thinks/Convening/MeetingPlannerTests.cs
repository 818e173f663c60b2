using FoodValley.Triage.Convening;

namespace FoodValley.Triage.Tests.Thinks.Convening;

/// <summary>The proposed order of an agenda, against every order there is.</summary>
[Norm("IU-4-TIP")]
public sealed class MeetingPlannerTests
{
    private static PlannedCase Case(int minutes, params int[] people) => new(minutes, people);

    /// <summary>Invented meetings, the same at every run. Few minutes and few people make many ties.</summary>
    private static IReadOnlyList<PlannedCase> Invented(Random random, int cases, int people, int longest, double share) =>
        [.. Enumerable.Range(0, cases).Select(_ => Case(random.Next(1, longest + 1), [.. Enumerable.Range(1, people).Where(_ => random.NextDouble() < share)]))];

    /// <summary>Written apart from the planner, as the rule says it: of every participant, minute by minute, between the first and the last own minute, those of others.</summary>
    private static int Counted(IReadOnlyList<PlannedCase> cases)
    {
        var minutes = cases.SelectMany(c => Enumerable.Repeat(c, c.Minutes)).ToList();
        return cases.SelectMany(c => c.People).Distinct().Sum(person =>
        {
            var (first, last) = (minutes.FindIndex(c => c.People.Contains(person)), minutes.FindLastIndex(c => c.People.Contains(person)));
            return minutes[first..(last + 1)].Count(c => !c.People.Contains(person));
        });
    }

    /// <summary>All orders; the ones that keep most of the front of the given order come first.</summary>
    private static IEnumerable<int[]> Permute(int[] done, int[] left) =>
        left.Length == 0 ? [done] : left.SelectMany(next => Permute([.. done, next], [.. left.Where(l => l != next)]));

    private static int[] BestOfAll(IReadOnlyList<PlannedCase> given)
    {
        var (best, least) = (Array.Empty<int>(), int.MaxValue);
        foreach (var order in Permute([], [.. Enumerable.Range(0, given.Count)]))
        {
            var cost = Counted([.. order.Select(at => given[at])]);
            if (cost < least) (best, least) = (order, cost);
        }
        return best;
    }

    [Fact]
    public void No_order_of_a_small_meeting_is_better_and_of_equal_ones_the_given_order_is_kept()
    {
        var random = new Random(4);
        var (ties, kept) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            var given = Invented(random, 1 + round % 6, 1 + round % 5, round % 3 == 0 ? 1 : 9, 0.2 + 0.15 * (round % 4));
            var expected = BestOfAll(given);
            Assert.Equal(expected, MeetingPlanner.Propose(given));
            var least = Counted([.. expected.Select(at => given[at])]);
            if (Permute([], [.. Enumerable.Range(0, given.Count)]).Count(order => Counted([.. order.Select(at => given[at])]) == least) > 1) ties++;
            if (expected.SequenceEqual(Enumerable.Range(0, given.Count))) kept++;
        }
        Assert.InRange(ties, 20, 150);
        Assert.InRange(kept, 10, 140);
    }

    [Fact]
    public void Seven_cases_too()
    {
        var random = new Random(7);
        for (var round = 0; round < 4; round++)
        {
            var given = Invented(random, 7, 6, 30, 0.4);
            Assert.Equal(BestOfAll(given), MeetingPlanner.Propose(given));
        }
    }

    [Fact]
    public void Waiting_is_what_one_counts_minute_by_minute()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var given = Invented(random, 1 + round % 15, 1 + round % 9, 20, 0.3);
            Assert.Equal(Counted(given), MeetingPlanner.Waiting(given));
        }
    }

    [Fact]
    public void Who_is_needed_first_and_last_comes_and_leaves_with_those_cases()
    {
        var visits = MeetingPlanner.Visits([Case(10, 1), Case(20, 2), Case(30, 1, 2), Case(5), Case(15, 3)]);
        Assert.Equal([new PlannedVisit(1, 0, 60, 20), new PlannedVisit(2, 10, 60, 0), new PlannedVisit(3, 65, 80, 0)], visits);
    }

    [Fact]
    public void Cases_of_the_same_people_come_together()
    {
        PlannedCase[] given = [Case(10, 1, 2), Case(60, 3), Case(10, 1, 2)];
        Assert.Equal(120, MeetingPlanner.Waiting(given));
        Assert.Equal([0, 2, 1], MeetingPlanner.Propose(given));
        Assert.Equal(0, MeetingPlanner.Waiting([.. MeetingPlanner.Propose(given).Select(at => given[at])]));
    }

    [Fact]
    public void A_meeting_of_nothing_nobody_or_one_case_stays_as_it_is()
    {
        Assert.Empty(MeetingPlanner.Propose([]));
        Assert.Equal(0, MeetingPlanner.Waiting([]));
        Assert.Empty(MeetingPlanner.Visits([]));
        Assert.Equal([0], MeetingPlanner.Propose([Case(5, 1)]));
        Assert.Equal([0, 1, 2], MeetingPlanner.Propose([Case(5), Case(9), Case(1)]));
        Assert.Equal(Enumerable.Range(0, 30), MeetingPlanner.Propose([.. Enumerable.Repeat(Case(5), 30)]));
        Assert.Equal(Enumerable.Range(0, 14), MeetingPlanner.Propose([.. Enumerable.Range(0, 14).Select(_ => Case(10, 1, 2, 3))]));
    }

    [Fact]
    public void A_case_with_nobody_lies_where_it_keeps_nobody_waiting()
    {
        PlannedCase[] given = [Case(10, 1), Case(30), Case(10, 1)];
        Assert.Equal([0, 2, 1], MeetingPlanner.Propose(given));
        Assert.Equal([new PlannedVisit(1, 0, 20, 0)], MeetingPlanner.Visits([.. MeetingPlanner.Propose(given).Select(at => given[at])]));
    }

    [Fact]
    public void Naming_somebody_twice_changes_nothing() => Assert.Equal(
        MeetingPlanner.Visits([Case(10, 1), Case(5, 2), Case(10, 1)]), MeetingPlanner.Visits([Case(10, 1, 1), Case(5, 2), Case(10, 1, 1, 1)]));

    [Theory]
    [InlineData(0), InlineData(-5)]
    public void A_case_takes_time(int minutes)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MeetingPlanner.Propose([Case(minutes, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeetingPlanner.Visits([Case(minutes, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeetingPlanner.Propose([Case(5)], MeetingPlanner.MostExact + 1));
    }

    [Fact]
    public void Beyond_twelve_cases_the_proposal_is_an_order_never_worse_than_given_and_always_the_same()
    {
        var random = new Random(13);
        foreach (var (cases, people, share) in new[] { (13, 30, 0.15), (20, 30, 0.15), (20, 60, 0.5), (30, 30, 0.1), (40, 60, 0.1), (14, 1, 0.5) })
        {
            var given = Invented(random, cases, people, 30, share);
            var proposed = MeetingPlanner.Propose(given);
            Assert.Equal(Enumerable.Range(0, cases), proposed.Order());
            Assert.InRange(Counted([.. proposed.Select(at => given[at])]), 0, Counted(given));
            Assert.Equal(proposed, MeetingPlanner.Propose(given));
            // What was proposed is proposed again: somebody who takes it is not asked to take another one.
            IReadOnlyList<PlannedCase> taken = [.. proposed.Select(at => given[at])];
            Assert.InRange(MeetingPlanner.Waiting([.. MeetingPlanner.Propose(taken).Select(at => taken[at])]), 0, MeetingPlanner.Waiting(taken));
        }
    }

    [Fact]
    public void The_good_order_is_close_to_the_best_one()
    {
        var random = new Random(21);
        var (good, best, missed) = (0, 0, 0);
        for (var round = 0; round < 20; round++)
        {
            var given = Invented(random, 10 + round % 5, 12, 30, 0.25);
            int Of(IReadOnlyList<int> order) => MeetingPlanner.Waiting([.. order.Select(at => given[at])]);
            var (found, least) = (Of(MeetingPlanner.Propose(given, exactUpTo: 0)), Of(MeetingPlanner.Propose(given, exactUpTo: 14)));
            Assert.InRange(found, least, int.MaxValue);
            good += found;
            best += least;
            if (found > least) missed++;
        }
        Assert.InRange(good, best, best * 1.01);
        Assert.InRange(missed, 0, 4);
    }

    [Fact]
    public void A_long_meeting_of_two_groups_is_parted_in_two()
    {
        // Odd cases need the one group, even cases the other: mixed as given, everybody waits for the others.
        PlannedCase[] given = [.. Enumerable.Range(0, 20).Select(at => Case(10, [.. Enumerable.Range(1 + at % 2 * 15, 15)]))];
        Assert.Equal(30 * 9 * 10, MeetingPlanner.Waiting(given));
        Assert.Equal(0, MeetingPlanner.Waiting([.. MeetingPlanner.Propose(given).Select(at => given[at])]));
    }
}
