using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// Which referral is answered: one of the dossier, and so is the recipient. What was asked then comes along as it was asked. Serves IU-3-DOEL and IU-3-INF-1.
/// </summary>
public sealed class FeedbackReferralPage(Desk desk) : QuestionPage<FeedbackReferralForm>(desk, Question.FeedbackReferral)
{
    private Partner? _referrer;

    /// <summary>The referrals of the dossier, the newest first.</summary>
    public IReadOnlyList<Line<ReferralReceived>> Referrals => [.. (CaseFile?.Referrals ?? []).Reverse()];

    public IEnumerable<Choice> Choices => Referrals.Select(r => new Choice(
        r.Number.ToString(CultureInfo.InvariantCulture), Words.Ready($"{r.What.From}, {r.What.Organisation} – {Desk.Transcript.Day(r.What.On)}"), Words.Ready($"“{r.What.Question}”")));

    protected override IValidator<FeedbackReferralForm> Validator => new FeedbackReferralForm.Rules([.. Referrals.Select(r => r.Number)]);

    protected override FeedbackReferralForm Fill(Answers answers) => new()
    {
        Referral = answers.FeedbackReferral?.Referral.ToString(CultureInfo.InvariantCulture) ?? (Referrals is [var only] ? only.Number.ToString(CultureInfo.InvariantCulture) : null),
    };

    // Whoever referred stands in the address book too: consents and exchanges are kept per partner (HK-5c).
    protected override async Task PreparedAsync(FeedbackReferralForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        var referral = Chosen(form).What;
        _referrer = await Desk.Partners.FindOrAddAsync(Desk.Act, referral.OrganisationKind, referral.Organisation, referral.From, ct);
    }

    protected override Answers Apply(FeedbackReferralForm form, Answers answers)
    {
        var (line, referrer) = (Chosen(form), _referrer!);
        return answers with
        {
            FeedbackReferral = new(line.Number, line.What.On, line.What.Question, line.What.ForFunding),
            Recipient = new(referrer.Kind, line.What.From, line.What.Organisation) { RecipientPartner = referrer.Id },
        };
    }

    private Line<ReferralReceived> Chosen(FeedbackReferralForm form) => Referrals.First(r => r.Number.ToString(CultureInfo.InvariantCulture) == form.Referral);
}
