using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Asking;

/// <summary>The way through the questions, against tables typed by hand and against walks along it.</summary>
public sealed class InterviewTests
{
    private const string Consultation = "consult-recipient consult-question consult-text recognisable consult-reason";

    private const string Beginning = "refer-kind client recipient client-passes-on help-request goal";

    private const string Sharing = Beginning
        + " plan plan-agreement capacity ground purpose items special-data consent-status secrecy moment explained informed talked necessary weighing considerations-shared outcome";

    private const string Answering = "client feedback-referral feedback-needed";

    private const string Feedback = Answering
        + " feedback-from-me feedback-client help-request goal plan plan-agreement capacity ground funding feedback-answer special-data consent-status secrecy moment informed talked necessary weighing considerations-shared outcome";

    private const string Table = "network-warning client participants help-request goal";

    private const string Network = Table
        + " plan plan-agreement capacity ground purpose dat-wat sharing-table special-data consent-status secrecy moment informed talked necessary weighing considerations-shared outcome";

    private const string Weighed = "talked necessary weighing considerations-shared outcome";

    private static Answers At(Way way, Outcome? outcome = null, PassOn? passOn = null) => new()
    {
        Way = way, Outcome = outcome is { } chosen ? new(chosen, "omdat") : null, ClientPassesOn = passOn is { } how ? new(how, "omdat") : null,
    };

    private static string Codes(IEnumerable<Question> questions) => string.Join(' ', questions.Select(q => q.Code()));

    [Theory]
    [InlineData("1", null, null, Consultation)]
    [InlineData("1", "share", null, Consultation)]
    [InlineData("1", "do-not-share", null, "outcome")]
    [InlineData("1", "hold", null, "outcome")]
    [InlineData("1", "other-level", null, "outcome")]
    [InlineData("1", "outside-framework", null, "outcome")]
    [InlineData("2", null, null, Sharing)]
    [InlineData("2", null, "no", Sharing)]
    [InlineData("2", null, "partly", Sharing)]
    [InlineData("2", null, "orally", Beginning + " talked considerations-shared outcome")]
    [InlineData("2", null, "in-writing", Beginning + " purpose items talked considerations-shared outcome")]
    [InlineData("2", "share", null, Sharing)]
    [InlineData("2", "share", "orally", Sharing)]
    [InlineData("2", "share-partly", "partly", Sharing)]
    [InlineData("2", "client-passes-on", null, Beginning + " talked considerations-shared outcome")]
    [InlineData("2", "client-passes-on", "orally", Beginning + " talked considerations-shared outcome")]
    [InlineData("2", "client-passes-on", "in-writing", Beginning + " purpose items talked considerations-shared outcome")]
    [InlineData("2", "do-not-share", "no", Beginning + " talked considerations-shared outcome")]
    [InlineData("2", "do-not-share", "in-writing", Beginning + " talked considerations-shared outcome")]
    [InlineData("2", "hold", null, Beginning + " talked considerations-shared outcome")]
    [InlineData("2", "other-level", null, "refer-kind client talked outcome")]
    [InlineData("2", "outside-framework", "orally", "refer-kind client talked outcome")]
    [InlineData("3", null, null, Feedback)]
    [InlineData("3", "share", null, Feedback)]
    [InlineData("3", "share-partly", null, Feedback)]
    [InlineData("3", "client-passes-on", null, Answering + " feedback-from-me feedback-client help-request goal talked considerations-shared outcome")]
    [InlineData("3", "do-not-share", null, Answering + " help-request goal talked considerations-shared outcome")]
    [InlineData("3", "hold", null, Answering + " help-request goal talked considerations-shared outcome")]
    [InlineData("3", "other-level", null, "client talked outcome")]
    [InlineData("3", "outside-framework", null, "client talked outcome")]
    [InlineData("4", null, null, Network)]
    [InlineData("4", "share", null, Network)]
    [InlineData("4", "share-partly", null, Network)]
    [InlineData("4", "client-passes-on", null, Table + " talked considerations-shared outcome")]
    [InlineData("4", "do-not-share", null, Table + " talked considerations-shared outcome")]
    [InlineData("4", "hold", null, Table + " talked considerations-shared outcome")]
    [InlineData("4", "other-level", null, "network-warning client talked outcome")]
    [InlineData("4", "outside-framework", null, "network-warning client talked outcome")]
    [Norm("HK-3a", "HK-3b", "HK-3c", "HK-3d", "HK-3e", "HK-3f", "HK-4a", "HK-4c", "HK-5a", "HK-5d")]
    [Norm("IU-ALG-1", "IU-ALG-2a", "IU-ALG-3", "IU-ALG-4", "IU-ALG-5", "IU-1-VOOR", "IU-2-VOOR-1", "IU-2-VOOR-2", "IU-2-INF-2", "HK-7a")]
    public void Each_outcome_needs_its_own_questions(string way, string? outcome, string? passOn, string required)
    {
        var answers = At(Coded.Parse<Way>(way)!.Value, Coded.Parse<Outcome>(outcome), Coded.Parse<PassOn>(passOn));

        Assert.Equal(required, Codes(Interview.Required(answers)));
    }

