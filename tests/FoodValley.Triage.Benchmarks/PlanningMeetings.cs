using System.Diagnostics;
using System.Globalization;
using FoodValley.Triage.Convening;

namespace FoodValley.Triage.Benchmarks;

/// <summary>
/// Goal 11: the meeting planner. How far its order is from the best one known, and how long it takes in processor time. The best known is the better of a long random search
/// and the exact answer, which the planner can give for twenty cases when somebody waits for it.
/// </summary>
public static class PlanningMeetings
{
    private const int Meetings = 10, Cases = 20, People = 30, Searches = 300_000;

    public static IReadOnlyList<Result> Measure(int rounds)
    {
        var twenty = Invented(1, Meetings, Cases, People);
        var twelve = Invented(2, Meetings, MeetingPlanner.ExactUpTo, People);
        var (good, time) = Timed(twenty, given => MeetingPlanner.Propose(given), rounds);
        var (exact, exactTime) = Timed(twenty, given => MeetingPlanner.Propose(given, Cases), 1);
        var (search, searchTime) = Timed(twenty, Search, 1);
        var (best12, time12) = Timed(twelve, given => MeetingPlanner.Propose(given), rounds);
        var (good12, _) = Timed(twelve, given => MeetingPlanner.Propose(given, 0), 1);
        var given20 = twenty.Sum(MeetingPlanner.Waiting);
        var known = exact.Zip(search, Math.Min).Sum();
        return
        [
            new(11, $"planner: waiting of the good order / of the best known, {Meetings} meetings of {Cases} cases × {People} people", (double)good.Sum() / known, 1.02,
                string.Create(CultureInfo.InvariantCulture, $"{good.Sum():N0} minutes; given order {given20:N0}, exact {exact.Sum():N0}, random search {search.Sum():N0}; equal to the best in {good.Zip(exact).Count(p => p.First == p.Second)} of {Meetings}")),
            new(11, $"planner: the same for {MeetingPlanner.ExactUpTo} cases, good / exact", (double)good12.Sum() / best12.Sum(), 1.02, string.Create(CultureInfo.InvariantCulture, $"{good12.Sum():N0} and {best12.Sum():N0} minutes")),
            new(11, $"planner: time for {Cases} cases, good / exact", time / exactTime, 1,
                string.Create(CultureInfo.InvariantCulture, $"{time:0} ms and {exactTime:0} ms a meeting; random search {searchTime:0} ms; exact for {MeetingPlanner.ExactUpTo} cases {time12:0.0} ms")),
        ];
    }

    /// <summary>Meetings as they could be: everybody is needed for two to six cases, some of a kind together; five to thirty minutes a case.</summary>
    private static IReadOnlyList<IReadOnlyList<PlannedCase>> Invented(int seed, int meetings, int cases, int people)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, meetings).Select(_ =>
        {
            var seats = Enumerable.Range(0, cases).Select(_ => new HashSet<int>()).ToArray();
            for (var person = 1; person <= people; person++)
                for (var needed = random.Next(2, 7); needed > 0; needed--) seats[random.Next(cases)].Add(person);
            return (IReadOnlyList<PlannedCase>)[.. seats.Select(s => new PlannedCase(5 * random.Next(1, 7), s))];
        })];
    }

    /// <summary>A long search by chance: from many random orders, better by moving or exchanging two cases until a long row of tries brings nothing.</summary>
    private static IReadOnlyList<int> Search(IReadOnlyList<PlannedCase> given)
    {
        var random = new Random(17);
        int Cost(int[] order) => MeetingPlanner.Waiting([.. order.Select(at => given[at])]);
        int[] best = [.. Enumerable.Range(0, given.Count)];
        var least = Cost(best);
        var (order, cost, idle) = (best, least, 0);
        for (var tried = 0; tried < Searches; tried++)
        {
            var other = order.ToList();
            var (from, to) = (random.Next(other.Count), random.Next(other.Count));
            if (random.Next(2) == 0) (other[from], other[to]) = (other[to], other[from]);
            else
            {
                var item = other[from];
                other.RemoveAt(from);
                other.Insert(to, item);
            }
            int[] tryOut = [.. other];
            var found = Cost(tryOut);
            if (found < cost) idle = 0;
            if (found <= cost) (order, cost) = (tryOut, found);
            if (cost < least) (best, least) = (order, cost);
            if (++idle < 3000) continue;
            int[] anew = [.. best];
            random.Shuffle(anew);
            (order, cost, idle) = (anew, Cost(anew), 0);
        }
        return best;
    }

    /// <summary>The waiting of each meeting in the order found, and the processor time a meeting, in milliseconds.</summary>
    private static (IReadOnlyList<int> Waiting, double Milliseconds) Timed(IReadOnlyList<IReadOnlyList<PlannedCase>> meetings, Func<IReadOnlyList<PlannedCase>, IReadOnlyList<int>> order, int rounds)
    {
        _ = order(meetings[0]);
        using var process = Process.GetCurrentProcess();
        var from = process.TotalProcessorTime;
        var waiting = new List<int>();
        for (var round = 0; round < rounds; round++)
        {
            waiting.Clear();
            foreach (var meeting in meetings)
            {
                var found = order(meeting);
                waiting.Add(MeetingPlanner.Waiting([.. found.Select(at => meeting[at])]));
            }
        }
        process.Refresh();
        return (waiting, (process.TotalProcessorTime - from).TotalMilliseconds / rounds / meetings.Count);
    }
}
