using System.Collections.Frozen;

namespace FoodValley.Triage.Recognising;

/// <summary>A written day with month and year, and the days it can mean: two digits leave the century open, slashes the order.</summary>
internal readonly record struct FoundDate(Span At, IReadOnlyList<DateOnly> Readings);

/// <summary>Days with month and year, in figures or with the month in Dutch or English. Ordered by place, never overlapping.</summary>
internal static class Dates
{
    private static readonly FrozenDictionary<string, int> Months = new (string Names, int Month)[]
    {
        ("januari january jan", 1), ("februari february feb febr", 2), ("maart march mrt mar", 3), ("april apr", 4), ("mei may", 5), ("juni june jun", 6),
        ("juli july jul", 7), ("augustus august aug", 8), ("september sept sep", 9), ("oktober october okt oct", 10), ("november nov", 11), ("december dec", 12),
    }.SelectMany(m => m.Names.Split(' ').Select(name => (name, m.Month))).ToFrozenDictionary(m => m.name, m => m.Month, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthOf = Months.GetAlternateLookup<ReadOnlySpan<char>>();

    public static List<FoundDate> In(FoldedText text)
    {
        var found = new List<FoundDate>();
        if (!text.HasDigits) return found;
        for (var i = 0; i < text.Words.Length; i++)
        {
            // A date begins with a figure or with a month.
            if (!text.Words[i].Digits && (text.Words[i].Size is < 3 or > 9 || i + 1 >= text.Words.Length || !text.Words[i + 1].Digits)) continue;
            if ((InFigures(text, i) ?? DayFirst(text, i) ?? MonthFirst(text, i)) is not { } hit) continue;
            found.Add(new(new(text.Words[i].Start, text.Words[hit.Last].End), hit.Readings));
            i = hit.Last;
        }
        return found;
    }

    /// <summary>
    /// A day with a month and no year. The month in letters always; in figures with a zero ("28/02") or behind "op", "vanaf" and the like, and not
    /// before something that is counted ("4-3 keer").
    /// </summary>
    public static List<(Span At, int Month, int Day)> WithoutYear(FoldedText text, IReadOnlyList<FoundDate> whole)
    {
        var found = new List<(Span, int, int)>();
        if (!text.HasDigits) return found;
        var next = 0;
        for (var i = 0; i + 1 < text.Words.Length; i++)
        {
            ref readonly var word = ref text.Words[i];
            if (!word.Digits || word.Size > 2) continue;
            while (next < whole.Count && whole[next].At.End <= word.Start) next++;
            if (next < whole.Count && whole[next].At.Start <= word.Start) continue;
            if (text.Number(word) is < 1 or > 31) continue;
            var day = text.Number(word);
            var at = i + 1;
            if (Follows(text, at) && text.Of(text.Words[at]) is "e" or "de" or "ste" or "st" or "nd" or "rd" or "th") at++;
            if (Follows(text, at) && MonthOf.TryGetValue(text.Of(text.Words[at]), out var month))
            {
                var first = i;
                // "23 en 24 maart", "1 t/m 3 mei".
                if (i > 1 && text.Of(text.Words[i - 1]) is "en" or "of" or "tot" or "m" && text.Words[i - 2].Digits && text.Words[i - 2].Size <= 2) first = i - 2;
                if (i > 2 && text.Of(text.Words[i - 1]) is "m" && text.Words[i - 3].Digits && text.Words[i - 3].Size <= 2) first = i - 3;
                if (first > 0 && text.Words[first - 1].In(Cues.Weekdays) && text.GapAfter(first - 1) is " ") first--;
                found.Add((new(text.Words[first].Start, text.Words[at].End), month, day));
                i = at;
                continue;
            }
            if (Separator(text, i) is not ('-' or '/') || text.GapAfter(i).Length != 1) continue;
            var second = text.Words[i + 1];
            if (!second.Digits || second.Size > 2 || text.Number(second) is < 1 or > 12) continue;
            if (i + 2 < text.Words.Length && (text.Words[i + 2].Digits || text.Words[i + 2].Start == second.End) && text.GapAfter(i + 1).Length <= 1 && !text.GapAfter(i + 1).SequenceEqual(" ")) continue;
            if (i + 2 < text.Words.Length && text.Words[i + 2].In(Cues.Tallied)) continue;
            if (i > 0 && text.Words[i - 1].Digits && text.GapAfter(i - 1).Length <= 1) continue;
            var zero = (text.Folded[word.From] == '0' && word.Size == 2) || (second.Size == 2 && text.Folded[second.From] == '0');
            if (!zero && !(i > 0 && text.Words[i - 1].In(Cues.OnDays))) continue;
            found.Add((new(word.Start, second.End), text.Number(second), day));
            i++;
        }
        return found;
    }

    private static (int Last, List<DateOnly> Readings)? InFigures(FoldedText text, int i)
    {
        if (i + 2 >= text.Words.Length || Separator(text, i) is not { } sign || Separator(text, i + 1) != sign) return null;
        var (a, b, c) = (text.Words[i], text.Words[i + 1], text.Words[i + 2]);
        if (!a.Digits || !b.Digits || !c.Digits || b.Size > 2) return null;
        if (a.Size == 4 && c.Size <= 2) return sign != ' ' ? Real(i + 2, [(text.Number(a), text.Number(b), text.Number(c))]) : null;
        if (a.Size > 2 || c.Size is not (2 or 4)) return null;

        if (c.Size == 2)
        {
            // 7.3.11 is an article of a law and 06-12-34-56-78 a telephone; 07.03.11 and 7-3-11 are days.
            if (sign == ' ' || (sign == '.' && (a.Size < 2 || b.Size < 2))) return null;
            if (i + 3 < text.Words.Length && text.Words[i + 3].Digits && Separator(text, i + 2) == sign) return null;
            if (i > 0 && text.Words[i - 1].Digits && Separator(text, i - 1) == sign) return null;
        }
        var (day, month) = (text.Number(a), text.Number(b));
        var orders = new List<(int, int, int)>();
        foreach (var year in Years(text, c))
        {
            orders.Add((year, month, day));
            if (sign == '/') orders.Add((year, day, month));
        }
        return Real(i + 2, orders);
    }

    private static (int Last, List<DateOnly> Readings)? DayFirst(FoldedText text, int i)
    {
        if (!text.Words[i].Digits || text.Words[i].Size > 2) return null;
        var day = text.Number(text.Words[i]);
        var at = i + 1;
        if (Follows(text, at) && text.Of(text.Words[at]) is "e" or "de" or "ste" or "st" or "nd" or "rd" or "th") at++;
        if (Follows(text, at) && text.Of(text.Words[at]) is "of" or "van") at++;
        if (!Follows(text, at) || !MonthOf.TryGetValue(text.Of(text.Words[at]), out var month)) return null;
        return Follows(text, at + 1) && WithYear(text, at + 1) is { } years ? Real(at + 1, years.Select(year => (year, month, day))) : null;
    }

    private static (int Last, List<DateOnly> Readings)? MonthFirst(FoldedText text, int i)
    {
        if (text.Words[i].Digits || !MonthOf.TryGetValue(text.Of(text.Words[i]), out var month)) return null;
        var at = i + 1;
        if (!Follows(text, at) || !text.Words[at].Digits || text.Words[at].Size > 2) return null;
        var day = text.Number(text.Words[at]);
        at++;
        if (Follows(text, at) && text.Of(text.Words[at]) is "st" or "nd" or "rd" or "th") at++;
        return Follows(text, at) && WithYear(text, at) is { } years ? Real(at, years.Select(year => (year, month, day))) : null;
    }

    /// <summary>Four digits, or two behind an apostrophe: "3 maart 12 kinderen" names no year.</summary>
    private static List<int>? WithYear(FoldedText text, int at)
    {
        var word = text.Words[at];
        if (!word.Digits) return null;
        return word.Size == 4 || (word.Size == 2 && text.Source[word.Start - 1] is '\'' or '’' or '‘') ? Years(text, word) : null;
    }

    private static List<int> Years(FoldedText text, Word word)
    {
        var year = text.Number(word);
        return word.Size == 2 ? [2000 + year, 1900 + year] : [year];
    }

    private static (int Last, List<DateOnly> Readings)? Real(int last, IEnumerable<(int Year, int Month, int Day)> orders)
    {
        var readings = orders
            .Where(o => o.Year is >= 1900 and <= 2099 && o.Month is >= 1 and <= 12 && o.Day >= 1 && o.Day <= DateTime.DaysInMonth(o.Year, o.Month))
            .Select(o => new DateOnly(o.Year, o.Month, o.Day)).ToList();
        return readings.Count > 0 ? (last, readings) : null;
    }

    /// <summary>True when word <paramref name="at"/> stands on the same line, close behind the one before.</summary>
    private static bool Follows(FoldedText text, int at) => at < text.Words.Length && Gap.Joins(text.GapAfter(at - 1), ",'’‘");

    /// <summary>The one sign between two numbers, spaces around it aside: a dash, a dot, a slash or nothing but a space.</summary>
    private static char? Separator(FoldedText text, int i)
    {
        var gap = text.GapAfter(i);
        if (gap.IsEmpty || gap.Length > 3) return null;
        var sign = ' ';
        foreach (var c in gap)
        {
            if (Gap.IsBlank(c)) continue;
            if (sign != ' ') return null;
            if (Gap.IsDash(c)) sign = '-';
            else if (c is '.' or '/') sign = c;
            else return null;
        }
        return sign;
    }
}
