using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Invented people, teams and clients to try the product with. Nobody here exists; the municipalities are only scenery.</summary>
public static class DemoData
{
    private const string Mark = "demo";

    /// <summary>
    /// Fills an empty database and marks it as a demo, in one transaction; false, and nothing written, when any organisation is there already.
    /// <paramref name="at"/>: UTC, the moment the dossiers are opened.
    /// </summary>
    public static async Task<bool> FillAsync(TriageDb db, Chance chance, DateTime at, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Organisations.AnyAsync(cancellationToken)) return false;
        // Tables one after the other: a batch of several kinds of rows has no order that the reader of a log could follow.
        foreach (var group in Rows(chance, at))
        {
            db.AddRange(group);
            await db.SaveChangesAsync(cancellationToken);
        }
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>True when this database holds invented data only.</summary>
    public static Task<bool> IsDemoAsync(TriageDb db, CancellationToken cancellationToken = default) =>
        db.StoreMarks.AnyAsync(m => m.Name == Mark && m.Value == "yes", cancellationToken);

    /// <summary>True when nobody and nothing is in the database yet.</summary>
    public static async Task<bool> IsEmptyAsync(TriageDb db, CancellationToken cancellationToken = default) =>
        !await db.Organisations.AnyAsync(cancellationToken);

    private static readonly Organisation[] Owners =
    [
        new("gemeente-barneveld", "Gemeente Barneveld", Sector.Government, Live: true),
        new("jeugdhulp-de-linde", "Jeugdhulp De Linde", Sector.NonGovernment, Live: true),
        new("gemeente-ede", "Gemeente Ede", Sector.Government, Live: true),
    ];

    private static readonly (string Id, string Organisation, string Name)[] Teams =
    [
        ("team-barneveld", "gemeente-barneveld", "Team Jeugd Barneveld"),
        ("team-ambulant", "jeugdhulp-de-linde", "Ambulant team"),
        ("team-ede", "gemeente-ede", "Team Jeugd Ede"),
    ];

    private static readonly (string Id, string Name, Role Role, string Team)[] People =
    [
        ("sanne", "Sanne de Wit", Role.Caseworker, "team-barneveld"),
        ("joris", "Joris van Dam", Role.Caseworker, "team-barneveld"),
        ("mark", "Mark Jansen", Role.TeamLead, "team-barneveld"),
        ("lotte", "Lotte Bakker", Role.TeamLead, "team-barneveld"),
        ("fatima", "Fatima Amrani", Role.PrivacyOfficer, "team-barneveld"),
        ("pieter", "Pieter Smit", Role.PrivacyOfficer, "team-barneveld"),
        ("beheer", "Bo Hermans", Role.Administrator, "team-barneveld"),
        ("amira", "Amira Haddad", Role.Caseworker, "team-ambulant"),
        ("tom", "Tom Visser", Role.Caseworker, "team-ambulant"),
        ("els", "Els Mulder", Role.TeamLead, "team-ambulant"),
        ("daan", "Daan de Boer", Role.TeamLead, "team-ambulant"),
        ("noor", "Noor Kaya", Role.PrivacyOfficer, "team-ambulant"),
        ("ruben", "Ruben Prins", Role.PrivacyOfficer, "team-ambulant"),
        ("bas", "Bas Vos", Role.Caseworker, "team-ede"),
    ];

    // Under 12, 12 to 15 and 16 or older, for consent differs with age (law B2). Numbers and addresses lead nowhere.
    private static readonly (string Responsible, string Number, string Name, int Age, string Phone, string Email, string Address)[] Clients =
    [
        ("sanne", "BAR-2026-0101", "Milan Verbeek", 9, "06-00000101", "ouders.verbeek@voorbeeld.invalid", "Voorbeeldweg 101, 0000 AA Barneveld"),
        ("sanne", "BAR-2026-0102", "Noa Lindeman", 14, "06-00000102", "noa.lindeman@voorbeeld.invalid", "Voorbeeldweg 102, 0000 AA Barneveld"),
        ("sanne", "BAR-2026-0103", "Zoë Kamphuis", 16, "06-00000103", "", "Voorbeeldweg 103, 0000 AA Voorthuizen"),
        ("joris", "BAR-2026-0104", "Sem Oosterbeek", 11, "", "ouders.oosterbeek@voorbeeld.invalid", "Voorbeeldweg 104, 0000 AA Kootwijkerbroek"),
        ("amira", "LIN-2026-0201", "Yara el Idrissi", 13, "06-00000201", "yara.idrissi@voorbeeld.invalid", "Proefstraat 201, 0000 BB Veenendaal"),
        ("amira", "LIN-2026-0202", "Finn Terpstra", 7, "06-00000202", "", "Proefstraat 202, 0000 BB Wageningen"),
        ("tom", "LIN-2026-0203", "Lieke van Rossum", 17, "06-00000203", "lieke.rossum@voorbeeld.invalid", "Proefstraat 203, 0000 BB Rhenen"),
        ("bas", "EDE-2026-0301", "Jayden Post", 15, "06-00000301", "", "Testlaan 301, 0000 CC Ede"),
    ];

