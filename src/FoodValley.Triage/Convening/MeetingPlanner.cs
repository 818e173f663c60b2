namespace FoodValley.Triage.Convening;

/// <summary>One case as the planner sees it.</summary>
/// <param name="Minutes">How long it takes; more than nothing.</param>
/// <param name="People">Numbers of the participants who are needed for it; nobody is allowed.</param>
public sealed record PlannedCase(int Minutes, IReadOnlyCollection<int> People);

/// <summary>When one participant has to be there, in minutes after the start of the meeting.</summary>
/// <param name="Person">Number of the participant.</param>
/// <param name="From">Start of the first case this person is needed for.</param>
/// <param name="To">End of the last one.</param>
/// <param name="Waiting">Minutes between the two that go to cases of others: what this person hears or waits for without need.</param>
public sealed record PlannedVisit(int Person, int From, int To, int Waiting);

/// <summary>
/// Puts the cases of one meeting in an order in which partners can come later or leave earlier (IU-4-TIP): the sum over all participants of the minutes of
/// other people's cases, between their first and their last own case, is as small as it can be. A pure function: the same meeting has the same proposal.
/// </summary>
public static class MeetingPlanner
{
    /// <summary>Up to this many cases no order is better than the proposal. Beyond it the proposal is good, and never worse than the given order.</summary>
    public const int ExactUpTo = 12;

    /// <summary>Most cases that can be planned exactly when somebody asks for it: every set of cases is looked at, twice as many with each case.</summary>
    public const int MostExact = 22;

    private const int Window = 9, Segment = 3, Looks = 150_000, Kicks = 60;

    /// <summary>
    /// The proposed order, as places in <paramref name="given"/>. Of equally good orders the one that keeps most of the front of the given order; so a given
    /// order that is as good as any stays as it is. Throws <see cref="ArgumentOutOfRangeException"/> for a case without minutes.
    /// </summary>
    public static IReadOnlyList<int> Propose(IReadOnlyList<PlannedCase> given) => Propose(given, ExactUpTo);

