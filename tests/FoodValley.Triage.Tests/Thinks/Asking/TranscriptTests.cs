using System.Text.RegularExpressions;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Asking;

/// <summary>What was answered, in the words of the screens. The words come from the text files; a key without words throws.</summary>
[Norm("HK-7b", "IU-ALG-6")]
public sealed class TranscriptTests
{
    private static Transcript In(bool english) => new(ScreenWords.In(english), Example.Culture(english));

    private static string All(IEnumerable<ShownQuestion> shown) => string.Join('\n', shown.SelectMany(q => q.Answers).Select(a => a.Text + "\n" + a.Label));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Everything_that_was_typed_is_shown(bool english)
    {
        foreach (var answers in new[] { Example.Crammed, Example.CrammedConsult, Example.CrammedFeedback, Example.CrammedNetwork })
        {
            var shown = In(english).Of(answers, Example.Dossier);
            var typed = Regex.Matches(answers.ToJson(), Example.Canary + "[A-Za-z]+").Select(m => m.Value).Distinct().ToList();

            Assert.NotEmpty(typed);
            Assert.Equal([], typed.Where(word => !Regex.IsMatch(All(shown), word + @"\b")));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_answered_question_is_shown_once_in_order_with_title_labels_and_words(bool english)
    {
        foreach (var answers in new[] { Example.Crammed, Example.Register, Example.Consult, Example.CrammedFeedback, Example.CrammedNetwork, Example.Endangered, Example.AtOnce })
        {
            var shown = In(english).Of(answers, Example.Dossier);

            Assert.Equal(Coded.All<Question>().Where(q => answers.Group(q) is not null), shown.Select(q => q.Question));
            Assert.All(shown, q =>
            {
                Assert.False(string.IsNullOrWhiteSpace(q.Title));
                Assert.NotEmpty(q.Answers);
                Assert.Equal(q.Answers.Select(a => a.Name).Distinct(), q.Answers.Select(a => a.Name));
                Assert.All(q.Answers, a => Assert.False(string.IsNullOrWhiteSpace(a.Label) || string.IsNullOrWhiteSpace(a.Text), a.Name));
            });
        }
    }

    [Fact]
    public void Every_choice_has_its_own_words_in_both_languages()
    {
        foreach (var english in new[] { false, true })
        {
            Differ<Recognition>(english, Question.Recognisable, v => Example.Consult with { Recognisable = new(v) });
            Differ<RecipientKind>(english, Question.Recipient, v => Example.Register with { Recipient = Example.Register.Recipient! with { RecipientKind = v } });
            Differ<PassOn>(english, Question.ClientPassesOn, v => Example.Register with { ClientPassesOn = new(v, null) });
            Differ<GoalSupport>(english, Question.Goal, v => Example.Register with { Goal = Example.Register.Goal! with { GoalSupport = v } });
            Differ<PlanAnswer>(english, Question.PlanAgreement, v => Example.Register with { PlanAgreement = new(v, null, null, null) });
            Differ<HowSaid>(english, Question.PlanAgreement, v => Example.Register with { PlanAgreement = new(PlanAnswer.Yes, null, null, v) });
            Differ<Sector>(english, Question.Capacity, v => Example.Register with { Capacity = new(v, null) });
            Differ<LegalGround>(english, Question.Ground, v => Example.Register with { Ground = new(v) });
            Differ<ConsentStatus>(english, Question.ConsentStatus, v => Example.Register with { ConsentStatus = new(v, null, null, null, null, "reden") });
            Differ<HowSaid>(english, Question.ConsentStatus, v => Example.Register with { ConsentStatus = Example.Register.ConsentStatus! with { ConsentHow = v } });
            Differ<ItemKind>(english, Question.Items, v => Example.Register with { Items = new([v], "n", [ContactDetail.Phone], "c", "p", []) });
            Differ<ContactDetail>(english, Question.Items, v => Example.Register with { Items = new([ItemKind.Contact], null, [v], "c", null, []) });
            Differ<ContactDetail>(english, Question.Explained, v => Example.Register with { Explained = new([v.Code()]) });
            Differ<TalkedHow>(english, Question.Talked, v => Example.Register with { Talked = Example.Register.Talked! with { TalkedHow = v } });
            Differ<Outcome>(english, Question.Outcome, v => Example.Register with { Outcome = new(v, "reden") });
            Differ<NotSharingReason>(english, Question.Outcome, v => Example.Register with { Outcome = new(Outcome.DoNotShare, "reden") { NotSharingReason = v } });
            Differ<HoldReason>(english, Question.Outcome, v => Example.Register with { Outcome = new(Outcome.Hold, "reden") { HoldReason = v } });
            Differ<Way>(english, Question.Outcome, v => Example.Register with { Outcome = new(Outcome.OtherLevel, "reden") { OtherWay = v } });
            Differ<ChildAtRisk>(english, Question.ChildInterest, v => Example.Endangered with { ChildInterest = Example.Endangered.ChildInterest! with { ChildConcerned = v } });
            Differ<ThreatKind>(english, Question.ChildInterest, v => Example.Endangered with { ChildInterest = Example.Endangered.ChildInterest! with { ThreatKind = v } });
            Differ<MissingWhy>(english, Question.MissingConsent, v => Example.Endangered with { MissingConsent = new([new("Moeder", v)]) });
            Differ<InformWhen>(english, Question.Informed, v => Example.Endangered with { Informed = new(false, null) { InformWhen = v } });
            Differ<Disclosure>(english, Question.DatWat, v => Example.Network with { DatWat = new([new(Example.Coach, v, [], null)]) });
            Differ<DatPart>(english, Question.DatWat, v => Example.Network with { DatWat = new([new(Example.Coach, Disclosure.That, [v], null)]) });
            Differ<OutsideRoute>(english, Question.Outcome, v => Example.Register with { Outcome = new(Outcome.OutsideFramework, "reden") { OutsideRoute = v } });
            foreach (var level in new[] { Level.Refer, Level.Register }) Assert.NotEmpty(In(english).Of(Question.ReferKind, Example.Register with { ReferKind = new(level) }, null).Answers);
        }

        static void Differ<T>(bool english, Question question, Func<T, Answers> with) where T : struct, Enum
        {
            var words = Coded.All<T>().Select(v => string.Join('|', In(english).Of(question, with(v), Example.Dossier).Answers.Select(a => a.Label + a.Text))).ToList();
            Assert.Equal(words.Distinct(), words);
        }
    }

    [Fact]
    public void Days_are_written_in_the_language_of_the_reader()
    {
        var moment = Example.Register with { Moment = new(new DateOnly(2026, 3, 3), new DateOnly(2026, 5, 4)) };

        Assert.Equal(["3 maart 2026", "4 mei 2026"], In(english: false).Of(Question.Moment, moment, null).Answers.Select(a => a.Text));
        Assert.Equal(["3 March 2026", "4 May 2026"], In(english: true).Of(Question.Moment, moment, null).Answers.Select(a => a.Text));
        Assert.Equal("3 maart 2026", In(english: false).Of(Question.Moment, moment with { Moment = new(new DateOnly(2026, 3, 3), null) }, null).Answers.Single().Text);
    }

    [Fact]
    [Norm("IU-1-INF-a")]
    public void At_level_1_the_dossier_is_not_shown()
    {
        var shown = In(english: false).Of(Example.Consult with { Dossier = Example.Dossier.Id }, Example.Dossier);

        Assert.DoesNotContain(Question.Client, shown.Select(q => q.Question));
        Assert.DoesNotContain(Example.Dossier.Client.Name, All(shown), StringComparison.Ordinal);
        Assert.DoesNotContain(Example.Dossier.Number, All(shown), StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-7g", "HK-7h")]
    public void The_reasoning_about_consent_is_shown_with_a_yes_and_with_a_no()
    {
        foreach (var status in Coded.All<ConsentStatus>())
        {
            var shown = In(english: false).Of(Question.ConsentStatus, Example.Register with { ConsentStatus = new(status, null, null, null, null, "mijn overweging") }, null);

            Assert.Equal("mijn overweging", shown.Answers.Single(a => a.Name == "consentReasoning").Text);
        }
    }

    [Fact]
    [Norm("IU-2-VOOR-2")]
    public void The_list_for_the_client_has_as_many_lines_as_what_must_be_explained()
    {
        var items = Example.Crammed.Items!;

        Assert.Equal(items.Listed().Count, In(english: false).Items(items).Count);
        Assert.Equal(Example.Word("extra"), In(english: true).Items(items)[^1]);
    }

    [Fact]
    public void A_key_without_words_is_our_own_mistake_and_throws() => Assert.Throws<KeyNotFoundException>(() => ScreenWords.Dutch("no-such-key"));
}
