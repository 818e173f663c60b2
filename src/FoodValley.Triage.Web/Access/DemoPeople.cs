using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Access;

/// <summary>The invented people of the demonstration, in the order of the sign-in page.</summary>
public sealed record DemoPeople(IReadOnlyList<Person> All)
{
    public static DemoPeople Invented { get; } = new(
    [
        Barneveld("sanne", "Sanne de Wit", Role.Caseworker),
        Barneveld("joris", "Joris Hoekstra", Role.Caseworker),
        Barneveld("mark", "Mark van Dalen", Role.TeamLead),
        Barneveld("lotte", "Lotte Brinkman", Role.TeamLead),
        Barneveld("fatima", "Fatima Bouzidi", Role.PrivacyOfficer),
        Barneveld("pieter", "Pieter Kuiper", Role.PrivacyOfficer),
        Barneveld("beheer", "Ineke Postma", Role.Administrator),
        DeLinde("amira", "Amira Haddad", Role.Caseworker),
        DeLinde("tom", "Tom Verhagen", Role.Caseworker),
        DeLinde("els", "Els Mulder", Role.TeamLead),
        DeLinde("daan", "Daan Schipper", Role.TeamLead),
        DeLinde("noor", "Noor Wiersma", Role.PrivacyOfficer),
        DeLinde("ruben", "Ruben Tiemessen", Role.PrivacyOfficer),
        new("bas", "Bas Olthof", Role.Caseworker, "gemeente-ede", "Gemeente Ede", Sector.Government, "team-ede", "Jeugdteam Ede"),
    ]);

    public Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);

    private static Person Barneveld(string id, string name, Role role) =>
        new(id, name, role, "gemeente-barneveld", "Gemeente Barneveld", Sector.Government, "team-barneveld", "Jeugdteam Barneveld");

    private static Person DeLinde(string id, string name, Role role) =>
        new(id, name, role, "jeugdhulp-de-linde", "Jeugdhulp De Linde", Sector.NonGovernment, "team-de-linde", "Team Ambulant");
}

/// <summary>Who belongs to this id of the sign-in provider; null for a stranger.</summary>
public delegate Task<Person?> FindPerson(string id, CancellationToken stop);