    // HK-6a: plan, agreement, consent and the goal in the client's words are lifted, everything else stays. Ambiguity 26: what cannot wait.
    [Theory]
    [InlineData("2", "now", "refer-kind client child-interest recipient ground items consulted")]
    [InlineData("3", "now", "client child-interest feedback-referral ground feedback-answer consulted")]
    [InlineData("4", "now", "network-warning client child-interest participants ground dat-wat sharing-table consulted")]
    [InlineData("2", "weigh-first", "refer-kind client child-interest may-not-know recipient client-passes-on help-request capacity ground purpose items special-data missing-consent secrecy moment informed consulted " + Weighed)]
    [InlineData("3", "weigh-first", "client child-interest may-not-know feedback-referral feedback-needed feedback-from-me feedback-client help-request capacity ground funding feedback-answer special-data missing-consent secrecy moment informed consulted " + Weighed)]
    [InlineData("4", "weigh-first", "network-warning client child-interest may-not-know participants help-request capacity ground purpose dat-wat sharing-table special-data missing-consent secrecy moment informed consulted " + Weighed)]
    [Norm("HK-6a", "HK-6b", "HK-6d", "HK-6e", "HK-6f", "HK-6g", "HK-5e", "IU-ALG-2a")]
    public void The_exception_lifts_four_things_and_asks_for_its_own(string way, string timing, string required)
    {
        var chosen = Coded.Parse<SafetyTiming>(timing)!.Value;
        var answers = At(Coded.Parse<Way>(way)!.Value) with { Safety = new(chosen) };

        Assert.Equal(required, Codes(Interview.Required(answers)));
        // Whoever shared already, or completes what was done at once, leaves nothing out.
        if (chosen == SafetyTiming.WeighFirst)
            foreach (var whole in new[] { SafetyTiming.AlreadyShared, SafetyTiming.Completing })
                Assert.Equal(required, Codes(Interview.Required(answers with { Safety = new(whole) })));
    }

    [Fact]
    [Norm("HK-6a", "IU-2-VOOR-2")]
    public void Under_the_exception_the_list_is_explained_when_the_client_hears_it_before_sharing()
    {
        foreach (var when in Coded.All<InformWhen>())
            Assert.Equal(when == InformWhen.Now, Interview.Required(Example.Endangered with { Informed = new(when == InformWhen.Now, null) { InformWhen = when } }).Contains(Question.Explained));
    }

    [Fact]
    [Norm("HK-6g")]
    public void The_childs_interest_comes_before_every_other_weighing()
    {
        var order = Interview.Required(Example.Endangered).ToList();

        Assert.All(Example.Questions("may-not-know client-passes-on ground items missing-consent secrecy informed consulted necessary weighing outcome"),
            later => Assert.True(order.IndexOf(Question.ChildInterest) < order.IndexOf(later), later.Code()));
    }

    [Theory]
    [InlineData("honour")]
    [InlineData("other")]
    [Norm("HK-6h", "HK-6a")]
    public void Not_sharing_stays_possible_under_the_exception(string kind)
    {
        var answers = Example.Endangered with
        {
            ChildInterest = Example.Endangered.ChildInterest! with { ThreatKind = Coded.Parse<ThreatKind>(kind)!.Value }, Outcome = new(Outcome.DoNotShare, "omdat") { NotSharingReason = NotSharingReason.NotProportionate },
        };

        Assert.Equal("refer-kind client child-interest recipient client-passes-on help-request talked considerations-shared outcome", Codes(Interview.Required(answers)));
        Assert.True(Interview.Reachable(Question.Outcome, At(Way.Refer) with { Safety = new(SafetyTiming.Now) }));
    }

