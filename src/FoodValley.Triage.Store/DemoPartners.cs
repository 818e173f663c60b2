using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Store;

/// <summary>Invented address books to try the product with (HK-8b): some agreements have no date, no owner, or are not there at all.</summary>
internal static class DemoPartners
{
    private static readonly string[] Everywhere = ["gemeente-barneveld", "jeugdhulp-de-linde", "gemeente-ede"];

    private static readonly (string[] In, RecipientKind Kind, string Organisation, string Contact, string Phone, string Email, DateOnly? AgreedOn, string Owner, bool Ended)[] Book =
    [
        (["gemeente-barneveld", "gemeente-ede"], RecipientKind.Provider, "Jeugdhulp De Linde", "Aanmeldteam", "06-00000901", "aanmelden@linde.invalid", new(2025, 9, 1), "Inkoop jeugd", false),
        (["jeugdhulp-de-linde", "gemeente-ede"], RecipientKind.Municipality, "Gemeente Barneveld", "Team Jeugd Barneveld", "06-00000902", "jeugd@barneveld.invalid", new(2025, 9, 1), "Els Mulder", false),
        (["jeugdhulp-de-linde", "gemeente-barneveld"], RecipientKind.Municipality, "Gemeente Ede", "Team Jeugd Ede", "06-00000903", "jeugd@ede.invalid", new(2024, 3, 15), "", false),
        (Everywhere, RecipientKind.SafeHome, "Veilig Thuis De Vallei", "Meldteam", "06-00000904", "", new(2025, 1, 1), "Privacy officer", false),
        (Everywhere, RecipientKind.Police, "Politie, basisteam De Vallei", "Wijkagent jeugd", "06-00000905", "", null, "", false),
        (Everywhere, RecipientKind.School, "Basisschool De Klimroos", "Intern begeleider", "06-00000906", "ib@klimroos.invalid", new(2025, 8, 25), "Teamleider jeugd", false),
        (["gemeente-barneveld", "jeugdhulp-de-linde"], RecipientKind.Health, "Huisartsenpraktijk Het Veen", "", "06-00000907", "praktijk@hetveen.invalid", null, "", false),
        (["gemeente-barneveld"], RecipientKind.LocalTeam, "Wijkteam Voorthuizen", "Team opvoeden", "06-00000908", "", null, "Mark Jansen", false),
        (["gemeente-barneveld", "jeugdhulp-de-linde"], RecipientKind.Other, "Stichting Maatjes aan Huis", "Coördinator", "", "maatjes@voorbeeld.invalid", new(2022, 5, 2), "Teamleider jeugd", true),
    ];

    /// <summary>The address books of all demo organisations.</summary>
    internal static IEnumerable<PartnerRow> Rows(Chance chance) =>
        from entry in Book
        from organisation in entry.In
        select Partners.RowOf(organisation, new Partner(
            chance.Id(), entry.Kind, Partners.SectorOf(entry.Kind), entry.Organisation, entry.Contact, entry.Phone, entry.Email, entry.AgreedOn, entry.Owner, entry.Kind is RecipientKind.Provider or RecipientKind.Municipality ? "https://www.voorbeeld.invalid/acht-antwoorden" : "", 1, entry.Ended));
}
