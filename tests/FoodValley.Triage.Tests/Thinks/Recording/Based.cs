using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Tests.Thinks.Asking;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>The example's dossier with lines in it, and colleagues who were asked.</summary>
internal static class Based
{
    private static readonly DateOnly Day = new(2026, 5, 20);
    private static readonly Guid School = new("10000000-0000-4000-8000-000000000001");
    private static readonly RepresentativeNoted Mother = new(new("30000000-0000-4000-8000-000000000001"), "Moeder", RepresentativeRole.ParentWithCustody, "", "", "", [], null);

    /// <summary>The crammed answers with a recipient from the address book.</summary>
    public static Answers Answers { get; } = Example.Crammed with
    {
        Recipient = Example.Crammed.Recipient! with { RecipientPartner = School },
        Plan = Example.Crammed.Plan! with { Partners = [Example.Crammed.Plan!.Partners[0] with { PartnerPurpose = Example.Word("partnerPurpose") }] },
    };

    /// <summary>Every line has a number that is told by its words: what counts and what does not.</summary>
    private static readonly Written[] Lines =
    [
        new HelpRequestVersion("oud", "klant", null, Day),                                                                                // 1
        new HelpRequestVersion("nieuw", "klant", null, Day),                                                                              // 2
        new GoalVersion("doel", "klant", GoalSupport.Nobody, null, "volgt", Day),                                                         // 3
        Mother,                                                                                                                           // 4
        new PlanVersion("oud plan", []),                                                                                                  // 5
        new PlanAnswered(5, null, true, Day, HowSaid.Orally),                                                                             // 6: of the old plan
        new PlanVersion("plan", []),                                                                                                      // 7
        new PlanAnswered(7, Mother.Id, true, Day, HowSaid.Orally),                                                                        // 8
        new PlanAnswered(7, null, true, Day, HowSaid.Orally),                                                                             // 9
        new ConsentAnswered(School, "School", null, Answers.Items!.Listed(), "doel", null, true, Day, HowSaid.Orally, new(2026, 9, 1)),   // 10
        new ConsentAnswered(null, "", null, Answers.Items!.Listed(), "eigen werk", null, true, Day, HowSaid.Orally, new(2026, 9, 1)),     // 11: our own processing
    ];

    public static Signing On(Signing signing) => signing with
    {
        File = new CaseFile(Example.Dossier with { Version = Lines.Length }, [.. Lines.Select((l, at) => new DossierLine(at + 1, new DateTime(2026, 5, 20, 9, 0, 0, DateTimeKind.Utc), "sanne", "Sanne", l))]),
        Advice =
        [
            new(Guid.Empty, Guid.Empty, "Sanne", "fatima", "Fatima Voorbeeld", Role.PrivacyOfficer, "Mag dit?", new(2026, 5, 30, 8, 0, 0, DateTimeKind.Utc), "Ja, want.", new(2026, 5, 30, 9, 0, 0, 5, DateTimeKind.Utc)),
            new(Guid.Empty, Guid.Empty, "Sanne", "mark", "Mark Voorbeeld", Role.TeamLead, "En dit?", new(2026, 5, 30, 8, 1, 0, DateTimeKind.Utc), null, null),
        ],
    };
}
