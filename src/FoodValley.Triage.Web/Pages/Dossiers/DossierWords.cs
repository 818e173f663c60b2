using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What stands in a dossier, in the words of the screen.</summary>
public sealed class DossierWords(ScreenText text, Transcript transcript, CaseFile file)
{
    private const string Extra = "extra: ";

    /// <summary>The data that consent may be asked for, in the order of the screens; anything else is in words.</summary>
    public static readonly IReadOnlyList<string> Listed = ["name", "phone", "email", "address", "purpose"];

    /// <summary>How something beyond the list is kept.</summary>
    public static string ExtraOf(string words) => Extra + words;

    public string Day(DateOnly? day) => day is { } known ? transcript.Day(known) : "";

    public string Moment(DateTime utc) => Desk.Local(utc).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture);

    public string Item(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.StartsWith(Extra, StringComparison.Ordinal) ? item[Extra.Length..] : text["dossier-data." + item];
    }

    public string Items(IEnumerable<string> items) => string.Join(", ", items.Select(Item));

    public string Partner(ConsentAnswered consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return consent.Partner is null ? text["dossier-consents.own"] : consent.PartnerName;
    }

    public string Role(RepresentativeRole role) => text["representative-role." + role.Code()];

    public string How(HowSaid how) => text["said-how." + how.Code()];

    public string Shielded(IEnumerable<ShieldedPart> parts) => string.Join(", ", parts.Select(p => text["shielded." + p.Code()]));

    /// <summary>Name and capacity of whoever spoke, also when that person speaks for the client no longer.</summary>
    public string Who(Guid? giver)
    {
        if (giver is not { } id) return text["giver.client", ("name", file.Dossier.Client.Name)];
        return file.All<RepresentativeNoted>().LastOrDefault(r => r.What.Id == id) is { What: var person } ? $"{person.Name} ({Role(person.Role)})" : text["dossier-words.somebody"];
    }

    /// <summary>
    /// Who this is among those whose yes is needed: the client, or the capacity with a number when several have it – "Ouder 2 met gezag: Fatima".
    /// </summary>
    public string Among(Giver giver, Position position)
    {
        ArgumentNullException.ThrowIfNull(giver);
        ArgumentNullException.ThrowIfNull(position);
        if (giver.Role is not { } role) return Sentence(text["giver-among.client", ("name", giver.Name)]);
        var same = position.Givers.Where(g => g.Giver.Role == role).ToList();
        return Sentence(same.Count == 1
            ? text["giver-among.one", ("role", Role(role)), ("name", giver.Name)]
            : text["giver-among.several." + role.Code(), ("number", same.FindIndex(g => g.Giver == giver) + 1), ("name", giver.Name)]);
    }

    /// <summary>What is missing, one precise sentence for each person (law B2).</summary>
    public IEnumerable<string> Missing(Position position)
    {
        ArgumentNullException.ThrowIfNull(position);
        IEnumerable<string> unknown = position.NobodyMaySayYes ? [Nobody] : [];
        return unknown.Concat(position.Missing.Select(m => text["missing." + m.Status.Code(), ("who", Among(m.Giver, position)), ("date", Day(m.Status == ConsentStatus.Expired ? m.Until ?? m.On : m.On))]));
    }

    /// <summary>Nobody is known who may say yes: who it could be depends on age.</summary>
    public string Nobody => text[file.Dossier.Client.AgeOn(Today) < 18 ? "missing.nobody-child" : "missing.nobody-adult"];

    /// <summary>The day that ages and ends count on.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The rule of who must say yes, for this age and this judgement.</summary>
    public string WhoMustSayYes => text["who-must." + (file.Dossier.Client.AgeOn(Today), file.Capacity is { Able: false }) switch
    {
        ( < 12, _) => "under-12",
        ( < 18, true) => "unable-child",
        (_, true) => "unable-adult",
        ( < 16, _) => "12-15",
        _ => "16-plus",
    }];

    /// <summary>One line of the dossier as a sentence.</summary>
    public string Sentence(DossierLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Sentence(line.What switch
        {
            HelpRequestVersion w => text["line.help-request", ("version", Version<HelpRequestVersion>(line)), ("words", w.Words), ("by", w.SaidBy), ("on", Day(w.On))],
            GoalVersion w => text["line.goal", ("version", Version<GoalVersion>(line)), ("words", w.Words), ("by", w.ByWhom), ("on", Day(w.On))],
            ChangeProposed w => text["line.change-proposed", ("words", w.Words), ("why", w.Why), ("on", Day(w.On))],
            ChangeAnswered w => text["line.change-answered." + w.Answer.Code(), ("by", w.SaidBy), ("on", Day(w.On))] + (w.Words is null ? "" : $" ‘{w.Words}’"),
            PlanVersion w => text["line.plan", ("version", Version<PlanVersion>(line)), ("partners", w.Parts.Count == 0 ? text["line.plan-alone"] : string.Join(", ", w.Parts.Select(p => p.Name)))],
            PlanAnswered w => text[w.Agrees ? "line.plan-agreed" : "line.plan-not-agreed", ("who", Who(w.Giver)), ("version", VersionOf<PlanVersion>(w.Plan)), ("on", Day(w.On)), ("how", How(w.How))],
            PlanCopied w => text["line.plan-copied", ("to", w.To), ("version", VersionOf<PlanVersion>(w.Plan)), ("on", Day(w.On))],
            ConsentAnswered { Given: true } w => text["line.consent-given", ("who", Who(w.Giver)), ("on", Day(w.On)), ("how", How(w.How)), ("partner", Partner(w)), ("data", Items(w.Data)), ("purpose", w.Purpose), ("until", Day(w.Until))],
            ConsentAnswered w => text["line.consent-refused", ("who", Who(w.Giver)), ("on", Day(w.On)), ("how", How(w.How)), ("partner", Partner(w)), ("data", Items(w.Data)), ("purpose", w.Purpose)],
            ConsentWithdrawn w => About("line.consent-withdrawn", w.Consent, ("on", Day(w.On)), ("how", How(w.How))),
            ConsentVoided w => About("line.consent-voided", w.Consent, ("why", w.Why)),
            RepresentativeNoted w => text[file.All<RepresentativeNoted>().First(r => r.What.Id == w.Id).Number == line.Number ? "line.person-new" : "line.person-changed", ("name", w.Name), ("role", Role(w.Role))]
                + (w.Shielded.Count == 0 ? "" : " " + text["line.person-shielded", ("parts", Shielded(w.Shielded)), ("why", w.ShieldedWhy)]),
            RepresentativeEnded w => text["line.person-ended", ("who", Who(w.Id)), ("on", Day(w.On)), ("why", w.Why)],
            CapacityJudged w => text[w.Able ? "line.capacity-able" : "line.capacity-unable", ("by", w.JudgedBy), ("on", Day(w.On)), ("why", w.Why)],
            ReferralReceived w => text["line.referral", ("from", w.From), ("organisation", w.Organisation), ("on", Day(w.On)), ("question", w.Question)],
            PresenceNoted w => text["line.presence", ("on", Day(w.On)), ("present", w.Present)] + (w.Note is null ? "" : " " + w.Note),
            FilePlaced w => text["line.file", ("form", text["file-form." + w.Form.Code()]), ("reference", w.Reference)],
            ClientChanged w => text["line.client-changed", ("fields", string.Join(", ", w.Fields.Select(f => text["client-field." + f])))],
            HandedOver w => text["line.handed-over", ("from", w.FromName), ("to", w.ToName), ("why", w.Why)],
            LetterAgreed w => text[w.Agrees ? "line.letter-agreed" : "line.letter-refused", ("who", Who(w.Representative)), ("on", Day(w.On)), ("how", How(w.How))],
            LetterChecked w => text["line.letter-checked", ("who", Who(w.Reader))],
            NotesDestroyed w => text["line.notes-destroyed", ("number", w.Leaf + 1)],
            OverviewChecked w => text["line.overview-checked", ("who", Who(w.Reader)), ("on", Day(w.On))],
            ClientInformed { Told: true } w => text["line.client-informed", ("on", Day(w.On)), ("by", w.By), ("how", w.How is { } how ? text["informed-how." + how.Code()] : "")] + (w.Said is null ? "" : $" ‘{w.Said}’"),
            ClientInformed w => text["line.client-waits", ("by", w.By), ("again", Day(w.LookAgain))] + (w.Said is null ? "" : " " + w.Said),
            RequestReceived w => text["line.request", ("who", Who(w.By)), ("on", Day(w.On)), ("about", text["request.kind." + w.About.Code()]), ("words", w.Words)],
            RequestPaused w => text["line.request-paused", ("on", Day(w.On))],
            RequestResumed w => text["line.request-resumed", ("on", Day(w.On))],
            RequestExtended w => text["line.request-extended", ("on", Day(w.On)), ("why", w.Why)],
            RequestDecided w => text["line.request-decided", ("on", Day(w.On)), ("outcome", text["request.outcome." + w.Outcome.Code()]), ("why", w.Why)],
            var other => throw new InvalidOperationException($"No words for {other.GetType().Name}."),
        });
    }

    private string About(string key, int consent, params (string, object?)[] more) => file.Consents.FirstOrDefault(c => c.Number == consent) is { What: var given }
        ? text[key, [("who", Who(given.Giver)), ("partner", Partner(given)), ("data", Items(given.Data)), .. more]] : text["dossier-words.somebody"];

    private int Version<T>(DossierLine line) where T : Written => VersionOf<T>(line.Number);

    private int VersionOf<T>(int number) where T : Written => file.All<T>().FirstOrDefault(l => l.Number == number)?.Version ?? 0;

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];
}