    [Fact]
    [Norm("IU-3-VOOR-1", "IU-3-VOOR-2", "IU-3-VOOR-3")]
    public void What_needs_no_answer_from_here_leads_to_not_sharing_or_to_the_client()
    {
        Assert.Null(Interview.Heading(Example.Feedback));
        Assert.Equal(Outcome.DoNotShare, Interview.Heading(Example.Feedback with { FeedbackNeeded = new(false, null) }));
        Assert.Equal(Outcome.DoNotShare, Interview.Heading(Example.Feedback with { FeedbackFromMe = new(false, "de huisarts") }));
        Assert.Equal(Outcome.ClientPassesOn, Interview.Heading(Example.Feedback with { FeedbackClient = new(true, null) }));
        Assert.Null(Interview.Heading(Example.Register));
        Assert.Equal(Outcome.ClientPassesOn, Interview.Heading(Example.Register with { ClientPassesOn = new(PassOn.Orally, null) }));
    }

    [Fact]
    [Norm("IU-4-INF-DAT", "IU-4-INF-GRENS")]
    public void Where_THAT_is_enough_for_everybody_no_topics_are_asked()
    {
        var that = Example.Network with { DatWat = new([.. Example.Network.DatWat!.Disclosures.Select(d => d with { Disclosure = Disclosure.That, WatReason = null })]), SharingTable = null };

        Assert.DoesNotContain(Question.SharingTable, Interview.Required(that));
        Assert.Empty(Interview.Open(that));
        Assert.Equal([Question.SharingTable], Interview.Open(Example.Network with { SharingTable = null }));
    }

    [Fact]
    [Norm("IU-4-INF-GRENS", "IU-4-VOOR-2")]
    public void A_topic_for_somebody_who_hears_THAT_opens_the_table_again()
    {
        Assert.Empty(Interview.Open(Example.Network));

        var mixed = Example.Network with { SharingTable = new([new("onderwerp", "nodig", [Example.Coach, Example.School])], null) };
        var forgotten = Example.Network with { DatWat = new([.. Example.Network.DatWat!.Disclosures.Select(d => d with { Disclosure = Disclosure.What, WatReason = "nodig" })]) };
        var everything = forgotten with { SharingTable = new([new("een", "nodig", [Example.School, Example.Coach]), new("twee", "nodig", [Example.School, Example.Coach])], null) };

        Assert.Equal([Question.SharingTable], Interview.Open(mixed));
        Assert.Equal([Question.SharingTable], Interview.Open(forgotten));
        Assert.Equal([Question.SharingTable], Interview.Open(everything));
        Assert.Empty(Interview.Open(everything with { SharingTable = everything.SharingTable! with { EverythingReason = "omdat" } }));
    }

    [Fact]
    [Norm("IU-3-INF-2")]
    public void Content_for_a_payment_without_a_reason_opens_the_answer_again()
    {
        var funded = Example.Feedback with { Funding = new(true, false, null) };

        Assert.Equal([Question.FeedbackAnswer], Interview.Open(funded));
        Assert.Empty(Interview.Open(funded with { FeedbackAnswer = new(null, "begeleiding", "8 uur", "mei") }));
        Assert.Empty(Interview.Open(Example.Feedback with { Funding = new(true, true, "de vraag gaat over het resultaat") }));
        Assert.Equal([Question.FeedbackAnswer], Interview.Open(Example.Feedback with { FeedbackAnswer = new(null, "begeleiding", "8 uur", "mei") }));
    }

    [Fact]
    [Norm("HK-6a")]
    public void Switching_the_exception_on_or_off_says_first_what_goes()
    {
        Assert.Equal("goal plan plan-agreement consent-status", Codes(Interview.Dropped(Example.Register, new SafetyRoute(SafetyTiming.WeighFirst))));
        Assert.Equal("child-interest may-not-know missing-consent informed consulted", Codes(Interview.Dropped(Example.Endangered, (SafetyRoute?)null)));
        Assert.Empty(Interview.Dropped(Example.Endangered, new SafetyRoute(SafetyTiming.Now)));
        var off = Interview.Prune(Example.Endangered with { Safety = null }, AllGrounds);
        Assert.Null(off.Weighing!.SafetyGoal);
        Assert.Equal(Example.Register.Weighing, off.Weighing);
    }

    [Fact]
    [Norm("HK-5c", "IU-ALG-2b")]
    public void Somebody_else_at_the_table_needs_consent_and_informing_anew()
    {
        var more = Example.Network with { Participants = new([.. Example.Network.Participants!.Participants, new(Guid.Empty, Triage.Dossiers.RecipientKind.Police, "wijkagent", "Politie", "rol", "waarom")]) };

        var after = Interview.Renew(Example.Network, more);

        Assert.Null(after.ConsentStatus);
        Assert.Null(after.Informed);
        Assert.NotNull(after.Goal);
        Assert.Contains(Question.DatWat, Interview.Open(after));
        Assert.Equal(Example.Network.ToJson(), Interview.Renew(Example.Network, Example.Network).ToJson());
    }

