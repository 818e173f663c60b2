namespace FoodValley.Triage.Recognising;

/// <summary>Citizen service numbers, also written in groups. Serves IU-1-INF-a and the rule that none is ever asked (law B3).</summary>
internal static class CitizenNumbers
{
    /// <summary>With fewer digits in the whole text there is none.</summary>
    public const int LeastDigits = 8;

    public static IEnumerable<Span> In(FoldedText text, IReadOnlyList<Span> ibans, IReadOnlyList<FoundDate> dates, IReadOnlyList<Span> phones)
    {
        if (!text.HasDigits) yield break;
        // All three lists are in order, and so are the candidates' starts: one walk is enough.
        var (iban, date, phone) = (0, 0, 0);
        for (var first = 0; first < text.Words.Length; first++)
        {
            var word = text.Words[first];
            if (!word.Digits || word.Size > 9) continue;
            while (iban < ibans.Count && ibans[iban].End <= word.Start) iban++;
            while (date < dates.Count && dates[date].At.End <= word.Start) date++;
            while (phone < phones.Count && phones[phone].End <= word.Start) phone++;

            for (var last = first; last < text.Words.Length && text.Words[last].Digits; last++)
            {
                if (last > first && !Gap.Joins(text.GapAfter(last - 1))) break;
                var digits = text.Words[last].To - word.From;
                if (digits > 9) break;
                if (digits < 8 || !PassesElevenTest(text.Folded.Slice(word.From, digits))) continue;
                var span = new Span(word.Start, text.Words[last].End);
                // What is wholly something else is not a BSN too: a right account number, a written date, the eight digits after 06.
                if (iban < ibans.Count && ibans[iban].Holds(span)) continue;
                if (date < dates.Count && dates[date].At.Overlaps(span)) continue;
                if (phone < phones.Count && phones[phone].Holds(span) && (digits == 8 || Abroad(text.Source.AsSpan(phones[phone].Start)))) continue;
                yield return span;
            }
        }
    }

    private static bool Abroad(ReadOnlySpan<char> phone) => phone[0] == '+' || phone.StartsWith("00");

    private static bool PassesElevenTest(ReadOnlySpan<char> digits)
    {
        var sum = -(digits[^1] - '0');
        var any = digits[^1] != '0';
        for (var i = 2; i <= digits.Length; i++)
        {
            sum += i * (digits[^i] - '0');
            any |= digits[^i] != '0';
        }
        return any && sum % 11 == 0;
    }
}

/// <summary>Bank account numbers (ISO 13616) of the countries a Dutch professional meets.</summary>
internal static class AccountNumbers
{
    /// <summary>With fewer digits in the whole text there is none.</summary>
    public const int LeastDigits = 2;

    private static readonly Dictionary<string, int> LengthByCountry = new(StringComparer.Ordinal)
    {
        ["AD"] = 24, ["AT"] = 20, ["BE"] = 16, ["BG"] = 22, ["CH"] = 21, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22, ["DK"] = 18, ["EE"] = 20, ["ES"] = 24,
        ["FI"] = 18, ["FR"] = 27, ["GB"] = 22, ["GI"] = 23, ["GR"] = 27, ["HR"] = 21, ["HU"] = 28, ["IE"] = 22, ["IS"] = 26, ["IT"] = 27, ["LI"] = 21,
        ["LT"] = 20, ["LU"] = 20, ["LV"] = 21, ["MC"] = 27, ["MT"] = 31, ["NL"] = 18, ["NO"] = 15, ["PL"] = 28, ["PT"] = 25, ["RO"] = 24, ["SE"] = 24,
        ["SI"] = 19, ["SK"] = 24, ["SM"] = 27, ["TR"] = 26, ["UA"] = 29,
    };

    public static List<Span> In(string text)
    {
        var found = new List<Span>();
        var floor = 0;
        // The first check digit stands behind two letters, at most one sign between: figures are fewer than letters.
        for (var digit = Digit(text, 2); digit > 0; digit = Digit(text, digit + 1))
        {
            if (char.IsAsciiDigit(text[digit - 1])) continue;
            var start = char.IsAsciiLetter(text[digit - 1]) ? digit - 2 : digit - 3;
            if (start < floor || start + 15 > text.Length) continue;
            if (!char.IsAsciiLetter(text[start]) || !char.IsAsciiLetter(text[start + 1]) || (start > 0 && char.IsLetterOrDigit(text[start - 1]))) continue;
            if (!LengthByCountry.TryGetValue(text.Substring(start, 2).ToUpperInvariant(), out var length)) continue;
            if (End(text, start, length) is not { } end) continue;
            found.Add(new(start, end));
            floor = end;
        }
        return found;
    }

    private static int Digit(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAnyInRange('0', '9') is var at and >= 0 ? from + at : -1;

    private static int? End(string text, int start, int length)
    {
        Span<char> compact = stackalloc char[length];
        var (count, at) = (0, start);
        for (; at < text.Length && count < length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at])) compact[count++] = char.ToUpperInvariant(text[at]);
            else if (!Gap.IsBlank(text[at]) && !Gap.IsDash(text[at]) && text[at] != '.') return null;
            else if (!char.IsAsciiLetterOrDigit(text[at - 1])) return null;
        }
        var whole = count == length && (at == text.Length || !char.IsLetterOrDigit(text[at]));
        return whole && char.IsAsciiDigit(compact[2]) && char.IsAsciiDigit(compact[3]) && Remainder(compact) == 1 ? at : null;
    }

    private static int Remainder(ReadOnlySpan<char> compact)
    {
        var rest = 0;
        for (var i = 0; i < compact.Length; i++)
        {
            var c = compact[(i + 4) % compact.Length];
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }
        return rest;
    }
}