    // Whoever must say yes for a client under 16 (law B2). Who is not named here has nobody yet: the pages say so.
    private static readonly (string Number, string Name, RepresentativeRole Role, string Phone, ShieldedPart[] Shielded, string? Why)[] Around =
    [
        ("BAR-2026-0101", "Rianne Verbeek", RepresentativeRole.ParentWithCustody, "06-00000111", [], null),
        ("BAR-2026-0101", "Gijs Verbeek", RepresentativeRole.ParentWithCustody, "06-00000112", [], null),
        ("BAR-2026-0102", "Marleen Lindeman", RepresentativeRole.ParentWithCustody, "06-00000113", [], null),
        ("BAR-2026-0102", "Ruud Lindeman", RepresentativeRole.ParentWithoutCustody, "", [ShieldedPart.Address, ShieldedPart.Recipients], "Noa en haar moeder willen niet dat hij weet waar zij wonen."),
        ("BAR-2026-0104", "Anke Oosterbeek", RepresentativeRole.Guardian, "06-00000114", [], null),
        ("LIN-2026-0201", "Samira el Idrissi", RepresentativeRole.ParentWithCustody, "06-00000211", [], null),
        ("LIN-2026-0201", "Karim el Idrissi", RepresentativeRole.ParentWithCustody, "06-00000212", [], null),
        ("LIN-2026-0202", "Joke Terpstra", RepresentativeRole.ParentWithCustody, "06-00000213", [], null),
        ("LIN-2026-0202", "Wim Terpstra", RepresentativeRole.ParentWithCustody, "06-00000214", [], null),
        ("EDE-2026-0301", "Petra Post", RepresentativeRole.ParentWithCustody, "06-00000311", [], null),
    ];

    // Complete, so that the invented organisations are live (HK-8z). Phone numbers lead nowhere.
    private static EightAnswers Answers(Organisation o) => new()
    {
        Tasks = o.Sector == Sector.Government ? "We helpen jeugdigen en gezinnen en regelen passende hulp." : "We geven hulp aan jeugdigen en gezinnen.",
        OtherUses = "voor tellingen zonder namen en voor de rekening",
        System = "FoodValley Triage", Country = "Nederland", Supplier = "Voorbeeldbeheer", PaperPlace = "het kantoor", Backups = "drie maanden",
        KeepLaw = "Jeugdwet", KeepYears = 20, OtherAccess = "de beheerder van het systeem, als dat nodig is", Reviewer = "de privacy officer", ReviewTerm = "elke maand",
        Billing = "een nummer, de soort hulp en de uren", RightsWhere = "aan de balie, met een brief of per telefoon",
        ComplaintName = "de klachtencommissie", ComplaintContact = "06-00000901", OfficerName = "Hanna Postma", OfficerContact = "06-00000902",
        AuthorityContact = "autoriteitpersoonsgegevens.nl", Confidant = "Een vertrouwenspersoon", Phone = "06-00000900",
    };

    private static IEnumerable<IEnumerable<object>> Rows(Chance chance, DateTime at)
    {
        var today = DateOnly.FromDateTime(at);
        var teamOf = People.ToDictionary(p => p.Id, p => p.Team);
        var organisationOf = Teams.ToDictionary(t => t.Id, t => t.Organisation);

        yield return Owners.SelectMany(Organisations.RowsOf);
        yield return Teams.Select(t => new TeamRow { Id = t.Id, OrganisationId = t.Organisation, Name = t.Name });
        yield return People.Select(p => new PersonRow { Id = p.Id, Name = p.Name, Role = p.Role.Code(), OrganisationId = organisationOf[p.Team], TeamId = p.Team });
        yield return Owners.Select(o => Organisations.RowOf(
            o.Id, 1,
            new ProtocolSetting("2026-1", new DateOnly(2026, 1, 1), o.Sector == Sector.Government
                ? [LegalGround.StatutoryTask, LegalGround.VitalInterest]
                : [LegalGround.Agreement, LegalGround.Consent, LegalGround.LegitimateInterest, LegalGround.VitalInterest]),
            "operator", at));
        yield return Owners.Select(o => new AnswerVersionRow
        {
            OrganisationId = o.Id, Number = 1, Date = new DateOnly(2026, 1, 1), Owner = "privacy officer", Body = Answers(o).ToJson(), ById = "operator", At = at,
        });
        // The last birthday was three months ago: the age stays what it says for as long as somebody tries the demo.
        var dossiers = Clients.Select(c => Caseload.RowOf(
            chance.Id(), organisationOf[teamOf[c.Responsible]], teamOf[c.Responsible], c.Responsible, c.Number,
            new Client(c.Name, today.AddYears(-c.Age).AddMonths(-3), c.Phone, c.Email, c.Address), at)).ToList();
        var around = dossiers.ToDictionary(d => d, d => Around.Where(a => a.Number == d.Number)
            .Select(a => (Written)new RepresentativeNoted(chance.Id(), a.Name, a.Role, a.Phone, "", "", a.Shielded, a.Why)).ToList());
        foreach (var dossier in dossiers) dossier.Version = around[dossier].Count;
        yield return dossiers;
        yield return dossiers.SelectMany(d => CaseFiles.RowsOf(d.Id, 0, d.ResponsibleId, People.First(p => p.Id == d.ResponsibleId).Name, at, around[d]));
        yield return DemoPartners.Rows(chance);
        yield return [new StoreMarkRow { Name = Mark, Value = "yes" }];
    }
}