    [Fact]
    [Norm("IU-3-DOEL", "IU-3-INF-1")]
    public void Another_referral_needs_another_answer()
    {
        var after = Interview.Renew(Example.Feedback, Example.Feedback with { FeedbackReferral = Example.Feedback.FeedbackReferral! with { Referral = 9 } });

        Assert.Equal("feedback-needed feedback-from-me feedback-client funding feedback-answer consent-status", Codes(Coded.All<Question>().Where(q => Example.Feedback.Group(q) is not null && after.Group(q) is null && q is not (Question.SpecialData or Question.Secrecy or Question.Informed))));
    }

    [Fact]
    [Norm("IU-1-VOOR", "IU-1-GRD")]
    public void Level_1_asks_nothing_but_its_own_five_questions()
    {
        Assert.Equal(Consultation, Codes(Interview.Required(At(Way.Consult))));
        Assert.DoesNotContain(Question.Ground, Coded.All<Question>().Where(q => Interview.Belongs(q, At(Way.Consult))));
    }

    [Fact]
    [Norm("IU-2-VOOR-1")]
    public void Whether_the_client_can_pass_it_on_comes_before_every_consideration()
    {
        var order = Interview.Required(At(Way.Refer)).ToList();

        Assert.All(Example.Questions("help-request goal plan ground consent-status items necessary weighing outcome"),
            later => Assert.True(order.IndexOf(Question.ClientPassesOn) < order.IndexOf(later), later.Code()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("share")]
    [InlineData("share-partly")]
    [InlineData("client-passes-on")]
    [InlineData("do-not-share")]
    [InlineData("hold")]
    [InlineData("other-level")]
    [InlineData("outside-framework")]
    [Norm("IU-KOP-2", "HK-7a")]
    public void Answering_what_is_asked_next_leads_to_the_end_without_asking_twice(string? outcome)
    {
        foreach (var (full, start) in new[] { (Example.Consult, At(Way.Consult)), (Example.Register, At(Way.Refer)), (Example.Feedback, At(Way.Feedback)), (Example.Network, At(Way.Network)) })
        {
            if (full.Way == Way.Consult && outcome is "share-partly" or "client-passes-on") continue;
            var end = Coded.Parse<Outcome>(outcome) is { } chosen ? full with { Outcome = new(chosen, "omdat"), ClientPassesOn = chosen == Outcome.ClientPassesOn && full.Way == Way.Refer ? new(PassOn.Orally, null) : full.ClientPassesOn, FeedbackClient = chosen == Outcome.ClientPassesOn && full.Way == Way.Feedback ? new(true, null) : full.FeedbackClient } : full;
            var answers = outcome is null ? start : start with { Outcome = end.Outcome };
            List<Question> asked = [];
            while (Interview.Next(answers) is { } next)
            {
                Assert.True(Interview.Reachable(next, answers), $"{next} is asked and cannot be reached");
                Assert.DoesNotContain(next, asked);
                asked.Add(next);
                answers = end.Only(Coded.All<Question>().Where(q => answers.Group(q) is not null).Append(next));
            }

            Assert.Empty(Interview.Open(answers));
            Assert.Equal(asked.Order(), asked);
            // The outcome is on the way as soon as one was chosen, also where none has to be.
            Assert.Equal(Interview.Required(answers).Union(outcome is null ? [] : [Question.Outcome]), Interview.Path(answers));
        }
    }

    [Fact]
    public void Of_any_half_filled_draft_one_can_reach_what_is_answered_what_is_next_and_the_outcome_and_nothing_else()
    {
        foreach (var answers in HalfFilled())
        {
            var next = Interview.Next(answers);
            // At level 3 the recipient follows from the referral, and is there to be read.
            var own = answers.Way switch { Way.Consult => Consultation, Way.Refer => Sharing, Way.Feedback => Feedback + " recipient", _ => Network } + " outcome";
            foreach (var question in Coded.All<Question>())
            {
                var mine = own.Split(' ').Contains(question.Code());
                var expected = mine && (question == Question.Outcome || answers.Group(question) is not null || next is null || question <= next);
                Assert.True(expected == Interview.Reachable(question, answers), $"{question} after {answers.ToJson()}");
            }
        }
    }

    [Fact]
    public void Going_back_passes_the_first_open_question_and_every_answered_one_of_the_way_once_until_the_beginning()
    {
        foreach (var answers in HalfFilled())
        {
            var open = Interview.Next(answers);
            List<Question> passed = [];
            for (Question? at = Interview.Before(Question.Outcome, answers); at is { } here; at = Interview.Before(here, answers)) passed.Insert(0, here);

            Assert.Equal(Coded.All<Question>().Where(q => q != Question.Outcome && Interview.Belongs(q, answers) && (answers.Group(q) is not null || q == open)), passed);
        }
    }

    [Fact]
    public void The_way_holds_what_is_required_and_what_was_answered_all_the_same()
    {
        foreach (var answers in HalfFilled())
        {
            var path = Interview.Path(answers);
            Assert.Equal(path.Order().Distinct(), path);
            Assert.Subset(path.ToHashSet(), Interview.Required(answers).ToHashSet());
            Assert.All(path.Except(Interview.Required(answers)), extra => Assert.NotNull(answers.Group(extra)));
            Assert.All(Coded.All<Question>().Where(q => answers.Group(q) is not null && Interview.Belongs(q, answers)), given => Assert.Contains(given, path));
            Assert.Equal(Interview.Required(answers).Where(q => answers.Group(q) is null), Interview.Open(answers).Where(q => q is not (Question.Explained or Question.ClientPassesOn or Question.FeedbackClient or Question.FeedbackAnswer or Question.DatWat or Question.SharingTable or Question.SpecialData or Question.Plan) || answers.Group(q) is null));
        }
    }

    [Fact]
    [Norm("HK-6h")]
    public void Deciding_otherwise_is_within_reach_from_the_first_question_on()
    {
        Assert.True(Interview.Reachable(Question.Outcome, At(Way.Consult)));
        Assert.True(Interview.Reachable(Question.Outcome, At(Way.Refer)));
    }

    [Fact]
    [Norm("IU-2-VOOR-2", "HK-3d")]
    public void A_changed_list_opens_the_explanation_again()
    {
        Assert.Null(Interview.Next(Example.Register));

        var more = Example.Register with { Items = Example.Register.Items! with { Extras = [new("schoolverzuim", "nodig", "reden")] } };

        Assert.Equal(Question.Explained, Interview.Next(more));
    }

    [Fact]
    [Norm("IU-1-GRD")]
    public void Another_way_keeps_the_dossier_and_drops_the_answers_of_the_level_that_was_left()
    {
        var mixed = Example.Register with
        {
            ConsultRecipient = Example.Consult.ConsultRecipient, ConsultQuestion = Example.Consult.ConsultQuestion, ConsultText = Example.Consult.ConsultText,
            Recognisable = Example.Consult.Recognisable, ConsultReason = Example.Consult.ConsultReason,
        };

        var consult = Interview.Prune(mixed with { Way = Way.Consult, Outcome = null }, NoGrounds);
        var refer = Interview.Prune(mixed, AllGrounds);

        Assert.Equal((Example.Consult with { Dossier = Example.Dossier.Id }).ToJson(), consult.ToJson());
        Assert.Equal(Example.Register.ToJson(), refer.ToJson());
    }

    [Theory]
    [InlineData("share", true)]
    [InlineData("share-partly", false)]
    [InlineData("client-passes-on", false)]
    [InlineData("do-not-share", true)]
    [InlineData("hold", true)]
    [InlineData("other-level", true)]
    [InlineData("outside-framework", true)]
    public void Level_1_keeps_only_the_outcomes_it_has(string outcome, bool kept)
    {
        var answers = Example.Consult with { Outcome = new(Coded.Parse<Outcome>(outcome)!.Value, "omdat") };

        Assert.Equal(kept ? answers.Outcome : null, Interview.Prune(answers, NoGrounds).Outcome);
    }

    [Theory]
    [InlineData("1", "2", true)]
    [InlineData("1", "1", false)]
    [InlineData("2", "1", true)]
    [InlineData("2", "3", true)]
    [InlineData("2", "2", false)]
    [Norm("IU-KOP-1", "HK-7a")]
    public void To_another_level_ends_when_that_level_is_asked(string way, string other, bool kept)
    {
        var answers = (way == "1" ? Example.Consult : Example.Register) with { Outcome = new OutcomeChoice(Outcome.OtherLevel, "omdat") { OtherWay = Coded.Parse<Way>(other) } };

        Assert.Equal(kept ? answers.Outcome : null, Interview.Prune(answers, AllGrounds).Outcome);
    }

    [Fact]
    [Norm("IU-2-GRD-NIET", "IU-2-GRD-OVH", "IU-2-GRD-PRIV")]
    public void A_ground_that_the_capacity_does_not_know_is_dropped_and_none_and_known_ones_stay()
    {
        IReadOnlyList<LegalGround> Edition(Level level, Sector sector, bool safety) => [.. Rulebook.Current.Cell(level, sector).Grounds.Select(g => g.Ground)];
        Dictionary<Sector, string> stays = new() { [Sector.Government] = "none statutory-task", [Sector.NonGovernment] = "none agreement consent" };
        foreach (var level in new[] { Level.Refer, Level.Register })
        foreach (var (sector, codes) in stays)
        foreach (var ground in Coded.All<LegalGround>())
        {
            var answers = Example.Register with { ReferKind = new(level), Capacity = new(sector, null), Ground = new(ground) { Task = "taak" } };

            var pruned = Interview.Prune(answers, Edition);

            Assert.Equal(codes.Split(' ').Contains(ground.Code()), pruned.Ground is not null);
            Assert.Equal((answers with { Ground = pruned.Ground }).ToJson(), pruned.ToJson());
        }
    }

    [Fact]
    public void Pruning_twice_changes_nothing_more()
    {
        foreach (var answers in HalfFilled())
        {
            var once = Interview.Prune(answers, NoGrounds);
            Assert.Equal(once.ToJson(), Interview.Prune(once, NoGrounds).ToJson());
        }
    }

    [Fact]
    public void Before_another_way_is_taken_one_sees_exactly_what_would_be_lost()
    {
        Assert.Equal(Consultation, Codes(Interview.Dropped(Example.Consult, Way.Refer)));
        Assert.Equal(Sharing.Replace(" client ", " ", StringComparison.Ordinal), Codes(Interview.Dropped(Example.Register, Way.Consult)));
        Assert.Equal("outcome", Codes(Interview.Dropped(At(Way.Refer, Outcome.ClientPassesOn), Way.Consult)));
        Assert.Empty(Interview.Dropped(Example.Register, Way.Refer));
        Assert.Empty(Interview.Dropped(Answers.Empty, Way.Consult));
    }

    [Fact]
    [Norm("IU-2-DOEL-a", "IU-2-DOEL-b", "IU-KOP-1")]
    public void Level_2_is_certain_only_after_the_choice_between_referring_and_registering()
    {
        Assert.Null(Answers.Empty.Level);
        Assert.Null(At(Way.Refer).Level);
        Assert.Equal(Level.Consult, At(Way.Consult).Level);
        Assert.Equal(Level.Refer, (At(Way.Refer) with { ReferKind = new(Level.Refer) }).Level);
        Assert.Equal(Level.Register, Example.Register.Level);
        Assert.Equal(Level.Feedback, At(Way.Feedback).Level);
        Assert.Equal(Level.Network, At(Way.Network).Level);
    }

    private static IReadOnlyList<LegalGround> NoGrounds(Level level, Sector sector, bool safety) => [];

    private static IReadOnlyList<LegalGround> AllGrounds(Level level, Sector sector, bool safety) => Coded.All<LegalGround>();

    /// <summary>Twelve hundred drafts: any part of the answers of every level, with any outcome or none. The same every time.</summary>
    private static IEnumerable<Answers> HalfFilled()
    {
        var chance = Chance.Seeded(11);
        for (var round = 0; round < 300; round++)
        {
            foreach (var full in new[] { Example.Consult, Example.Register, Example.Feedback, Example.Network })
            {
                var bytes = chance.Bytes(64);
                var kept = Coded.All<Question>().Where((q, at) => q != Question.Outcome && full.Group(q) is not null && bytes[at] < bytes[63]).ToList();
                var answers = full.Only(kept);
                if (answers.ClientPassesOn is not null) answers = answers with { ClientPassesOn = new((PassOn)(bytes[62] % 4), "omdat") };
                Outcome[] outcomes = full.Way == Way.Consult ? [Outcome.Share, Outcome.DoNotShare, Outcome.Hold, Outcome.OtherLevel, Outcome.OutsideFramework] : [.. Coded.All<Outcome>()];
                yield return bytes[61] % 3 == 0 ? answers : answers with { Outcome = new(outcomes[bytes[60] % outcomes.Length], "omdat") };
            }
        }
    }
}
