using System.Globalization;
using System.Text;

namespace FoodValley.Triage.Recognising;

/// <summary>A run of letters or a run of digits. A letter beside a digit begins a new word, so that "12a" and "12 A" read alike.</summary>
/// <param name="Start">UTF-16 index in the text as given.</param>
/// <param name="End">The index after it.</param>
/// <param name="From">Where its folded characters begin.</param>
/// <param name="To">Where they have ended.</param>
/// <param name="Digits">True for digits.</param>
internal readonly record struct Word(int Start, int End, int From, int To, bool Digits)
{
    public int Size => To - From;
}

/// <summary>A text as words without capitals and diacritics, each word knowing where it stands in the text as given.</summary>
internal sealed class FoldedText
{
    private readonly char[] _folded;

    private FoldedText(string source, List<Word> words, StringBuilder folded)
    {
        Source = source;
        Words = words;
        _folded = new char[folded.Length];
        folded.CopyTo(0, _folded, folded.Length);
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
        var words = new List<Word>();
        var folded = new StringBuilder(source.Length);
        int start = -1, from = 0;
        var digits = false;

        void Close(int end)
        {
            if (start >= 0 && folded.Length > from) words.Add(new(start, end, from, folded.Length, digits));
            start = -1;
        }

        for (var at = 0; at < source.Length;)
        {
            // A broken surrogate decodes as a replacement character: it ends a word and is otherwise harmless.
            _ = Rune.DecodeFromUtf16(source.AsSpan(at), out var rune, out var length);
            var category = Rune.GetUnicodeCategory(rune);
            var digit = category is UnicodeCategory.DecimalDigitNumber;
            if (digit || Rune.IsLetter(rune))
            {
                if (start >= 0 && digit != digits) Close(at);
                if (start < 0) (start, from, digits) = (at, folded.Length, digit);
                if (digit) folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                else AppendFolded(folded, rune);
            }
            else if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark))
            {
                Close(at);
            }
            at += length;
        }
        Close(source.Length);
        return new(source, words, folded);
    }

    private static void AppendFolded(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            folded.Append((char)Rune.ToLowerInvariant(rune).Value);
            return;
        }
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetter(part)) continue;
            var lower = Rune.ToLowerInvariant(part);
            // Letters that Unicode does not take apart, though a keyboard without them does.
            folded.Append(lower.Value switch
            {
                'ß' => "ss", 'ø' => "o", 'æ' => "ae", 'œ' => "oe", 'ł' => "l", 'đ' => "d", 'ð' => "d", 'þ' => "th", 'ı' => "i", 'ħ' => "h",
                _ => lower.ToString(),
            });
        }
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
