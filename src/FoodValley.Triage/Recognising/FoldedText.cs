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
/// <param name="Cues">The bits of the lists in <see cref="Recognising.Cues"/> that hold it.</param>
internal readonly record struct Word(int Start, int End, int From, int To, bool Digits, bool Capital, bool Capitals, Known Known, ulong Cues)
{
    public int Size => To - From;

    public bool Has(Known known) => (Known & known) != 0;

    public bool In(WordSet set) => (Cues & set.Bit) != 0;
}

/// <summary>
/// A text as words without capitals and diacritics, each word knowing where it stands in the text as given. Give it back when it was read: the next text
/// on this thread is read into the same room.
/// </summary>
internal sealed class FoldedText : IDisposable
{
    private const int LongestKnown = 30;
    private const int Room = 40;
    private const int Cached = 0x3000;

    // Of each ASCII character: 0 stands between words, 1 a small letter, 2 a capital, 3 a digit.
    private static readonly byte[] Kinds = [.. Enumerable.Range(0, 128).Select(c => (byte)(char.IsAsciiLetterLower((char)c) ? 1 : char.IsAsciiLetterUpper((char)c) ? 2 : char.IsAsciiDigit((char)c) ? 3 : 0))];

    // Letters beside ASCII, folded once: taking them apart is the dearest step of all.
    private static readonly string?[] Letters = new string?[Cached];

    // Larger room than for the longest text that counts is not kept.
    private const int Kept = 100_000 + Room;

    [ThreadStatic]
    private static (Word[] Words, char[] Folded)? _room;

    private readonly Word[] _scratch;
    private readonly char[] _folded;
    private readonly int _length;

    private FoldedText(string source, Word[] words, Word[] scratch, char[] folded, int length, int digits, bool shouts)
    {
        _scratch = scratch;
        Source = source;
        Words = words;
        _folded = folded;
        _length = length;
        Digits = digits;
        Shouts = shouts;
    }

    public string Source { get; }

    public Word[] Words { get; }

    /// <summary>How many digits there are in all.</summary>
    public int Digits { get; }

    /// <summary>True when at least one word is a number.</summary>
    public bool HasDigits => Digits > 0;

    /// <summary>True when at least one word is written in capitals.</summary>
    public bool Shouts { get; }

    public ReadOnlySpan<char> Folded => _folded.AsSpan(0, _length);

    public ReadOnlySpan<char> Of(in Word word) => _folded.AsSpan(word.From, word.To - word.From);

    /// <summary>What stands between word <paramref name="index"/> and the next.</summary>
    public ReadOnlySpan<char> GapAfter(int index)
    {
        var end = Words[index].End;
        return Source.AsSpan(end, Words[index + 1].Start - end);
    }

    /// <summary>The number that a word of digits writes; at most four digits.</summary>
    public int Number(in Word word) => int.Parse(Of(word), NumberStyles.None, CultureInfo.InvariantCulture);

    public static FoldedText Of(string source)
    {
        var text = source.AsSpan();
        var (words, folded) = _room ?? ([], []);
        _room = null;
        if (words.Length == 0) words = new Word[(text.Length / 5) + 4];
        if (folded.Length < text.Length + Room) folded = new char[text.Length + Room];
        var (at, to, count, allDigits, shouts) = (0, 0, 0, 0, false);
        while (at < text.Length)
        {
            var c = text[at];
            bool digits, capital;
            if (c < 128)
            {
                var kind = Kinds[c];
                if (kind == 0)
                {
                    at++;
                    continue;
                }
                (digits, capital) = (kind == 3, kind == 2);
            }
            else
            {
                // A broken surrogate decodes as a replacement character: it ends a word and is otherwise harmless.
                _ = Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
                var category = Rune.GetUnicodeCategory(rune);
                digits = category is UnicodeCategory.DecimalDigitNumber;
                capital = category is UnicodeCategory.UppercaseLetter;
                if (!digits && category > UnicodeCategory.OtherLetter)
                {
                    at += length;
                    continue;
                }
            }
            var (start, from, letters, capitals, hash) = (at, to, 0, 0, WordHash.Start);
            while (at < text.Length)
            {
                c = text[at];
                if (c < 128)
                {
                    var kind = Kinds[c];
                    if (kind == 0 || (kind == 3) != digits) break;
                    if (!digits) c |= ' ';
                    folded[to++] = c;
                    hash = hash.With(c);
                    letters++;
                    if (kind == 2) capitals++;
                    at++;
                    continue;
                }
                _ = Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
                var category = Rune.GetUnicodeCategory(rune);
                if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark))
                {
                    var digit = category is UnicodeCategory.DecimalDigitNumber;
                    if (digit != digits || (!digit && category > UnicodeCategory.OtherLetter)) break;
                    // A single letter can fold into many ("ﷺ").
                    if (to + Room + text.Length - at > folded.Length) Array.Resize(ref folded, (folded.Length * 2) + Room);
                    var before = to;
                    if (digit) folded[to++] = (char)('0' + (int)Rune.GetNumericValue(rune));
                    else
                    {
                        var letter = Fold(rune);
                        letter.CopyTo(folded.AsSpan(to));
                        to += letter.Length;
                    }
                    for (; before < to; before++) hash = hash.With(folded[before]);
                    letters++;
                    if (category is UnicodeCategory.UppercaseLetter) capitals++;
                }
                at += length;
            }
            // A letter that is nothing but an accent leaves no word.
            if (to == from) continue;
            if (digits) allDigits += to - from;
            var shout = letters > 1 && capitals == letters;
            shouts |= shout;
            if (count == words.Length) Array.Resize(ref words, count * 2);
            var known = !digits && to - from <= LongestKnown;
            words[count++] = new(start, at, from, to, digits, capital, shout, known ? WordTable.Of(hash) : Known.None, known ? Cues.Of(hash) : 0);
        }
        return new(source, words[..count], words, folded, to, allDigits, shouts);
    }

    /// <summary>Nothing of the text stays behind in the room.</summary>
    public void Dispose()
    {
        if (_folded.Length > Kept) return;
        _folded.AsSpan(0, _length).Clear();
        _room = (_scratch, _folded);
    }

    private static string Fold(Rune rune)
    {
        if (rune.Value >= Cached) return TakenApart(rune);
        return Letters[rune.Value] ??= TakenApart(rune);
    }

    private static string TakenApart(Rune rune)
    {
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetter(part)) continue;
            var lower = Rune.ToLowerInvariant(part);
            // Letters that Unicode does not take apart, though a keyboard without them does.
            folded.Append(lower.Value switch
            {
                'ß' => "ss", 'ø' => "o", 'æ' => "ae", 'œ' => "oe", 'ł' => "l", 'đ' or 'ð' => "d", 'þ' => "th", 'ı' => "i", 'ħ' => "h", _ => lower.ToString(),
            });
        }
        return folded.ToString();
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
