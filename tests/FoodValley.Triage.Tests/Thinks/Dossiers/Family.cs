using System.Globalization;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>An invented client with people around; what is said about them is written line by line.</summary>
internal static class Family
{
    public static readonly DateOnly Today = new(2026, 6, 15);
    public static readonly DateOnly Later = new(2026, 12, 31);
    public static readonly Guid School = new("10000000-0000-4000-8000-000000000001");
    public static readonly Guid Doctor = new("10000000-0000-4000-8000-000000000002");
    public static readonly Guid Part = new("20000000-0000-4000-8000-000000000001");

    public static readonly RepresentativeNoted Mother = Person(1, "Moeder", RepresentativeRole.ParentWithCustody);
    public static readonly RepresentativeNoted Father = Person(2, "Vader", RepresentativeRole.ParentWithCustody);
    public static readonly RepresentativeNoted Outside = Person(3, "Ouder zonder gezag", RepresentativeRole.ParentWithoutCustody);
    public static readonly RepresentativeNoted Guardian = Person(4, "Voogd", RepresentativeRole.Guardian);
    public static readonly RepresentativeNoted Mentor = Person(5, "Mentor", RepresentativeRole.Mentor);
    public static readonly RepresentativeNoted Curator = Person(6, "Curator", RepresentativeRole.Curator);
    public static readonly RepresentativeNoted Confidant = Person(7, "Vertrouwenspersoon", RepresentativeRole.Confidant);

    public static RepresentativeNoted Person(int number, string name, RepresentativeRole role) =>
        new(new Guid($"30000000-0000-4000-8000-{number:D12}"), name, role, "", "", "", [], null);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The dossier of a client born on a day, with these lines in it.</summary>
    public static CaseFile Of(DateOnly born, params IEnumerable<Written> lines) => new(
        new Dossier(Guid.Empty, "T-1", new Client("Klant", born, "", "", ""), "o", "t", "p", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
        [.. lines.Select((line, at) => new DossierLine(at + 1, new DateTime(2026, 6, 1, 12, 0, at % 60, DateTimeKind.Utc), "p", "Medewerker", line))]);

    /// <summary>The dossier of a client of this age today.</summary>
    public static CaseFile Aged(int age, params IEnumerable<Written> lines) => Of(Today.AddYears(-age), lines);

    public static CapacityJudged Judged(bool able) => new(able, "gedragswetenschapper", new DateOnly(2026, 1, 5), "gesprek");

    /// <summary>Yes or no to sharing a name with the school.</summary>
    public static ConsentAnswered Consent(Guid? giver, bool given = true, DateOnly? until = null, Guid? partner = null, Guid? part = null, string[]? data = null) =>
        new(partner ?? School, "School", part, data ?? ["name"], "begeleiding", giver, given, new DateOnly(2026, 6, 1), HowSaid.Orally, given ? until ?? Later : null);

    public static PlanVersion Plan(params Guid[] parts) => new("stappen", [.. parts.Select(p => new PlanPart(p, School, "School", "waarom", "naam", "begeleiding"))]);
}
