namespace FoodValley.Triage.Recognising;

/// <summary>Numbers of cases and clients behind the word that says so, long bare numbers, and number plates.</summary>
internal static class CaseNumbers
{
    private const int ShortestBare = 7;

    public static void In(FoldedText text, List<Span> found)
    {
        // Each of them has a digit.
        if (!text.HasDigits) return;
        var words = text.Words;
        for (var i = 0; i < words.Length; i++)
        {
            ref readonly var word = ref words[i];
            if (Plate(text, i) is { } plate)
            {
                found.Add(new(word.Start, words[plate].End, MarkKind.Plate));
                i = plate;
                continue;
            }
            if (word.Digits)
            {
                if (word.Size >= ShortestBare && Alone(text, i)) found.Add(new(word.Start, word.End, MarkKind.CaseNumber, Check: true));
                else if (word.Size == 4 && text.Folded[word.From] is '1' or '2' && i + 1 < words.Length && words[i + 1].Digits && words[i + 1].Size >= 4 && text.GapAfter(i) is "/" or "-")
                    found.Add(new(word.Start, words[i + 1].End, MarkKind.CaseNumber, Check: true));
                continue;
            }
            var named = word.In(Cues.Numbered) || (text.Of(word) is "nummer" or "nr" && i > 0);
            var sofi = word.In(Cues.Sofi);
            if (!named && !sofi) continue;
            if (Behind(text, i) is not { } hit) continue;
            if (sofi && hit.Digits is 8 or 9) found.Add(new(words[hit.First].Start, words[hit.Last].End, MarkKind.Bsn, MustGo: true));
            else if (!sofi) found.Add(new(words[hit.First].Start, words[hit.Last].End, MarkKind.CaseNumber));
        }
    }

    private static bool Alone(FoldedText text, int i)
    {
        var (start, end) = (text.Words[i].Start, text.Words[i].End);
        var source = text.Source;
        return (start == 0 || source[start - 1] is not ('+' or '€' or '.' or ',')) && !(end + 1 < source.Length && source[end] is '.' or ',' && char.IsAsciiDigit(source[end + 1]));
    }

    private static (int First, int Last, int Digits)? Behind(FoldedText text, int cue)
    {
        var at = cue + 1;
        for (var skipped = 0; skipped < 3 && at < text.Words.Length && text.Of(text.Words[at]) is "is" or "nr" or "nummer" or "van" or "het" or "kind" or "client" or "luidt" or "bekend" or "onder"; skipped++) at++;
        if (at >= text.Words.Length || text.GapAfter(at - 1).Length > 3 || text.GapAfter(at - 1).IndexOfAny('\n', '\r') >= 0) return null;
        var (last, digits) = (-1, 0);
        for (var i = at; i < text.Words.Length && i - at < 10; i++)
        {
            if (i > at && text.GapAfter(i - 1) is not ("" or "-" or "/" or "." or "_" or " ")) break;
            if (i > at && text.GapAfter(i - 1) is " " && (!text.Words[i].Digits || !text.Words[i - 1].Digits)) break;
            if (!text.Words[i].Digits && text.Words[i].Size > 6) break;
            if (!text.Words[i].Digits) continue;
            digits += text.Words[i].Size;
            last = i;
        }
        return digits >= 3 && last >= 0 ? (at, last, digits) : null;
    }

    /// <summary>Six capitals and figures in three groups: "12-XKB-3", "GX-773-L"; without hyphens behind "kenteken".</summary>
    private static int? Plate(FoldedText text, int i)
    {
        if (i + 2 >= text.Words.Length) return null;
        ref readonly var a = ref text.Words[i];
        if (a.Size > 3) return null;
        ref readonly var b = ref text.Words[i + 1];
        ref readonly var c = ref text.Words[i + 2];
        if (b.Size > 3 || c.Size > 3 || a.Size + b.Size + c.Size != 6) return null;
        if (a.Start > 0 && (char.IsLetterOrDigit(text.Source[a.Start - 1]) || text.Source[a.Start - 1] is '-')) return null;
        if (c.End < text.Source.Length && (char.IsLetterOrDigit(text.Source[c.End]) || (text.Source[c.End] is '-' && c.End + 1 < text.Source.Length && char.IsLetterOrDigit(text.Source[c.End + 1])))) return null;
        if ((a.Digits ? 1 : 0) + (b.Digits ? 1 : 0) + (c.Digits ? 1 : 0) is 0 or 3) return null;
        var hyphens = text.GapAfter(i) is "-" && text.GapAfter(i + 1) is "-";
        var called = i > 0 && text.Of(text.Words[i - 1]) is "kenteken" or "kentekenplaat" or "nummerbord" || (i > 1 && text.Of(text.Words[i - 2]) is "kenteken" or "nummerbord");
        var joined = called && text.GapAfter(i).Length <= 1 && text.GapAfter(i + 1).Length <= 1;
        return hyphens || joined ? i + 2 : null;
    }
}
