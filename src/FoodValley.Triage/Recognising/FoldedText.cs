using System.Globalization;
using System.Text;

namespace FoodValley.Triage.Recognising;

/// <summary>A run of letters or a run of digits. A letter beside a digit begins a new word, so that "12a" and "12 A" read alike.</summary>
/// <param name="Start">UTF-16 index in the text as given.</param>
/// <param name="End">The index after it.</param>
/// <param name="From">Where its folded characters begin.</param>
/// <param name="To">Where they have ended.</param>
/// <param name="Digits">True for digits.</param>
/// <param name="Capital">True when it begins with a capital.</param>
/// <param name="Capitals">True when it has two capitals or more and nothing else.</param>
/// <param name="Known">What the word table knows of it.</param>
internal readonly record struct Word(int Start, int End, int From, int To, bool Digits, bool Capital, bool Capitals, Known Known)
{
    public int Size => To - From;

    public bool Has(Known known) => (Known & known) != 0;
}

/// <summary>A text as words without capitals and diacritics, each word knowing where it stands in the text as given.</summary>
internal sealed class FoldedText
{
    private const int LongestKnown = 30;
    private const int Room = 40;

    private readonly char[] _folded;

    private FoldedText(string source, List<Word> words, char[] folded)
    {
        Source = source;
        Words = words;
        _folded = folded;
    }

    public string Source { get; }

    public List<Word> Words { get; }

    public ReadOnlySpan<char> Folded => _folded;

    public ReadOnlySpan<char> Of(Word word) => _folded.AsSpan(word.From, word.Size);

    /// <summary>What stands between word <paramref name="index"/> and the next.</summary>
    public ReadOnlySpan<char> GapAfter(int index) => Source.AsSpan(Words[index].End, Words[index + 1].Start - Words[index].End);

    /// <summary>The number that a word of digits writes; at most four digits.</summary>
    public int Number(Word word) => int.Parse(Of(word), NumberStyles.None, CultureInfo.InvariantCulture);

    public static FoldedText Of(string source)
    {
        var words = new List<Word>(source.Length / 6 + 4);
        var folded = new char[source.Length + Room];
        int start = -1, from = 0, to = 0, count = 0, capitals = 0;
        bool digits = false, first = false;

        for (var at = 0; at < source.Length;)
        {
            var c = source[at];
            var (length, letter, digit, upper, joins) = (1, char.IsAsciiLetter(c), char.IsAsciiDigit(c), char.IsAsciiLetterUpper(c), false);
            Rune rune = default;
            if (!char.IsAscii(c))
            {
                // A broken surrogate decodes as a replacement character: it ends a word and is otherwise harmless.
                _ = Rune.DecodeFromUtf16(source.AsSpan(at), out rune, out length);
                var category = Rune.GetUnicodeCategory(rune);
                digit = category is UnicodeCategory.DecimalDigitNumber;
                letter = Rune.IsLetter(rune);
                upper = category is UnicodeCategory.UppercaseLetter;
                joins = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
            }
            if (letter || digit)
            {
                if (start >= 0 && digit != digits) start = Close(at);
                if (start < 0) (start, from, digits, first, count, capitals) = (at, to, digit, upper, 0, 0);
                // A single letter can fold into many ("ﷺ").
                if (to + Room > folded.Length) Array.Resize(ref folded, (folded.Length * 2) + Room);
                if (char.IsAscii(c)) folded[to++] = letter ? (char)(c | 0x20) : c;
                else if (digit) folded[to++] = (char)('0' + (int)Rune.GetNumericValue(rune));
                else to = AppendFolded(folded, to, rune);
                count++;
                if (upper) capitals++;
            }
            else if (!joins)
            {
                start = Close(at);
            }
            at += length;
        }
        _ = Close(source.Length);
        return new(source, words, folded[..to]);

        int Close(int end)
        {
            if (start < 0 || to == from) return -1;
            var known = digits || to - from > LongestKnown ? Known.None : WordTable.Of(folded.AsSpan(from, to - from));
            words.Add(new(start, end, from, to, digits, first, count > 1 && capitals == count, known));
            return -1;
        }
    }

    private static int AppendFolded(char[] folded, int to, Rune rune)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetter(part)) continue;
            var lower = Rune.ToLowerInvariant(part);
            // Letters that Unicode does not take apart, though a keyboard without them does.
            var (letter, second) = lower.Value switch
            {
                'ß' => ('s', 's'), 'ø' => ('o', '\0'), 'æ' => ('a', 'e'), 'œ' => ('o', 'e'), 'ł' => ('l', '\0'), 'đ' or 'ð' => ('d', '\0'), 'þ' => ('t', 'h'),
                'ı' => ('i', '\0'), 'ħ' => ('h', '\0'), _ => ('\0', '\0'),
            };
            if (letter == '\0') to += lower.EncodeToUtf16(folded.AsSpan(to));
            else folded[to++] = letter;
            if (second != '\0') folded[to++] = second;
        }
        return to;
    }
}

/// <summary>What may stand between two words that belong together.</summary>
internal static class Gap
{
    private const int Longest = 3;

    /// <summary>Separators inside one number or name: spaces, dashes, dots, brackets, invisible characters; never a new line.</summary>
    public static bool Joins(ReadOnlySpan<char> gap, string alsoAllowed = "")
    {
        if (gap.Length > Longest) return false;
        foreach (var c in gap)
        {
            if (!IsBlank(c) && !IsDash(c) && c != '.' && !alsoAllowed.Contains(c)) return false;
        }
        return true;
    }

    /// <summary>Any few characters on one line, as between the parts of an address or e-mail address.</summary>
    public static bool OneLine(ReadOnlySpan<char> gap) => gap.Length <= Longest && gap.IndexOfAny('\n', '\r') < 0;

    /// <summary>A break inside a word that some write and others do not: apostrophe, hyphen, dot, or nothing at all.</summary>
    public static bool InsideWord(ReadOnlySpan<char> gap) => gap.Length <= 1 && (gap.IsEmpty || IsDash(gap[0]) || IsInvisible(gap[0]) || "'’‘`´.".Contains(gap[0]));

    public static bool IsDash(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation || c is '\u2212';

    public static bool IsBlank(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator || c == '\t' || IsInvisible(c);

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format || c == '\0';
}
