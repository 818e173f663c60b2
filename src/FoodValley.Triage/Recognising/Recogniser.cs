namespace FoodValley.Triage.Recognising;

/// <summary>Looks for what makes a text traceable to a person. A help, not a guarantee: the professional answers for the text (IU-1-INF-a, IU-1-INF-b).</summary>
public static class Recogniser
{
    private const int LabelReach = 24;
    private const int Few = 16;

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
        using var folded = FoldedText.Of(text);
        var found = new List<Span>();

        var emails = EmailAddresses.In(text);
        foreach (var at in emails) found.Add(at.As(MarkKind.Email));
        if (folded.HasDigits) Numbered(folded, dossier, found);
        OnTheWeb.In(folded, emails, found);
        CaseNumbers.In(folded, found);

        var reading = new Reading(folded, found);
        Places.Addresses(reading);
        Organisations.In(reading);
        Places.Towns(reading);
        Names.In(reading);

        if (dossier is not null) found.AddRange(Whole(found, [.. dossier.In(reading).OrderBy(s => s.Start)]));
        return Disjoint(found, text);
    }

    /// <summary>What has at least one digit.</summary>
    private static void Numbered(FoldedText folded, DossierTerms? dossier, List<Span> found)
    {
        var text = folded.Source;
        IReadOnlyList<Span> ibans = folded.Digits >= AccountNumbers.LeastDigits ? AccountNumbers.In(text) : [];
        var dates = Dates.In(folded);
        IReadOnlyList<Span> phones = folded.Digits >= PhoneNumbers.LeastDigits ? PhoneNumbers.In(folded, dates) : [];
        foreach (var at in ibans) found.Add(at.As(MarkKind.Iban));
        foreach (var at in phones) found.Add(at.As(MarkKind.Phone));
        if (folded.Digits >= Postcodes.LeastDigits)
            foreach (var at in Postcodes.In(folded)) found.Add(at.As(MarkKind.Postcode));
        if (folded.Digits >= CitizenNumbers.LeastDigits)
            foreach (var at in CitizenNumbers.In(folded, ibans, dates, phones)) found.Add(at.As(MarkKind.Bsn, mustGo: true));
        foreach (var date in dates)
        {
            found.Add(dossier?.BirthDate is { } born && date.Readings.Contains(born)
                ? date.At.Of(MarkKind.BirthDate)
                : date.At.As(Label(text, date.At.Start) ? MarkKind.BirthDate : MarkKind.Date));
        }
        foreach (var (at, month, day) in Dates.WithoutYear(folded, dates))
        {
            found.Add(dossier?.BirthDate is { } born && (born.Month, born.Day) == (month, day)
                ? at.Of(MarkKind.BirthDate)
                : at.As(Label(text, at.Start) ? MarkKind.BirthDate : MarkKind.Date));
        }
    }

    /// <summary>A value of the dossier inside something larger, a full address or name, takes all of it along: no half may stay behind.</summary>
    private static List<Span> Whole(List<Span> found, List<Span> terms)
    {
        var larger = found.Where(s => s.Kind is MarkKind.Email or MarkKind.Url or MarkKind.Handle or MarkKind.Address or MarkKind.Person).OrderBy(s => s.Start).ToList();
        var (whole, at) = (new List<Span>(terms.Count), 0);
        foreach (var term in terms)
        {
            while (at < larger.Count && larger[at].End <= term.Start) at++;
            whole.Add(at < larger.Count && larger[at].Holds(term) && larger[at].Length > term.Length ? term with { Start = larger[at].Start, End = larger[at].End } : term);
        }
        return whole;
    }

    /// <summary>True when the words just before say that a birth date follows.</summary>
    private static bool Label(string text, int start)
    {
        var from = Math.Max(0, start - LabelReach);
        while (from > 0 && from < start && char.IsLetter(text[from - 1]) && start - from < 2 * LabelReach) from--;
        using var before = FoldedText.Of(text[from..start]);
        return Array.Exists(before.Words, word => word.In(Cues.Born));
    }

    private static List<Mark> Disjoint(List<Span> found, string text)
    {
        if (found.Count == 0) return [];
        var marks = new List<Mark>(found.Count);
        if (found.Count > 1)
        {
            found.Sort(static (a, b) =>
            {
                var order = b.MustGo.CompareTo(a.MustGo);
                if (order == 0) order = b.Length.CompareTo(a.Length);
                if (order == 0) order = a.Start.CompareTo(b.Start);
                return order == 0 ? a.Kind.CompareTo(b.Kind) : order;
            });
        }
        // A few are compared with each other; of many every character remembers that it is taken, or it would take the square of the time.
        var taken = found.Count > Few ? new bool[text.Length] : null;
        foreach (var span in found)
        {
            if (taken is null ? Taken(marks, span) : taken.AsSpan(span.Start, span.Length).Contains(true)) continue;
            taken?.AsSpan(span.Start, span.Length).Fill(true);
            var mark = new Mark(span.Start, span.End, text[span.Start..span.End], span.Kind, span.MustGo) { Grade = span.Check && !span.MustGo ? Grade.Check : Grade.Certain };
            marks.Add(span.Kind == MarkKind.Dossier ? mark with { Looks = span.Looks } : mark);
        }
        if (marks.Count > 1) marks.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return marks;
    }

    private static bool Taken(List<Mark> marks, Span span)
    {
        foreach (var mark in marks)
        {
            if (mark.Start < span.End && span.Start < mark.End) return true;
        }
        return false;
    }
}

/// <summary>A stretch of the text before overlaps are settled.</summary>
internal readonly record struct Span(int Start, int End, MarkKind Kind = default, bool MustGo = false, bool Check = false, MarkKind Looks = MarkKind.Person)
{
    public int Length => End - Start;

    public Span As(MarkKind kind, bool mustGo = false) => this with { Kind = kind, MustGo = mustGo };

    /// <summary>This stretch as a value of the dossier.</summary>
    public Span Of(MarkKind looks) => this with { Kind = MarkKind.Dossier, MustGo = true, Looks = looks };

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;

    public bool Holds(Span other) => Start <= other.Start && other.End <= End;
}
