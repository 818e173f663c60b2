namespace FoodValley.Triage.Recognising;

/// <summary>What a marked piece of text looks like. Serves IU-1-INF-a.</summary>
public enum MarkKind
{
    /// <summary>Eight or nine digits that pass the eleven test: a citizen service number.</summary>
    [Code("bsn")] Bsn,
    /// <summary>A bank account number whose check digits are right.</summary>
    [Code("iban")] Iban,
    /// <summary>An e-mail address.</summary>
    [Code("email")] Email,
    /// <summary>A telephone number.</summary>
    [Code("phone")] Phone,
    /// <summary>A Dutch postcode.</summary>
    [Code("postcode")] Postcode,
    /// <summary>A day with month and year.</summary>
    [Code("date")] Date,
    /// <summary>Equal to something in the chosen dossier.</summary>
    [Code("dossier")] Dossier,
}

/// <summary>A piece of text that may tell who it is about.</summary>
/// <param name="Start">Where it begins: UTF-16 index in the text as given.</param>
/// <param name="End">Where it has ended: the index after the last character.</param>
/// <param name="Fragment">The text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="MustGo">True: it has to be replaced. False: replace it or explain why it tells nobody who the client is (IU-1-INF-a).</param>
public sealed record Mark(int Start, int End, string Fragment, MarkKind Kind, bool MustGo);
