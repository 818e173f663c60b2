namespace FoodValley.Triage.Recognising;

/// <summary>Looks for what makes a text traceable to a person. A help, not a guarantee: the professional answers for the text (IU-1-INF-a, IU-1-INF-b).</summary>
public static class Recogniser
{
    /// <summary>
    /// The marks in <paramref name="text"/>, in order and never overlapping. What looks like a BSN or equals a value of the dossier must go; the rest
    /// is to be replaced or explained. Where two overlap, the one that must go stays, else the longer one. Takes any string, broken surrogates
    /// included, in time proportional to its length.
    /// </summary>
    /// <param name="text">The text as typed.</param>
    /// <param name="dossier">The values of the chosen dossier, or null when none was chosen.</param>
    public static IReadOnlyList<Mark> Find(string text, DossierTerms? dossier)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = FoldedText.Of(text);
        var found = new List<Span>();

        var ibans = AccountNumbers.In(text);
        var emails = EmailAddresses.In(text);
        var dates = Dates.In(folded);
        var phones = PhoneNumbers.In(folded, dates);
        found.AddRange(ibans.Select(at => at.As(MarkKind.Iban)));
        found.AddRange(emails.Select(at => at.As(MarkKind.Email)));
        found.AddRange(phones.Select(at => at.As(MarkKind.Phone)));
        found.AddRange(Postcodes.In(folded).Select(at => at.As(MarkKind.Postcode)));
        found.AddRange(CitizenNumbers.In(folded, ibans, dates, phones).Select(at => at.As(MarkKind.Bsn, mustGo: true)));
        foreach (var date in dates)
        {
            found.Add(dossier is not null && date.Readings.Contains(dossier.BirthDate)
                ? date.At.As(MarkKind.Dossier, mustGo: true)
                : date.At.As(MarkKind.Date));
        }
        if (dossier is not null) found.AddRange(dossier.In(folded).Select(at => at.As(MarkKind.Dossier, mustGo: true)));

        return Disjoint(found, text);
    }

    private static List<Mark> Disjoint(List<Span> found, string text)
    {
        var taken = new bool[text.Length];
        var marks = new List<Mark>();
        var strongestFirst = found.OrderByDescending(s => s.MustGo).ThenByDescending(s => s.Length).ThenBy(s => s.Start).ThenBy(s => s.Kind);
        foreach (var span in strongestFirst)
        {
            var room = taken.AsSpan(span.Start, span.Length);
            if (room.Contains(true)) continue;
            room.Fill(true);
            marks.Add(new(span.Start, span.End, text[span.Start..span.End], span.Kind, span.MustGo));
        }
        marks.Sort((a, b) => a.Start.CompareTo(b.Start));
        return marks;
    }
}

/// <summary>A stretch of the text before overlaps are settled.</summary>
internal readonly record struct Span(int Start, int End, MarkKind Kind = default, bool MustGo = false)
{
    public int Length => End - Start;

    public Span As(MarkKind kind, bool mustGo = false) => this with { Kind = kind, MustGo = mustGo };

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;

    public bool Holds(Span other) => Start <= other.Start && other.End <= End;
}
