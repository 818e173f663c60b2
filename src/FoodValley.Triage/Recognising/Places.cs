namespace FoodValley.Triage.Recognising;

/// <summary>Streets with their numbers, towns and villages.</summary>
internal static class Places
{
    private const int LongestPlace = 4;

    private static readonly string[] Streets =
        ["straat", "weg", "laan", "plein", "steeg", "gracht", "singel", "kade", "dreef", "plantsoen", "pad", "dijk", "hof", "markt", "ring", "baan", "akker", "veld", "erf",
            "brink", "wal", "dam", "kamp", "hoek", "haven", "park", "boulevard", "allee", "str", "zoom", "horst", "burg", "wei", "beek", "donk", "meen", "steen", "pol"];

    private const int SureStreets = 10;

    // By their last letter: one look says that most words are no street.
    private static readonly (string Ending, bool Sure)[][] ByLastLetter =
        [.. Enumerable.Range('a', 26).Select(last => Streets.Select((ending, at) => (ending, at < SureStreets)).Where(s => s.ending[^1] == last).ToArray())];

    public static void Addresses(Reading text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var word = ref text[i];
            if (word.Digits || word.Size < 3 || text.Used(i)) continue;
            var capital = text.Capital(i);
            var numbered = i + 1 < text.Count && (text[i + 1].Digits || text.Is(i + 1, Cues.Houses));
            // A word of every day is a street at most with its number or its capital.
            if (!capital && !numbered && word.Has(Known.Common)) continue;
            var (street, sure) = Street(text.Folded(i));
            var number = numbered ? Number(text, i) : null;
            if (street && number is { } last)
            {
                // "op weg 3" is no street: a kind of street alone needs its capital.
                if (word.Size < 5 && !capital) continue;
                if (!capital && word.Has(Known.Common) && !sure) continue;
                text.Take(First(text, i), last, MarkKind.Address);
            }
            else if (street && sure && word.Size > 5 && (capital ? !text.Begins(i) || !word.Has(Known.Common) : Small(text, i)))
            {
                text.Take(First(text, i), i, MarkKind.Address, check: !capital);
            }
            else if (number is { } end && capital && !word.Has(Known.Never) && Lives(text, i))
            {
                text.Take(First(text, i), end, MarkKind.Address, check: true);
            }
        }
    }

    public static void Towns(Reading text)
    {
        Span<char> joined = stackalloc char[60];
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var word = ref text[i];
            if (!word.Capital && !word.Has(Known.Place)) continue;
            if (word.Digits || text.Used(i) || word.Has(Known.Never) || (text.Is(i, Cues.Particles) && !word.Capital)) continue;
            if (word.Capital && Several(text, i, joined) is { } last)
            {
                text.Take(i, last, MarkKind.Place);
                i = last;
                continue;
            }
            var toward = i > 0 && text.Is(i - 1, Cues.Toward) && (!text.Begins(i) || (text.Text.GapAfter(i - 1) is ": " or ":"));
            if (!word.Has(Known.Place))
            {
                // A foreign town: a capital that Dutch knows, behind "in" or "uit".
                if (toward && text.Capital(i) && !word.Has(Known.Common | Known.Given | Known.Family) && !word.Capitals && !Folk(text.Folded(i))
                    && !(i + 1 < text.Count && text.Spaced(i) && text.Capital(i + 1)) && !text.Compound(i))
                    text.Take(i, i, MarkKind.Place, check: true);
                continue;
            }
            var named = word.Has(Known.Given | Known.Family);
            if (text.Capital(i) && (toward || (!word.Has(Known.Common) && !named) || (!named && !text.Begins(i) && !word.Has(Known.Common))))
                text.Take(i, i, MarkKind.Place);
            else if (!text.Capital(i) && !word.Has(Known.Common) && (toward || (word.Size >= 6 && !named))) text.Take(i, i, MarkKind.Place, check: !toward);
        }
    }

    // "Turkse", "Amsterdams": of a people or a town, no place.
    private static bool Folk(ReadOnlySpan<char> folded) => folded.EndsWith("se") || folded.EndsWith("isch") || folded.EndsWith("ische");

    private static int? Several(Reading text, int first, Span<char> joined)
    {
        var size = 0;
        int? reached = null;
        for (var i = first; i < text.Count && i < first + LongestPlace; i++)
        {
            if (text.Used(i) || text[i].Digits || size + text[i].Size > 30) break;
            if (i > first && !text.Near(i - 1)) break;
            text.Folded(i).CopyTo(joined[size..]);
            size += text[i].Size;
            if (i > first && text[i].Capital && (WordTable.Of(joined[..size]) & (Known.Place | Known.Common)) == Known.Place) reached = i;
        }
        return reached;
    }

    private static (bool Street, bool Sure) Street(ReadOnlySpan<char> folded)
    {
        var last = folded[^1] - 'a';
        if ((uint)last >= (uint)ByLastLetter.Length) return (false, false);
        foreach (var (ending, sure) in ByLastLetter[last])
        {
            if (folded.EndsWith(ending)) return (sure || folded.Length > ending.Length + 1, sure);
        }
        return (false, false);
    }

    /// <summary>A street written small and without a number: only with an article or "in", and when no dictionary knows it.</summary>
    private static bool Small(Reading text, int i) =>
        !text.Shout(i) && !text[i].Has(Known.Common) && text[i].Size > 7 && i > 0 && text.Folded(i - 1) is "de" or "het" or "in" or "aan" or "op";

    private static bool Lives(Reading text, int i)
    {
        var first = First(text, i);
        if (first > 0 && text.Folded(first - 1) is "t" or "s") first--;
        return text.Is(first - 1, Cues.Addressed) || (text.Is(first - 1, Cues.Living) && (text.Is(first - 2, Cues.Living) || text.Is(first - 3, Cues.Living)));
    }

    private static int First(Reading text, int i)
    {
        var first = i;
        while (first > 0 && text.Near(first - 1) && !text[first - 1].Digits && !text.Used(first - 1) && i - first < 5)
        {
            var before = first - 1;
            if (text[before].Capital && !text.Begins(before) && !text.Shout(before) && !text[before].Has(Known.Never)) first = before;
            else if (text[before].Capital && text.Begins(before) && !text[before].Has(Known.Common)) first = before;
            else if (before > 0 && text.Is(before, Cues.Particles) && text.Spaced(before - 1) && text.Capital(before - 1) && !text.Begins(before - 1)) first = before;
            else if (text.Folded(before) is "t" or "s" && text.Text.GapAfter(before) is " ") first = before;
            else break;
        }
        return first;
    }

    /// <summary>The last word of the house number behind a street: "12", "3a", "112-II".</summary>
    private static int? Number(Reading text, int i)
    {
        var at = i + 1;
        if (at < text.Count && text.Text.GapAfter(i) is " nr. " or " nr " or " nummer " or ", nr. ") at = i + 1;
        if (at < text.Count && text.Spaced(i) && text.Is(at, Cues.Houses)) at++;
        if (at >= text.Count || !text[at].Digits || text[at].Size > 4 || !text.Near(at - 1)) return null;
        if (at + 1 >= text.Count || text[at + 1].Digits || text[at + 1].Size > 3) return at;
        var gap = text.Text.GapAfter(at);
        var next = text[at + 1];
        var closed = next.End >= text.Text.Source.Length || !char.IsLetterOrDigit(text.Text.Source[next.End]);
        if (!closed) return at;
        if (gap.IsEmpty && next.Size <= 2) return at + 1;
        return gap is "-" && next.Size <= 3 ? at + 1 : gap is " " && next.Size == 1 && next.Capital ? at + 1 : at;
    }
}
