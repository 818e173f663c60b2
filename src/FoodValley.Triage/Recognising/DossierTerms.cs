using System.Collections.Frozen;
using System.Text;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Recognising;

/// <summary>Terms of a part of a dossier.</summary>
public static class PartsOfADossier
{
    /// <summary>The client's name alone: whoever is asked for advice may well work in the client's town.</summary>
    public static DossierTerms NameOnly(this Dossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return DossierTerms.Of(dossier with { Number = "", Client = dossier.Client with { Phone = "", Email = "", Address = "" } });
    }
}

/// <summary>The values of one dossier, made ready for looking them up in a text: names, address, postcode, town, number, telephone, e-mail, birth date.</summary>
public sealed class DossierTerms
{
    private const int ShortestName = 3;
    private const int ShortestPhone = 6;

    /// <summary>Parts of names that every Dutch text is full of; they count only within the whole name.</summary>
    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        ["van", "de", "den", "der", "het", "ten", "ter", "te", "tot", "op", "aan", "bij", "in", "onder", "over", "uit", "voor", "von", "zu", "da", "das", "do",
            "dos", "del", "della", "di", "du", "des", "la", "le", "les", "los", "el", "al", "bin", "ibn", "und", "en", "mac", "mc"], StringComparer.Ordinal);

    private readonly Dictionary<char, List<Term>> _byFirst = [];
    private readonly FrozenSet<string> _phones;
    private readonly int _longestPhone;

    private DossierTerms(IEnumerable<Term> terms, IEnumerable<string> phones, DateOnly birthDate)
    {
        foreach (var term in terms.Where(t => t.Letters.Length > 0).DistinctBy(t => (t.Letters, string.Join(',', t.Breaks), t.IsName)))
        {
            if (!_byFirst.TryGetValue(term.Letters[0], out var list)) _byFirst[term.Letters[0]] = list = [];
            list.Add(term);
        }
        _phones = phones.ToFrozenSet(StringComparer.Ordinal);
        _longestPhone = _phones.Count == 0 ? 0 : _phones.Max(p => p.Length);
        BirthDate = birthDate;
    }

    /// <summary>The client's birth date.</summary>
    public DateOnly BirthDate { get; }

    /// <summary>
    /// The terms of <paramref name="dossier"/>. Of the name every part of three letters or more, tussenvoegsels apart, and the whole; of the address
    /// street, street with number, postcode and town. Empty fields give no term.
    /// </summary>
    public static DossierTerms Of(Dossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var client = dossier.Client;
        return new(
            [.. Names(client.Name), .. Address(client.Address), Term.Of(client.Email), Term.Of(dossier.Number)],
            Phones(client.Phone),
            client.BirthDate);
    }

    internal IEnumerable<Span> In(FoldedText text)
    {
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text.Words[i];
            if (_byFirst.TryGetValue(text.Folded[word.From], out var terms))
            {
                foreach (var term in terms)
                {
                    if (term.End(text, i) is { } end) yield return new(word.Start, end);
                }
            }
            if (word.Digits && _longestPhone > 0 && PhoneEnd(text, i) is { } phoneEnd) yield return new(PhoneNumbers.Start(text, word), phoneEnd);
        }
    }

    private int? PhoneEnd(FoldedText text, int first)
    {
        for (var last = first; last < text.Words.Count && text.Words[last].Digits; last++)
        {
            if (last > first && !Gap.Joins(text.GapAfter(last - 1), "()/")) return null;
            var digits = text.Words[last].To - text.Words[first].From;
            if (digits > _longestPhone) return null;
            if (_phones.Contains(text.Folded.Slice(text.Words[first].From, digits).ToString())) return text.Words[last].End;
        }
        return null;
    }

    private static IEnumerable<Term> Names(string name)
    {
        yield return Term.Of(name);
        var pieces = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length > 2) yield return Term.Of(string.Join(' ', pieces[1..]), atLeast: ShortestName);
        foreach (var piece in pieces)
        {
            if (Whole(piece)) yield return Term.Of(piece, isName: true, atLeast: ShortestName);
            var folded = FoldedText.Of(piece);
            if (folded.Words.Count < 2) continue;
            foreach (var word in folded.Words)
            {
                var part = piece[word.Start..word.End];
                if (Whole(part)) yield return Term.Of(part, isName: true, atLeast: ShortestName);
            }
        }

        static bool Whole(string piece) => !Particles.Contains(FoldedText.Of(piece).Folded.ToString());
    }

    private static IEnumerable<Term> Address(string address)
    {
        var text = FoldedText.Of(address);
        var words = text.Words;
        int postcode = -1;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i].Digits && words[i].Size == 4 && !words[i + 1].Digits && words[i + 1].Size == 2 && text.GapAfter(i).Length <= 1) postcode = i;
        }
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        // Without a postcode the comma parts street from town; without either it is all street.
        var streetEnd = postcode >= 0 ? postcode : comma >= 0 ? words.FindIndex(w => w.Start > comma) : words.Count;
        if (streetEnd < 0) streetEnd = words.Count;
        var townStart = postcode >= 0 ? postcode + 2 : streetEnd;

        if (postcode >= 0) yield return Term.Of(Between(postcode, postcode + 2));
        if (townStart < words.Count) yield return Term.Of(Between(townStart, words.Count), atLeast: ShortestName);
        if (streetEnd == 0) yield break;

        // The house number is the first number behind a letter: "2e Dorpsstraat 12a".
        var firstLetters = words.FindIndex(0, streetEnd, w => !w.Digits && w.Size > 2);
        var number = firstLetters < 0 ? -1 : words.FindIndex(firstLetters, streetEnd - firstLetters, w => w.Digits);
        if (number < 0)
        {
            yield return Term.Of(Between(0, streetEnd), atLeast: ShortestName);
            yield break;
        }
        var (street, house) = (Between(0, number), Between(number, number + 1));
        yield return Term.Of(street, atLeast: ShortestName);
        yield return Term.Of(street + " " + house);
        yield return Term.Of(house + " " + street);
        if (number + 1 < streetEnd)
        {
            house = Between(number, streetEnd);
            yield return Term.Of(street + " " + house);
            yield return Term.Of(house + " " + street);
        }

        string Between(int first, int next) => address[words[first].Start..words[next - 1].End];
    }

    private static IEnumerable<string> Phones(string phone)
    {
        var digits = new StringBuilder();
        foreach (var c in phone + ";")
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (!Gap.IsBlank(c) && !Gap.IsDash(c) && c is not ('.' or '(' or ')' or '+'))
            {
                var written = digits.ToString();
                digits.Clear();
                if (written.Length < ShortestPhone) continue;
                yield return written;
                foreach (var country in new[] { "00310", "0031", "310", "31", "0" })
                {
                    if (!written.StartsWith(country, StringComparison.Ordinal) || written.Length - country.Length != 9) continue;
                    var local = written[country.Length..];
                    foreach (var start in new[] { "", "0", "31", "310", "0031", "00310" }) yield return start + local;
                    break;
                }
            }
        }
    }

    /// <summary>Folded letters and digits in a row, the places where the dossier breaks them into words, and whether "Annes" counts as "Anne".</summary>
    private sealed record Term(string Letters, int[] Breaks, bool IsName)
    {
        public static Term Of(string value, bool isName = false, int atLeast = 1)
        {
            var text = FoldedText.Of(value);
            return text.Folded.Length < atLeast ? new("", [], isName) : new(text.Folded.ToString(), [.. text.Words.Select(w => w.To)], isName);
        }

        /// <summary>Where in the text the term ends that begins at word <paramref name="first"/>; null when it does not stand there as whole words.</summary>
        public int? End(FoldedText text, int first)
        {
            var from = text.Words[first].From;
            if (!text.Folded[from..].StartsWith(Letters)) return null;
            for (var last = first; ; last++)
            {
                var read = text.Words[last].To - from;
                if (read == Letters.Length) return text.Words[last].End;
                if (read > Letters.Length)
                {
                    var possessive = IsName && last == first && read == Letters.Length + 1 && text.Folded[from + Letters.Length] == 's';
                    return possessive ? text.Words[last].End : null;
                }
                var gap = text.GapAfter(last);
                if (!Gap.InsideWord(gap) && !(Gap.OneLine(gap) && Breaks.Contains(read))) return null;
            }
        }
    }
}