/// <summary>Dutch telephone numbers, and foreign ones that begin with a plus.</summary>
internal static class PhoneNumbers
{
    /// <summary>With fewer digits in the whole text there is none.</summary>
    public const int LeastDigits = 9;

    private const int LongestForeign = 15;

    public static List<Span> In(FoldedText text, IReadOnlyList<FoundDate> dates)
    {
        var found = new List<Span>();
        if (!text.HasDigits) return found;
        var date = 0;
        for (var first = 0; first < text.Words.Length; first++)
        {
            var word = text.Words[first];
            if (!word.Digits || word.Size > LongestForeign) continue;
            while (date < dates.Count && dates[date].At.End <= word.Start) date++;
            if (date < dates.Count && dates[date].At.Start <= word.Start) continue;
            if (Last(text, first) is not { } last) continue;
            var end = text.Words[last].End;
            found.Add(new(Start(text, word), end));
            first = last;
        }
        return found;
    }

    /// <summary>Where the number begins to the eye: a plus or an opening bracket belongs to it.</summary>
    public static int Start(FoldedText text, Word word)
    {
        var start = word.Start;
        while (start > 0 && word.Start - start < 2 && text.Source[start - 1] is '+' or '(') start--;
        return start;
    }

    private static int? Last(FoldedText text, int first)
    {
        var word = text.Words[first];
        var begin = text.Of(word);
        var before = word.Start > 0 ? text.Source[word.Start - 1] : ' ';
        if (before == '+') return Reach(text, first, digits => Plus(text.Folded.Slice(word.From, digits)));
        if (char.IsLetter(before)) return null;
        if (begin.StartsWith("0031")) return Reach(text, first, digits => Plus(text.Folded.Slice(word.From + 2, digits - 2)));
        // 06, a three- or four-digit area code, or the ten digits in one go; 0800 and 0900 numbers of other lengths belong to nobody.
        var plausible = begin.Length >= 2 && begin[0] == '0' && begin[1] != '0' && (begin.Length is 3 or 4 or >= 6 || begin.SequenceEqual("06"));
        return plausible ? Reach(text, first, digits => digits == 10) : null;
    }

    /// <summary>+31 with nine digits, with or without (0); another country with nine to fifteen.</summary>
    private static bool Plus(ReadOnlySpan<char> digits) =>
        digits.StartsWith("31") ? digits.Length == (digits is [_, _, '0', ..] ? 12 : 11) : digits.Length is >= 9 and <= LongestForeign;

    private static int? Reach(FoldedText text, int first, Func<int, bool> whole)
    {
        int? reached = null;
        for (var last = first; last < text.Words.Length && text.Words[last].Digits; last++)
        {
            if (last > first && !Gap.Joins(text.GapAfter(last - 1), "()/")) break;
            var digits = text.Words[last].To - text.Words[first].From;
            if (digits > LongestForeign + 2) break;
            if (whole(digits)) reached = last;
        }
        return reached;
    }
}

/// <summary>Dutch postcodes: four digits and two capitals; small letters only when written as one word, for "in 2026 is" is no postcode.</summary>
internal static class Postcodes
{
    /// <summary>With fewer digits in the whole text there is none.</summary>
    public const int LeastDigits = 4;

    public static IEnumerable<Span> In(FoldedText text)
    {
        if (!text.HasDigits) yield break;
        for (var i = 0; i + 1 < text.Words.Length; i++)
        {
            if (!text.Words[i].Digits) continue;
            var (digits, letters) = (text.Words[i], text.Words[i + 1]);
            if (digits.Size != 4 || text.Of(digits)[0] == '0' || letters.Digits || letters.Size != 2) continue;
            if (digits.Start > 0 && char.IsLetterOrDigit(text.Source[digits.Start - 1])) continue;
            if (letters.End < text.Source.Length && char.IsLetterOrDigit(text.Source[letters.End])) continue;
            var written = text.Source.AsSpan(letters.Start, letters.End - letters.Start);
            var gap = text.GapAfter(i);
            var capitals = written.Length == 2 && char.IsAsciiLetterUpper(written[0]) && char.IsAsciiLetterUpper(written[1]);
            if (!capitals && !(gap.IsEmpty && written.Length == 2 && char.IsAsciiLetter(written[0]) && char.IsAsciiLetter(written[1]))) continue;
            if (gap.Length > 2 || !IsBlank(gap) || text.Of(letters) is "sa" or "sd" or "ss") continue;
            yield return new(digits.Start, letters.End);
        }
    }

    private static bool IsBlank(ReadOnlySpan<char> gap)
    {
        foreach (var c in gap)
        {
            if (!Gap.IsBlank(c)) return false;
        }
        return true;
    }
}

/// <summary>E-mail addresses.</summary>
internal static class EmailAddresses
{
    private const int LongestDomain = 255;

    public static IReadOnlyList<Span> In(string text)
    {
        if (!text.Contains('@')) return [];
        var found = new List<Span>();
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var floor = found.Count > 0 ? found[^1].End : 0;
            var start = at;
            while (start > floor && IsLocal(text[start - 1])) start--;
            while (start < at && !char.IsLetterOrDigit(text[start])) start++;

            var end = at + 1;
            while (end < text.Length && end - at <= LongestDomain && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-')) end++;
            while (end > at + 1 && !char.IsLetter(text[end - 1])) end--;
            var domain = text.AsSpan(at + 1, end - at - 1);
            var dot = domain.LastIndexOf('.');
            if (start < at && dot > 0 && domain.Length - dot > 2) found.Add(new(start, end));
        }
        return found;
    }

    private static bool IsLocal(char c) =>
        char.IsLetterOrDigit(c) || "._%+-'’".Contains(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
