using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Informing;

/// <summary>In which words somebody is told: three forms of one text.</summary>
public enum ReaderForm
{
    /// <summary>The client of 12 to 15.</summary>
    [Code("y12")] Young,
    /// <summary>The client of 16 or older.</summary>
    [Code("y16")] Older,
    /// <summary>Who speaks for the client.</summary>
    [Code("par")] Parent,
}

/// <summary>What a reader may not come to know (HK-6d). Somebody behind a case shield is no reader at all.</summary>
/// <param name="Address">Where the client is: an address, and whoever receives, for that can give away a place.</param>
/// <param name="Contact">How the client can be reached.</param>
/// <param name="Recipients">Who receives.</param>
public sealed record Shield(bool Address, bool Contact, bool Recipients)
{
    /// <summary>True when anything is kept from this reader: then nothing about safety is told either.</summary>
    public bool Any => Address || Contact || Recipients;

    /// <summary>True when no recipient may be named: under an address shield every recipient is taken to give away a place.</summary>
    public bool HidesRecipients => Address || Recipients;
}

/// <summary>Somebody who gets a letter and an overview.</summary>
/// <param name="Representative">Who speaks for the client; null for the client.</param>
/// <param name="Name">As called.</param>
/// <param name="Form">In which words.</param>
/// <param name="Shield">What is kept from this reader.</param>
public sealed record Reader(Guid? Representative, string Name, ReaderForm Form, Shield Shield)
{
    /// <summary>The code of the client in an address.</summary>
    public const string Client = "client";

    /// <summary>As it stands in an address: no name.</summary>
    public string Code => Representative?.ToString("D") ?? Client;
}

/// <summary>
/// Who around a client gets a letter (decision matrix, ambiguity 24). Whoever is not in the list gets nothing, and nobody is told why: unknown, shielded
/// from everything, without custody, a child under 12, or a parent of somebody of 16 or older who did not agree (HK-6d).
/// </summary>
public static class Readers
{
    /// <summary>The readers on <paramref name="day"/>, the client first.</summary>
    /// <param name="file">The dossier as it stands now.</param>
    /// <param name="day">The day in the Netherlands.</param>
    /// <param name="shieldedFrom">From whom the safety decisions of this dossier shield something.</param>
    public static IReadOnlyList<Reader> Of(CaseFile file, DateOnly day, IReadOnlyList<ShieldedFrom> shieldedFrom)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(shieldedFrom);
        var age = file.Dossier.Client.AgeOn(day);
        var readers = new List<Reader>();
        if (age >= 12) readers.Add(new(null, file.Dossier.Client.Name, age < 16 ? ReaderForm.Young : ReaderForm.Older, new(false, false, false)));
        foreach (var person in file.Representatives)
        {
            if (!MayRead(file, person, age)) continue;
            var decided = shieldedFrom.Where(s => Meant(file, s.Person).Contains(person)).ToList();
            if (person.Shielded.Contains(ShieldedPart.Everything) || decided.Exists(s => s.ShieldCase)) continue;
            readers.Add(new(person.Id, person.Name, ReaderForm.Parent, new(
                person.Shielded.Contains(ShieldedPart.Address) || decided.Exists(s => s.ShieldAddress), person.Shielded.Contains(ShieldedPart.Contact), person.Shielded.Contains(ShieldedPart.Recipients))));
        }
        return readers;
    }

    /// <summary>The reader with this code; null when that is nobody's, or somebody gets nothing.</summary>
    public static Reader? Find(IReadOnlyList<Reader> readers, string code) => readers.FirstOrDefault(r => string.Equals(r.Code, code, StringComparison.OrdinalIgnoreCase));

    private static bool MayRead(CaseFile file, RepresentativeNoted person, int age) => age < 18
        ? person.Role is RepresentativeRole.ParentWithCustody or RepresentativeRole.Guardian && (age < 16 || Agreed(file, person.Id))
        : person.Role is RepresentativeRole.Mentor or RepresentativeRole.Curator && (file.Capacity is { Able: false } || Agreed(file, person.Id));

    private static bool Agreed(CaseFile file, Guid person) => file.All<LetterAgreed>().LastOrDefault(l => l.What.Representative == person) is { What.Agrees: true };

    // A decision names people in words. Who shares the most of them is meant; words that fit nobody here could mean anybody, so they hold for everybody.
    private static IReadOnlyList<RepresentativeNoted> Meant(CaseFile file, string words)
    {
        var shared = file.Representatives.Select(r => (Person: r, Count: Words(words).Intersect(Words(r.Name)).Count())).ToList();
        var most = shared.Max(s => s.Count);
        return [.. shared.Where(s => s.Count == most).Select(s => s.Person)];
    }

    private static HashSet<string> Words(string text) =>
        [.. text.ToUpperInvariant().Split([' ', ',', '.', '(', ')', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3 && w is not ("VAN" or "DEN" or "DER"))];
}
