using FluentValidation.Results;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>The limits of the texts of levels 3 and 4 and of the exception, by their forms: one character more than the limit is said at that field.</summary>
public sealed class LimitTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 10, 0, 0);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Participant Seat = new(new("11111111-0000-4000-8000-000000000001"), RecipientKind.School, "Meester Tak", "De Vlier", "leraar", "nodig");

    private static readonly (string Field, int Limit, Func<string, ValidationResult> With)[] Fields =
    [
        ("childName", 200, t => new ChildInterestForm.Rules(false).Validate(new ChildInterestForm { ChildConcerned = "other-child", ChildName = t })),
        ("childInterest", 2000, t => new ChildInterestForm.Rules(false).Validate(new ChildInterestForm { ChildInterest = t })),
        ("threatOther", 200, t => new ChildInterestForm.Rules(false).Validate(new ChildInterestForm { ThreatKind = "other", ThreatOther = t })),
        ("threat", 2000, t => new ChildInterestForm.Rules(false).Validate(new ChildInterestForm { Threat = t })),
        ("threatSeriousness", 2000, t => new ChildInterestForm.Rules(false).Validate(new ChildInterestForm { ThreatSeriousness = t })),
        ("person", 200, t => new MayNotKnowForm.Rules().Validate(new MayNotKnowForm { MayNotKnow = "yes", ShieldedFrom = [new() { Person = t }] })),
        ("feedbackUse", 600, t => new FeedbackNeededForm.Rules().Validate(new FeedbackNeededForm { FeedbackNeeded = "yes", FeedbackUse = t })),
        ("feedbackBy", 200, t => new FeedbackFromMeForm.Rules().Validate(new FeedbackFromMeForm { FeedbackFromMe = "no", FeedbackBy = t })),
        ("feedbackClientReason", 2000, t => new FeedbackClientForm.Rules().Validate(new FeedbackClientForm { FeedbackClient = "no", FeedbackClientReason = t })),
        ("fundingReason", 2000, t => new FundingForm.Rules().Validate(new FundingForm { Funding = "yes", FundingContent = "yes", FundingReason = t })),
        ("feedbackAnswer", 2000, t => new FeedbackAnswerForm.Rules(false).Validate(new FeedbackAnswerForm { FeedbackAnswer = t })),
        ("fundedHelp", 200, t => new FeedbackAnswerForm.Rules(true).Validate(new FeedbackAnswerForm { FundedHelp = t })),
        ("fundedAmount", 200, t => new FeedbackAnswerForm.Rules(true).Validate(new FeedbackAnswerForm { FundedAmount = t })),
        ("fundedPeriod", 200, t => new FeedbackAnswerForm.Rules(true).Validate(new FeedbackAnswerForm { FundedPeriod = t })),
        ("seatRole", 200, t => new ParticipantsForm.Rules([], _ => "deze").Validate(new ParticipantsForm { Participants = [new() { SeatRole = t }] })),
        ("seatWhy", 500, t => new ParticipantsForm.Rules([], _ => "deze").Validate(new ParticipantsForm { Participants = [new() { SeatWhy = t }] })),
        ("watReason", 500, t => new DatWatForm.Rules([Seat]).Validate(new DatWatForm { Disclosures = [new() { ToldPartner = Seat.SeatPartner.ToString(), Disclosure = "what", WatReason = t }] })),
        ("topic", 200, t => new SharingTableForm.Rules([Seat], [Seat]).Validate(new SharingTableForm { Topics = [new() { Topic = t }] })),
        ("topicWhy", 500, t => new SharingTableForm.Rules([Seat], [Seat]).Validate(new SharingTableForm { Topics = [new() { TopicWhy = t }] })),
        ("everythingReason", 2000, t => new SharingTableForm.Rules([Seat], [Seat]).Validate(new SharingTableForm { EverythingReason = t })),
        ("missingPerson", 200, t => new MissingConsentForm.Rules().Validate(new MissingConsentForm { Missing = [new() { MissingPerson = t }] })),
        ("consultedWhom", 200, t => new ConsultedForm.Rules(Now).Validate(new ConsultedForm { ConsultedWhom = t })),
        ("consultedAdvice", 2000, t => new ConsultedForm.Rules(Now).Validate(new ConsultedForm { ConsultedAdvice = t })),
        ("informReviewBy", 200, t => new InformedForm.Rules(true, Today).Validate(new InformedForm { InformWhen = "postponed", InformReviewBy = t })),
        ("interest", 500, t => new GroundForm.Rules(["legitimate-interest"], false).Validate(new GroundForm { Ground = "legitimate-interest", Interest = t })),
        ("interestNeed", 500, t => new GroundForm.Rules(["legitimate-interest"], false).Validate(new GroundForm { Ground = "legitimate-interest", InterestNeed = t })),
        ("interestBalance", 500, t => new GroundForm.Rules(["legitimate-interest"], false).Validate(new GroundForm { Ground = "legitimate-interest", InterestBalance = t })),
        ("vitalReason", 2000, t => new GroundForm.Rules(["vital-interest"], false).Validate(new GroundForm { Ground = "vital-interest", VitalReason = t })),
        ("safetyGoal", 2000, t => new WeighingForm.Rules(true).Validate(new WeighingForm { SafetyGoal = t })),
        ("helpWeighed", 2000, t => new WeighingForm.Rules(true).Validate(new WeighingForm { HelpWeighed = t })),
        ("safetyWeighed", 2000, t => new WeighingForm.Rules(true).Validate(new WeighingForm { SafetyWeighed = t })),
        ("afterwardsReason", 2000, t => new MomentForm.Rules(Now, Today, true).Validate(new MomentForm { AfterwardsReason = t })),
    ];

    /// <summary>The names of the fields tried here.</summary>
    public static IEnumerable<string> Tried => Fields.Select(f => f.Field);

    [Fact]
    [Norm("IU-3-INF-1", "IU-4-VOOR-2", "HK-6a")]
    public void One_character_too_many_is_said_at_its_field_and_the_last_one_that_fits_is_taken()
    {
        foreach (var (field, limit, with) in Fields)
        {
            Assert.True(Said(with(new string('é', limit + 1)), field).Contains("error.too-long"), $"{field} takes {limit + 1}");
            Assert.False(Said(with(new string('é', limit)), field).Contains("error.too-long"), $"{field} refuses {limit}");
            Assert.Contains("error.odd-characters", Said(with("a\u0001b"), field));
            // Law B3: no citizen service number, in whatever field.
            Assert.Contains("items.bsn", Said(with("bsn 123456782"), field));
        }

        static IReadOnlyList<string> Said(ValidationResult result, string field) =>
            [.. result.Errors.Where(e => FormFields.Name(e.PropertyName).Split('.')[^1] == field).Select(e => e.ErrorMessage)];
    }
}
