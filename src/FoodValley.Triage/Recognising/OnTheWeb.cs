namespace FoodValley.Triage.Recognising;

/// <summary>Addresses on the web and names on social media. Both start at a sign: a dot, "://" or an at sign.</summary>
internal static class OnTheWeb
{
    public static void In(FoldedText text, IReadOnlyList<Span> emails, List<Span> found)
    {
        var source = text.Source;
        var (email, done) = (0, 0);
        for (var i = 0; i < text.Words.Length; i++)
        {
            ref readonly var word = ref text.Words[i];
            // Nearly every word has a space on both sides: no sign to begin with.
            if (Apart(source, word) && !(i > 0 && text.Words[i - 1].In(Cues.Social))) continue;
            if (word.Start < done) continue;
            while (email < emails.Count && emails[email].End <= word.Start) email++;
            if (email < emails.Count && emails[email].Start <= word.Start) continue;
            if (i + 1 < text.Words.Length && (text.GapAfter(i) is "." && IsDomain(text, i + 1) || text.GapAfter(i) is "://" || (text.Of(word) is "www" && text.GapAfter(i) is ".")))
            {
                var (start, end) = (word.Start, text.Words[i + 1].End);
                while (start > done && IsAddress(source[start - 1])) start--;
                while (end < source.Length && (IsAddress(source[end]) || source[end] is '/' or '?' or '=' or '&' or '#' or '%' or '~' or ':' or '@')) end++;
                while (end > start && !char.IsLetterOrDigit(source[end - 1]) && source[end - 1] != '/') end--;
                found.Add(new(start, end, MarkKind.Url));
                done = end;
                continue;
            }
            var at = word.Start - 1;
            var handle = at >= 0 && source[at] == '@' && (at == 0 || !char.IsLetterOrDigit(source[at - 1]));
            var snake = !handle && i + 1 < text.Words.Length && text.GapAfter(i) is "_" or "__";
            // "insta: sanneke06": behind the name of a network a word with a digit is somebody's.
            var network = !handle && !snake && i > 0 && word.Start - text.Words[i - 1].End <= 3 && text.Words[i - 1].In(Cues.Social)
                && i + 1 < text.Words.Length && text.Words[i + 1].Digits && text.Words[i + 1].Start == word.End;
            if (!handle && !snake && !network) continue;
            var (from, to) = (word.Start, word.End);
            while (from > done && (source[from - 1] == '_' || (snake && char.IsLetterOrDigit(source[from - 1])))) from--;
            while (to < source.Length && (char.IsLetterOrDigit(source[to]) || source[to] is '_' or '.' or '-')) to++;
            while (to > from && source[to - 1] is '.' or '-') to--;
            if (to - from < 2 || from < done) continue;
            found.Add(new(handle ? at : from, to, MarkKind.Handle));
            done = to;
        }
    }

    private static bool Apart(string source, in Word word) =>
        (word.Start == 0 || source[word.Start - 1] is ' ' or '\n') && word.End < source.Length && source[word.End] is ' ' or ',' or '\n';

    private static bool IsDomain(FoldedText text, int i)
    {
        if (!text.Words[i].In(Cues.Domains)) return false;
        // "klaar.De volgende": a sentence that lost its space is no address.
        if (text.Words[i].Capital && !text.Words[i - 1].Capitals && !text.Words[i].Capitals) return false;
        var end = text.Words[i].End;
        return text.Words[i - 1].Size > 1 && (end == text.Source.Length || text.Source[end] is not ('_' or '-'));
    }

    private static bool IsAddress(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_';
}
