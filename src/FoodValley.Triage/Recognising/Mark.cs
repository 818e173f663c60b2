namespace FoodValley.Triage.Recognising;

/// <summary>What a marked piece of text looks like. Serves IU-1-INF-a.</summary>
public enum MarkKind
{
    /// <summary>Eight or nine digits that pass the eleven test, or that are called so: a citizen service number.</summary>
    [Code("bsn")] Bsn,
    /// <summary>A bank account number whose check digits are right.</summary>
    [Code("iban")] Iban,
    /// <summary>An e-mail address.</summary>
    [Code("email")] Email,
    /// <summary>A telephone number.</summary>
    [Code("phone")] Phone,
    /// <summary>A Dutch postcode.</summary>
    [Code("postcode")] Postcode,
    /// <summary>A day with month, with or without year.</summary>
    [Code("date")] Date,
    /// <summary>Equal to something in the chosen dossier.</summary>
    [Code("dossier")] Dossier,
    /// <summary>A date that is called a birth date.</summary>
    [Code("dob")] BirthDate,
    /// <summary>The name of a person.</summary>
    [Code("person")] Person,
    /// <summary>Initials of a person.</summary>
    [Code("initials")] Initials,
    /// <summary>A street, with or without a number.</summary>
    [Code("address")] Address,
    /// <summary>A town, village or quarter.</summary>
    [Code("place")] Place,
    /// <summary>An address on the web.</summary>
    [Code("url")] Url,
    /// <summary>A name on social media.</summary>
    [Code("handle")] Handle,
    /// <summary>A school, club, church, practice or firm by its name.</summary>
    [Code("org")] Organisation,
    /// <summary>A Dutch number plate.</summary>
    [Code("plate")] Plate,
    /// <summary>The number of a case, client or dossier.</summary>
    [Code("casenr")] CaseNumber,
}

/// <summary>How sure the recogniser is.</summary>
public enum Grade
{
    /// <summary>Identifying as it stands.</summary>
    [Code("certain")] Certain,
    /// <summary>May be identifying: a person has to look.</summary>
    [Code("check")] Check,
}

/// <summary>A piece of text that may tell who it is about.</summary>
/// <param name="Start">Where it begins: UTF-16 index in the text as given.</param>
/// <param name="End">Where it has ended: the index after the last character.</param>
/// <param name="Fragment">The text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Kind">What it looks like. The reason in Dutch and English is the screen text <c>mark.</c> with this code.</param>
/// <param name="MustGo">True: it has to be replaced. False: replace it or explain why it tells nobody who the client is (IU-1-INF-a).</param>
public sealed record Mark(int Start, int End, string Fragment, MarkKind Kind, bool MustGo)
{
    /// <summary>How sure; what must go is always certain.</summary>
    public Grade Grade { get; init; } = Grade.Certain;

    /// <summary>For something from the dossier what it is there: a person, an address, a number. Otherwise <see cref="Kind"/>.</summary>
    public MarkKind Looks { get; init; } = Kind;
}
