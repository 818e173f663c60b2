using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The consent to share these data with this recipient for this purpose, kept in the dossier, and the reasoning about it, with a yes and with a no.
/// Serves HK-5c, HK-7g and HK-7h.
/// </summary>
public sealed class ConsentStatusPage(Desk desk) : QuestionPage<ConsentStatusForm>(desk, Question.ConsentStatus)
{
    private static readonly Position Nobody = new([], 0);

    /// <summary>Where everybody stands on sharing just this.</summary>
    public Position Position => CaseFile is { } file && Answers.Shares is { } shares ? file.ConsentOn(Desk.Today, shares) : Nobody;

    /// <summary>Who is told what, in words; at level 4 each participant.</summary>
    public IEnumerable<string> About => (Answers.Shares ?? []).Select(share =>
        T["consent-status.about-text", ("recipient", $"{share.Name}, {share.Organisation}"), ("items", string.Join(", ", Desk.Transcript.Items(share))), ("purpose", Answers.PurposeText)]);

    /// <summary>The name of the rule for this age (law B2).</summary>
    public static string AgeRule(int age) => age switch { < 12 => "under-12", < 16 => "12-15", _ => "16-plus" };

    /// <summary>What the dossier says about this person's answer.</summary>
    public string Says(Said said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.On is not { } on ? T["giver.said-nothing"]
            : said is { Status: Triage.Rules.ConsentStatus.Given or Triage.Rules.ConsentStatus.Expired, Until: { } until }
                ? T["giver.said-" + said.Status.Code() + "-until", ("date", Desk.Transcript.Day(on)), ("until", Desk.Transcript.Day(until))]
                : T["giver.said-" + said.Status.Code(), ("date", Desk.Transcript.Day(on))];
    }

    // Consent is about one partner (HK-5c): a draft from before there was an address book chooses it anew.
    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct) =>
        await base.LoadedAsync(ct) ?? (Answers is { Way: Way.Refer, Recipient.RecipientPartner: null } ? Redirect(Address(Draft.Id, Question.Recipient.Code())) : null);

    protected override IValidator<ConsentStatusForm> Validator => new ConsentStatusForm.Rules(Desk.Today, Position, T);

    protected override string Watched(Answers answers) => string.Join(';', Position.Givers.Select(g => $"{g.Giver.Code()}={g.Status.Code()}:{g.Line}"));

    protected override ConsentStatusForm Fill(Answers answers)
    {
        var position = Position;
        var status = answers.ConsentStatus is { } said && ConsentStatusForm.Offered(position).Contains(said.Consent) ? said.Consent
            : position.Givers.Any(g => g.Line is not null) ? position.Status : (Triage.Rules.ConsentStatus?)null;
        // While somebody is missing, those who did say yes stand ready for when the rest follows.
        var shown = status is null or Triage.Rules.ConsentStatus.NotAsked ? Triage.Rules.ConsentStatus.Given : status;
        var who = position.Givers.Where(g => g.Status == shown && g.Line is not null).ToList();
        return new()
        {
            Consent = status?.Code(), ConsentBy = [.. who.Select(g => g.Giver.Code())], ConsentOn = DayText.Write(who.Select(g => g.On).FirstOrDefault()),
            ConsentHow = who.Select(g => g.How?.Code()).FirstOrDefault(), ConsentUntil = DayText.Write(who.Min(g => g.Until)),
            ConsentMissingReason = answers.ConsentStatus?.ConsentMissingReason, ConsentReasoning = answers.ConsentStatus?.ConsentReasoning,
        };
    }

    protected override Answers Apply(ConsentStatusForm form, Answers answers)
    {
        var status = Coded.Parse<Triage.Rules.ConsentStatus>(form.Consent)!.Value;
        if (status is Triage.Rules.ConsentStatus.NotAsked or Triage.Rules.ConsentStatus.Expired) return answers with { ConsentStatus = new(status, null, null, null, null, form.ConsentReasoning.Clean()!) };
        var given = status == Triage.Rules.ConsentStatus.Given;
        var names = given ? GiverChoice.SaidYes(Position, form.ConsentBy, T)
            : string.Join(", ", Position.Givers.Where(s => form.ConsentBy.Contains(s.Giver.Code())).Select(s => GiverChoice.Named(s.Giver, T)));
        return answers with
        {
            ConsentStatus = new(status, names, DayText.Read(form.ConsentOn), Coded.Parse<HowSaid>(form.ConsentHow), given ? DayText.Read(form.ConsentUntil) : null, form.ConsentReasoning.Clean()!)
            {
                ConsentMissingReason = given && GiverChoice.Missing(Position, form.ConsentBy).Count > 0 ? form.ConsentMissingReason.Clean() : null,
            },
        };
    }

    protected override IReadOnlyList<Written> Lines(ConsentStatusForm form, Answers saved, CaseFile file)
    {
        return [.. (saved.Shares ?? []).SelectMany(share => share.Partner is { } partner && saved.PurposeText is { } purpose ? Lines(form, file, share, partner, purpose) : [])];
    }

    // Consent is per partner, per item and for a purpose (HK-5c): one line for each partner that is told something.
    private Written[] Lines(ConsentStatusForm form, CaseFile file, Share share, Guid partner, string purpose)
    {
        var (data, status) = (share.Data, Coded.Parse<Triage.Rules.ConsentStatus>(form.Consent)!.Value);
        var chosen = file.ConsentOn(Desk.Today, partner, data).Givers.Where(g => form.ConsentBy.Contains(g.Giver.Code())).ToList();
        // Another last day than the page showed is a new word of everybody who gives it.
        var otherDay = status == Triage.Rules.ConsentStatus.Given && DayText.Read(form.ConsentUntil) != chosen.Where(g => g.Status == status).Min(g => g.Until);
        var said = chosen.Where(g => otherDay || g.Status != status);
        var (on, how) = (DayText.Read(form.ConsentOn), Coded.Parse<HowSaid>(form.ConsentHow));
        return status switch
        {
            Triage.Rules.ConsentStatus.Given or Triage.Rules.ConsentStatus.Refused => [.. said.Select(g => new ConsentAnswered(
                partner, $"{share.Name}, {share.Organisation}", file.Plan?.What.Parts.FirstOrDefault(p => p.Partner == partner)?.Id, data, purpose,
                g.Giver.Representative, status == Triage.Rules.ConsentStatus.Given, on!.Value, how!.Value, status == Triage.Rules.ConsentStatus.Given ? DayText.Read(form.ConsentUntil) : null))],
            // What one person consented to in several lines is taken back in each of them.
            Triage.Rules.ConsentStatus.Withdrawn => [.. file.Consents
                .Where(c => c.What.Partner == partner && c.What.Data.Any(data.Contains) && file.StatusOn(Desk.Today, c) == Triage.Rules.ConsentStatus.Given
                    && form.ConsentBy.Contains(c.What.Giver?.ToString() ?? GiverChoice.Client))
                .Select(c => new ConsentWithdrawn(c.Number, on!.Value, how!.Value))],
            _ => [],
        };
    }
}
