using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Answers of an invented decision at level 2 that can be signed.</summary>
public static class Given
{
    public static Answers Ready(Guid dossier)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        return Answers.Empty with
        {
            Way = Way.Refer,
            Dossier = dossier,
            ReferKind = new(Level.Refer),
            Recipient = new(RecipientKind.Provider, "Team Aanmelding", "Jeugdhulp De Linde"),
            ClientPassesOn = new(PassOn.No, "De ouders vragen ons dit te doen, want bellen lukt hen nu niet."),
            HelpRequest = new("De ouders vragen hulp bij de onrust thuis na schooltijd."),
            Goal = new("Wij willen dat het thuis weer rustig is na school.", "De moeder", GoalSupport.Nobody, null, "Rust thuis is wat de ouders in de hulpvraag noemen."),
            Plan = new("Aanmelden bij het ambulante team en na zes weken samen kijken.",
                [new("Jeugdhulp De Linde, Team Aanmelding", "Zij geven de hulp thuis.", "Naam, telefoonnummer en het doel")], null),
            PlanAgreement = new(PlanAnswer.Yes, "Beide ouders", today.AddDays(-3), HowSaid.Orally),
            Capacity = new(Sector.Government, null),
            Ground = new(LegalGround.StatutoryTask) { Task = "Toeleiden naar jeugdhulp", Article = "artikel 2.3 Jeugdwet", TaskNeed = "Zonder naam en nummer kan het team geen afspraak maken." },
            ConsentStatus = new(ConsentStatus.NotAsked, null, null, null, null, "De wettelijke taak is de grond; de ouders weten ervan."),
            Purpose = new("Het gezin heeft hulp thuis nodig bij rust na schooltijd."),
            Items = new([ItemKind.Name, ItemKind.Contact, ItemKind.Purpose], "Om te weten om wie het gaat.", [ContactDetail.Phone], "Om een afspraak te maken.", "Om te weten welke hulp past.", []),
            Moment = new(today, today.AddDays(14)),
            Explained = new(["name", "phone", "purpose"]),
            Informed = new(true, null),
            Talked = new(true, "De moeder", today.AddDays(-3), TalkedHow.InPerson, null),
            Necessary = new("Het team kan zonder deze gegevens niet beginnen.", true, "Er gaat niets mee wat het doel niet dient."),
            Weighing = new("Het team helpt vaker gezinnen met deze vraag.", "Het gaat om drie gegevens en de ouders staan erachter.", "Zelf bellen is besproken en lukt nu niet.", "Minder dan dit kan niet."),
            ConsiderationsShared = new(true, null),
            Outcome = new(Outcome.Share, "De ouders vragen om deze hulp, het team kan die geven en er gaat niet meer mee dan nodig is."),
        };
    }
}
