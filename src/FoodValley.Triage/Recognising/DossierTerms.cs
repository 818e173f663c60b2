using System.Collections.Frozen;
using System.Text;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Recognising;

/// <summary>What is known about a client and those around it: the input of a look-up. Every part may be empty.</summary>
/// <param name="Names">Names of the client and of relatives.</param>
/// <param name="Addresses">Street, number, postcode and town in one text each.</param>
/// <param name="BirthDate">Null when unknown.</param>
/// <param name="Numbers">Dossier, client and citizen service numbers.</param>
/// <param name="Phones">Telephone numbers.</param>
/// <param name="Emails">E-mail addresses.</param>
public sealed record KnownValues(
    IReadOnlyList<string> Names, IReadOnlyList<string> Addresses, DateOnly? BirthDate, IReadOnlyList<string> Numbers, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails);

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
    private readonly FrozenSet<string> _initials;
    private readonly int _longestPhone;

    private DossierTerms(IEnumerable<Term> terms, IEnumerable<string> phones, DateOnly? birthDate, IEnumerable<string> initials)
    {
        _initials = initials.ToFrozenSet(StringComparer.Ordinal);
        foreach (var term in terms.Where(t => t.Letters.Length > 0).DistinctBy(t => (t.Letters, string.Join(',', t.Breaks), t.IsName)))
        {
            if (!_byFirst.TryGetValue(term.Letters[0], out var list)) _byFirst[term.Letters[0]] = list = [];
            list.Add(term);
        }
        _phones = phones.ToFrozenSet(StringComparer.Ordinal);
        _longestPhone = _phones.Count == 0 ? 0 : _phones.Max(p => p.Length);
        BirthDate = birthDate;
    }

    /// <summary>The client's birth date; null when unknown.</summary>
    public DateOnly? BirthDate { get; }

    /// <summary>
    /// The terms of <paramref name="dossier"/>. Of the name every part of three letters or more, tussenvoegsels apart, and the whole; of the address
    /// street, street with number, postcode and town. Empty fields give no term.
    /// </summary>
    public static DossierTerms Of(Dossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var client = dossier.Client;
        return From(new KnownValues([client.Name], [client.Address], client.BirthDate, [dossier.Number], [client.Phone], [client.Email]));
    }

    /// <summary>The terms of values that come from elsewhere, taken apart in the same way.</summary>
    public static DossierTerms From(KnownValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(
            [
                .. values.Names.SelectMany(Names), .. values.Addresses.SelectMany(Address),
                .. values.Emails.Select(email => Term.Of(email, MarkKind.Email)), .. values.Numbers.Select(number => Term.Of(number, MarkKind.CaseNumber)),
            ],
            values.Phones.SelectMany(Phones),
            values.BirthDate,
            values.Names.SelectMany(Initials));
    }

    internal IEnumerable<Span> In(Reading reading)
    {
        var text = reading.Text;
        for (var i = 0; i < text.Words.Length; i++)
        {
            var word = text.Words[i];
            if (_byFirst.TryGetValue(text.Folded[word.From], out var terms))
            {
                foreach (var term in terms)
                {
                    if (term.End(text, i) is { } end && (!term.IsName || !word.Has(Known.Common) || end > word.End || LikeName(reading, i, term)))
                        yield return new Span(word.Start, end).Of(term.Looks);
                    else if (term.IsName && !word.Digits && (!word.Has(Known.Common) || (word.Capital && term.Given && term.Pet(text.Of(word)))) && term.Resembles(text.Of(word), word.Capital))
                        yield return new Span(word.Start, word.End).Of(MarkKind.Person);
                }
            }
            if (word.Capitals && !reading.Shout(i) && word.Size is 2 or 3 && _initials.Contains(text.Of(word).ToString())) yield return new Span(word.Start, word.End).Of(MarkKind.Person);
            if (word.Digits && _longestPhone > 0 && PhoneEnd(text, i) is { } phoneEnd) yield return new Span(PhoneNumbers.Start(text, word), phoneEnd).Of(MarkKind.Phone);
        }
    }

    /// <summary>A part of a name that is also a word ("roos", "bos") counts where it stands like a name.</summary>
    private static bool LikeName(Reading text, int i, Term term)
    {
        if (i > 0 && !text.Begins(i) && text.Is(i - 1, Cues.Articles)) return false;
        if (text.Capital(i)) return !text.Begins(i) || term.Given || (i + 1 < text.Count && (text.Is(i + 1, Cues.Verbs) || text.Folded(i + 1) is "zelf" or "junior" or "senior"));
        if (i > 0 && (text.Is(i - 1, Cues.Titles) || text.Is(i - 1, Cues.Relations))) return true;
        if (!term.Given) return false;
        return (i > 0 && text.Is(i - 1, Cues.Companions)) || (i + 1 < text.Count && text.Is(i + 1, Cues.Verbs)) || text.Shout(i);
    }

    private int? PhoneEnd(FoldedText text, int first)
    {
        for (var last = first; last < text.Words.Length && text.Words[last].Digits; last++)
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
        yield return Term.Of(name, MarkKind.Person);
        var pieces = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length > 2) yield return Term.Of(string.Join(' ', pieces[1..]), MarkKind.Person, atLeast: ShortestName);
        // "jw bos", "j.w. bos": initials before the surname; "jan bos": the first given name with it.
        var given = pieces.TakeWhile((piece, at) => at < pieces.Length - 1 && Whole(piece)).SelectMany(piece => piece.Split('-', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (given.Count > 0)
        {
            var surname = string.Join(' ', pieces.SkipWhile((piece, at) => at < pieces.Length - 1 && Whole(piece)));
            var letters = string.Concat(given.Select(piece => piece[..1]));
            yield return Term.Of(letters + " " + surname, MarkKind.Person, atLeast: ShortestName + 1);
            yield return Term.Of(string.Join('.', letters.ToCharArray()) + " " + surname, MarkKind.Person, atLeast: ShortestName + 1);
            yield return Term.Of(given[0] + " " + surname, MarkKind.Person, atLeast: ShortestName + 1);
        }
        foreach (var (at, piece) in pieces.Index())
        {
            var first = at < Math.Max(1, pieces.Length - 1);
            if (Whole(piece)) yield return Term.Of(piece, MarkKind.Person, isName: true, given: first, atLeast: ShortestName);
            var folded = FoldedText.Of(piece);
            if (folded.Words.Length < 2) continue;
            foreach (var word in folded.Words)
            {
                var part = piece[word.Start..word.End];
                if (Whole(part)) yield return Term.Of(part, MarkKind.Person, isName: true, given: first, atLeast: ShortestName);
            }
        }

        static bool Whole(string piece) => !Particles.Contains(FoldedText.Of(piece).Folded.ToString());
    }

    /// <summary>"JP" of Jean-Pierre, "svo" of Sofie van Ommeren.</summary>
    private static IEnumerable<string> Initials(string name)
    {
        var words = FoldedText.Of(name).Words.Where(w => !w.Digits).ToList();
        if (words.Count is < 2 or > 5) yield break;
        yield return string.Concat(words.Select(w => name[w.Start])).ToLowerInvariant();
        yield return string.Concat(words.Where(w => char.IsUpper(name[w.Start])).Select(w => name[w.Start])).ToLowerInvariant();
        yield return string.Concat(words.Take(2).Where(w => char.IsUpper(name[w.Start])).Select(w => name[w.Start])).ToLowerInvariant();
    }

    private static IEnumerable<Term> Address(string address)
    {
        var text = FoldedText.Of(address);
        var words = text.Words;
        int postcode = -1;
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i].Digits && words[i].Size == 4 && !words[i + 1].Digits && words[i + 1].Size == 2 && text.GapAfter(i).Length <= 1) postcode = i;
        }
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        // Without a postcode the comma parts street from town; without either it is all street.
        var streetEnd = postcode >= 0 ? postcode : comma >= 0 ? Array.FindIndex(words, w => w.Start > comma) : words.Length;
        if (streetEnd < 0) streetEnd = words.Length;
        var townStart = postcode >= 0 ? postcode + 2 : streetEnd;

        if (postcode >= 0) yield return Term.Of(Between(postcode, postcode + 2), MarkKind.Postcode);
        if (townStart < words.Length) yield return Term.Of(Between(townStart, words.Length), MarkKind.Place, atLeast: ShortestName);
        if (streetEnd == 0) yield break;

        // The house number is the first number behind a letter: "2e Dorpsstraat 12a".
        var firstLetters = Array.FindIndex(words, 0, streetEnd, w => !w.Digits && w.Size > 2);
        var number = firstLetters < 0 ? -1 : Array.FindIndex(words, firstLetters, streetEnd - firstLetters, w => w.Digits);
        if (number < 0)
        {
            yield return Term.Of(Between(0, streetEnd), MarkKind.Address, atLeast: ShortestName);
            yield break;
        }
        var (street, house) = (Between(0, number), Between(number, number + 1));
        yield return Term.Of(street, MarkKind.Address, atLeast: ShortestName);
        // "limburg stirumstraat" of the Van Limburg Stirumstraat.
        var skip = 0;
        while (skip < number - 1 && Particles.Contains(text.Of(words[skip]).ToString())) skip++;
        if (skip > 0) yield return Term.Of(Between(skip, number), MarkKind.Address, atLeast: ShortestName + 2);
        yield return Term.Of(street + " " + house, MarkKind.Address);
        yield return Term.Of(house + " " + street, MarkKind.Address);
        if (number + 1 < streetEnd)
        {
            house = Between(number, streetEnd);
            yield return Term.Of(street + " " + house, MarkKind.Address);
            yield return Term.Of(house + " " + street, MarkKind.Address);
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
    private sealed record Term(string Letters, int[] Breaks, MarkKind Looks, bool IsName, bool Given)
    {
        private const int LongEnoughForTypos = 6;

        public static Term Of(string value, MarkKind looks, bool isName = false, bool given = false, int atLeast = 1)
        {
            var text = FoldedText.Of(value);
            return text.Folded.Length < atLeast ? new("", [], looks, isName, given) : new(text.Folded.ToString(), [.. text.Words.Select(w => w.To)], looks, isName, given);
        }

        /// <summary>One typing error from six letters; a pet form ("Sofietje", "Abdi" of Abdullahi) of a given name.</summary>
        public bool Resembles(ReadOnlySpan<char> word, bool capital)
        {
            if (Letters.Length < ShortestName || word.Length < ShortestName) return false;
            if (Pet(word)) return true;
            if (Given && capital && word.Length >= ShortestName + 1 && Letters.Length >= 6 && Letters.AsSpan().StartsWith(word)) return true;
            if (Given && capital && Letters.Length >= 5 && word.Length >= 4 && word[^1] is 'y' or 'i' && Letters.AsSpan().StartsWith(word[..^1])) return true;
            if (Letters.Length >= LongEnoughForTypos - 1 && word.Length >= LongEnoughForTypos && OneApart(Letters, word)) return true;
            return Letters.Length >= LongEnoughForTypos && (word.Contains('y') || Letters.Contains('y', StringComparison.Ordinal))
                && Letters.Replace("ij", "y", StringComparison.Ordinal) == word.ToString().Replace("ij", "y", StringComparison.Ordinal);
        }

        public bool Pet(ReadOnlySpan<char> word) => word.StartsWith(Letters) && word[Letters.Length..] is "je" or "tje" or "pje" or "ke" or "ie" or "tjes" or "jes" or "lief";

        private static bool OneApart(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
        {
            if (Math.Abs(a.Length - b.Length) > 1) return false;
            var head = a.CommonPrefixLength(b);
            a = a[head..];
            b = b[head..];
            if (a.Length == b.Length) return a.Length == 0 || a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
            return a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
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
