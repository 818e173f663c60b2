using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Deciding;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// Work in progress for the invented caseworkers, so that a first look shows something: drafts, a decision on hold, signed decisions. Made through
/// the same rules and the same ledger as everybody's.
/// </summary>
public sealed class DemoWork(People people, Caseload caseload, Organisations organisations, Drafts drafts, Records records, ScreenText text, TimeProvider clock)
{
    /// <summary>Writes it, in Dutch; for a database that was filled a moment ago.</summary>
    public async Task WriteAsync()
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl-NL");
        try
        {
            var (sanne, amira) = (await WhoAsync("sanne"), await WhoAsync("amira"));
            await SignAsync(sanne, 0, Registration(Sector.Government, LegalGround.StatutoryTask));
            await SignAsync(sanne, 1, Waiting());
            await SignAsync(sanne, null, Consultation());
            await DraftAsync(sanne, 2, Registration(Sector.Government, LegalGround.StatutoryTask) with { Ground = null, ConsentStatus = null, Purpose = null, Items = null, Moment = null, Explained = null, Informed = null, Talked = null, Necessary = null, Weighing = null, ConsiderationsShared = null, Outcome = null });
            await DraftAsync(sanne, null, Consultation() with { ConsultText = null, Recognisable = null, ConsultReason = null });
            await SignAsync(amira, 0, Registration(Sector.NonGovernment, LegalGround.Consent));
            await DraftAsync(amira, 1, Registration(Sector.NonGovernment, LegalGround.Consent) with { Moment = null, Explained = null, Informed = null, Talked = null, Necessary = null, Weighing = null, ConsiderationsShared = null, Outcome = null });
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
    private DateOnly Today => DateOnly.FromDateTime(Desk.Local(Now));

    private async Task<(Person Person, IReadOnlyList<Dossier> Own)> WhoAsync(string id)
    {
        var person = await people.FindAsync(id) ?? throw new InvalidOperationException($"The demonstration has no {id}.");
        return (person, await caseload.OfAsync(person));
    }

    private Task<Draft> DraftAsync((Person Person, IReadOnlyList<Dossier> Own) who, int? client, Answers answers)
    {
        var dossier = client is { } at ? who.Own[at] : null;
        return drafts.StartAsync(new(who.Person, Now, ""), answers with { Dossier = dossier?.Id }, Rulebook.Current.Id, dossier?.Id);
    }

    private async Task SignAsync((Person Person, IReadOnlyList<Dossier> Own) who, int? client, Answers answers)
    {
        var draft = await DraftAsync(who, client, answers);
        var (act, dossier) = (new Act(who.Person, Now, ""), client is { } at ? who.Own[at] : null);
        var protocol = await organisations.ProtocolAsync(who.Person.OrganisationId);
        if (Decide.From(Rulebook.Current, new(protocol, true, who.Person.Sector, dossier, Today), draft.Answers) is not Decided.Ready { Decision: var decision })
            throw new InvalidOperationException("The demonstration signs what the rules refuse.");
        await records.SealAsync(
            act, draft.Id, draft.Version, RecordContent.Of(decision, new(act, Today, dossier, protocol, Rulebook.Current, key => text[key], English: false)),
            new(decision.Level, decision.Outcome, decision.Sector, decision.Ground, dossier?.Id, answers.Outcome?.HoldUntil, answers.Moment?.LastDay));
    }

    private static Answers Consultation() => new()
    {
        Way = Way.Consult,
        ConsultRecipient = new("gedragswetenschapper", "jeugdteam in een andere gemeente"),
        ConsultQuestion = new("Hoe praat ik met een jongere die niet naar school durft?"),
        ConsultText = new("Een tiener gaat al een tijd niet naar school. Thuis is het rustig. De tiener wil wel leren, maar durft de klas niet in.", []),
        Recognisable = new(Recognition.No),
        ConsultReason = new("Ik wil eerst weten welke aanpak past. Daarvoor is geen naam nodig."),
    };

    private Answers Registration(Sector sector, LegalGround ground)
    {
        var items = new ChosenItems([ItemKind.Name, ItemKind.Contact, ItemKind.Purpose], "Zonder naam kan de aanbieder geen afspraak maken.", [ContactDetail.Phone],
            "De aanbieder belt voor de eerste afspraak.", "Zo weet de aanbieder welke hulp past.", []);
        return new()
        {
            Way = Way.Refer,
            ReferKind = new(Level.Register),
            Recipient = new(RecipientKind.Provider, "Aanmeldteam", "Opvoedhulp De Brug"),
            ClientPassesOn = new(PassOn.No, "De moeder durft niet te bellen. We probeerden het samen. Zij vroeg of ik het doe."),
            HelpRequest = new("Hulp bij het slapen."),
            Goal = new("Weer een hele nacht doorslapen.", "de moeder en het kind", GoalSupport.Me, null, "De vraag gaat over slapen. Het doel is doorslapen."),
            Plan = new("We melden aan. Na zes weken kijken we samen hoe het gaat.", [new("Opvoedhulp De Brug", "Geeft de begeleiding thuis.", "Naam en telefoon, om een afspraak te maken.")], null),
            PlanAgreement = new(PlanAnswer.Yes, "de moeder en de vader", Today.AddDays(-4), HowSaid.Orally),
            Capacity = new(sector, null),
            Ground = ground == LegalGround.StatutoryTask
                ? new GroundChoice(ground) { Task = "Passende jeugdhulp regelen voor dit kind.", Article = "Jeugdwet artikel 2.3", TaskNeed = "Zonder naam en telefoon kan de hulp niet starten." }
                : new GroundChoice(ground),
            ConsentStatus = new(ConsentStatus.Given, "de moeder en de vader", Today.AddDays(-4), HowSaid.Orally, Today.AddDays(90), "Ik las de lijst voor. Zij haalden één punt weg. Ik vertelde dat de hulp ook bij ‘nee’ doorgaat."),
            Purpose = new("De klant vraagt hulp bij het slapen."),
            Items = items,
            Moment = new(Today, Today.AddDays(7)),
            Explained = new(items.Listed()),
            Informed = new(true, null),
            Talked = new(true, "de moeder", Today.AddDays(-4), TalkedHow.InPerson, null),
            Necessary = new("Zonder aanmelding begint de hulp niet.", true, "De aanbieder gebruikt de gegevens alleen voor de eerste afspraak."),
            Weighing = new("De aanbieder kan deze week bellen.", "Naam en telefoon zijn genoeg. De rest blijft hier.", "De moeder belt zelf.", "Zij durft dat nog niet. Minder dan naam en telefoon kan niet."),
            ConsiderationsShared = new(true, null),
            Outcome = new(Outcome.Share, "Het gezin wil deze hulp, en dit is het minste dat daarvoor nodig is."),
        };
    }

    private Answers Waiting() => new()
    {
        Way = Way.Refer,
        ReferKind = new(Level.Refer),
        Recipient = new(RecipientKind.Health, "Praktijkondersteuner", "Huisartsenpraktijk Het Plein"),
        ClientPassesOn = new(PassOn.Partly, "De jongere vertelt het verhaal. Wat er al is geprobeerd, zou ik doorgeven."),
        HelpRequest = new("Iemand om mee te praten over spanning."),
        Goal = new("Minder gespannen zijn voor een toets.", "de jongere", GoalSupport.Nobody, null, "De vraag gaat over spanning. Het doel is minder spanning."),
        Talked = new(true, "de jongere", Today.AddDays(-2), TalkedHow.Phone, null),
        ConsiderationsShared = new(true, null),
        Outcome = new OutcomeChoice(Outcome.Hold, "De jongere wil eerst zelf met de ouders praten.") { HoldReason = HoldReason.TalkFirst, HoldUntil = Today.AddDays(5) },
    };
}