    /// <summary>The same, exact up to so many cases: at most <see cref="MostExact"/>.</summary>
    public static IReadOnlyList<int> Propose(IReadOnlyList<PlannedCase> given, int exactUpTo)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exactUpTo, MostExact);
        var puzzle = new Puzzle(given);
        int[] order = [.. Enumerable.Range(0, given.Count)];
        return given.Count <= exactUpTo ? puzzle.Best(order, 0, order.Length) : Good(puzzle, order);
    }

    /// <summary>Minutes that all participants together wait when the cases come in this order.</summary>
    public static int Waiting(IReadOnlyList<PlannedCase> inOrder) => Visits(inOrder).Sum(visit => visit.Waiting);

    /// <summary>When everybody has to be there when the cases come in this order, by number of the participant. Who is needed for no case is not in it.</summary>
    public static IReadOnlyList<PlannedVisit> Visits(IReadOnlyList<PlannedCase> inOrder)
    {
        Check(inOrder);
        var visits = new SortedDictionary<int, (int From, int To, int Own)>();
        var at = 0;
        foreach (var item in inOrder)
        {
            var end = checked(at + item.Minutes);
            foreach (var person in item.People.Distinct())
                visits[person] = visits.TryGetValue(person, out var visit) ? (visit.From, end, visit.Own + item.Minutes) : (at, end, item.Minutes);
            at = end;
        }
        return [.. visits.Select(v => new PlannedVisit(v.Key, v.Value.From, v.Value.To, v.Value.To - v.Value.From - v.Value.Own))];
    }

    private static void Check(IReadOnlyList<PlannedCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        foreach (var item in cases) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(item.Minutes, nameof(cases));
    }

    // Too many cases to look at every set: from a few beginnings, better by small changes until none helps; then the best one is shaken, always in the same
    // way, and made better again. The number of orders that is looked at is bounded, so that a long agenda is planned while somebody waits for the page.
    private static int[] Good(Puzzle puzzle, int[] given)
    {
        var best = given;
        var least = puzzle.Cost(given);
        var looks = Looks;
        int[][] beginnings = [given, Inserted(puzzle, given), Inserted(puzzle, [.. given.OrderByDescending(puzzle.Weight)]), Inserted(puzzle, [.. given.Reverse()])];
        foreach (var beginning in beginnings) Keep(Better(puzzle, beginning, ref looks));
        for (var kick = 0; kick < Kicks && looks > 0; kick++) Keep(Better(puzzle, Shaken(best, kick), ref looks));
        return best;

        void Keep(int[] order)
        {
            var cost = puzzle.Cost(order);
            if (cost >= least) return;
            (best, least) = (order, cost);
        }
    }

    /// <summary>One case after the other at the place where it costs least.</summary>
    private static int[] Inserted(Puzzle puzzle, int[] cases)
    {
        var order = new List<int>(cases.Length);
        foreach (var item in cases)
        {
            var (place, least) = (0, long.MaxValue);
            for (var at = 0; at <= order.Count; at++)
            {
                order.Insert(at, item);
                var cost = puzzle.Cost(order);
                if (cost < least) (place, least) = (at, cost);
                order.RemoveAt(at);
            }
            order.Insert(place, item);
        }
        return [.. order];
    }

    private static int[] Better(Puzzle puzzle, int[] order, ref int looks)
    {
        var cost = puzzle.Cost(order);
        while (looks > 0)
        {
            var before = cost;
            // The best order of some cases in a row, the others left where they are.
            for (var from = 0; from + Window <= order.Length; from += Window / 2)
            {
                order = puzzle.Best(order, from, Window);
                looks -= 200;
            }
            order = puzzle.Best(order, Math.Max(0, order.Length - Window), Math.Min(Window, order.Length));
            cost = puzzle.Cost(order);
            if (Moved(puzzle, order, cost, ref looks) is { } moved) (order, cost) = (moved, puzzle.Cost(moved));
            if (cost == before) break;
        }
        return order;
    }

    /// <summary>The first better order with some cases in a row elsewhere, as they were or turned round; null when there is none.</summary>
    private static int[]? Moved(Puzzle puzzle, int[] order, long cost, ref int looks)
    {
        var rest = new List<int>(order.Length);
        for (var length = 1; length <= Segment; length++)
            for (var from = 0; from + length <= order.Length; from++)
                for (var turned = 0; turned < (length == 1 ? 1 : 2); turned++)
                {
                    var segment = order[from..(from + length)];
                    if (turned == 1) Array.Reverse(segment);
                    rest.Clear();
                    rest.AddRange(order[..from]);
                    rest.AddRange(order[(from + length)..]);
                    for (var to = 0; to <= rest.Count; to++)
                    {
                        if (to == from && turned == 0) continue;
                        int[] other = [.. rest[..to], .. segment, .. rest[to..]];
                        looks--;
                        if (puzzle.Cost(other) < cost) return other;
                    }
                }
        return null;
    }

    /// <summary>Four parts of the order, the middle two exchanged: always the same for the same number.</summary>
    private static int[] Shaken(int[] order, int kick)
    {
        var steps = (uint)(kick + 1) * 2_654_435_761;
        var cuts = new SortedSet<int>();
        while (cuts.Count < 3)
        {
            steps = steps * 1_664_525 + 1_013_904_223;
            cuts.Add(1 + (int)((steps >> 8) % (uint)(order.Length - 1)));
        }
        var (a, b, c) = (cuts.Min, cuts.ElementAt(1), cuts.Max);
        return [.. order[..a], .. order[b..c], .. order[a..b], .. order[c..]];
    }

    /// <summary>The cases as numbers: who is needed at the same cases counts together, who is needed once never waits.</summary>
    private sealed class Puzzle
    {
        private readonly int[] _minutes;
        private readonly (int[] Cases, int Count)[] _people;
        private readonly int[] _place;
        private readonly int[] _ends;

        public Puzzle(IReadOnlyList<PlannedCase> given)
        {
            Check(given);
            _minutes = [.. given.Select(c => c.Minutes)];
            _place = new int[given.Count];
            _ends = new int[given.Count + 1];
            _people =
            [
                .. given.SelectMany((item, at) => item.People.Distinct().Select(person => (Person: person, Case: at))).GroupBy(seat => seat.Person, seat => seat.Case)
                    .Select(cases => cases.Order().ToArray()).Where(cases => cases.Length > 1)
                    .GroupBy(cases => string.Join(' ', cases)).Select(same => (same.First(), same.Count())),
            ];
        }

        public long Weight(int item) => (long)_minutes[item] * _people.Sum(p => p.Cases.Contains(item) ? p.Count : 0);

        /// <summary>Minutes of waiting, of the cases that stand in this order.</summary>
        public long Cost(IReadOnlyList<int> order)
        {
            Array.Fill(_place, -1);
            for (var at = 0; at < order.Count; at++)
            {
                _place[order[at]] = at;
                _ends[at + 1] = _ends[at] + _minutes[order[at]];
            }
            var cost = 0L;
            foreach (var (cases, count) in _people)
            {
                var (first, last, own) = (int.MaxValue, -1, 0);
                foreach (var item in cases)
                {
                    var place = _place[item];
                    if (place < 0) continue;
                    if (place < first) first = place;
                    if (place > last) last = place;
                    own += _minutes[item];
                }
                if (last >= 0) cost += (long)count * (_ends[last + 1] - _ends[first] - own);
            }
            return cost;
        }

        /// <summary>
        /// The order with its cases <paramref name="from"/> … <paramref name="from"/> + <paramref name="length"/> arranged as well as can be, the others left.
        /// Dynamic programming over sets: whoever has a case behind and a case ahead waits during a case that is not theirs, whatever the order of what is
        /// behind. Of equally good arrangements the one that takes the case that stood first, at every place.
        /// </summary>
        public int[] Best(int[] order, int from, int length)
        {
            var window = order.AsSpan(from, length);
            var place = new int[_minutes.Length];
            for (var at = 0; at < order.Length; at++) place[order[at]] = at;
            var people = new List<(uint Cases, bool Behind, bool Ahead, int Count)>();
            foreach (var (cases, count) in _people)
            {
                var (own, behind, ahead) = (0u, false, false);
                foreach (var item in cases)
                {
                    if (place[item] < from) behind = true;
                    else if (place[item] >= from + length) ahead = true;
                    else own |= 1u << (place[item] - from);
                }
                people.Add((own, behind, ahead, count));
            }

            var all = (1u << length) - 1;
            var rest = new long[all + 1L];
            var during = new long[length];
            for (var done = (long)all - 1; done >= 0; done--)
            {
                Split((uint)done);
                var least = long.MaxValue;
                for (var next = 0; next < length; next++)
                {
                    if ((done >> next & 1) == 1) continue;
                    least = Math.Min(least, _minutes[window[next]] * during[next] + rest[done | 1L << next]);
                }
                rest[done] = least;
            }

            var best = (int[])order.Clone();
            var taken = 0u;
            for (var at = 0; at < length; at++)
            {
                Split(taken);
                for (var next = 0; next < length; next++)
                {
                    if ((taken >> next & 1) == 1 || _minutes[window[next]] * during[next] + rest[taken | 1u << next] != rest[taken]) continue;
                    best[from + at] = window[next];
                    taken |= 1u << next;
                    break;
                }
            }
            return best;

            // How many wait during each case that could come next, when these are done.
            void Split(uint done)
            {
                var waiting = 0L;
                Array.Clear(during);
                foreach (var (cases, behind, ahead, count) in people)
                {
                    var left = cases & ~done;
                    if (!(behind || (cases & done) != 0) || !(ahead || left != 0)) continue;
                    waiting += count;
                    for (; left != 0; left &= left - 1) during[System.Numerics.BitOperations.TrailingZeroCount(left)] -= count;
                }
                for (var next = 0; next < during.Length; next++) during[next] += waiting;
            }
        }
    }
}
