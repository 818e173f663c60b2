using System.Text.Json;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;
using FoodValley.Triage.Tests.Thinks.Dossiers;

namespace FoodValley.Triage.Tests.Thinks.Assessing;

/// <summary>Each finding: exactly when it appears, and what it names.</summary>
public sealed class AssessTests
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new CodedJson() } };

    private static Assessment Of(Answers answers, Circumstances? circumstances = null) => Assess.Of(Rulebook.Current, circumstances ?? Example.Circumstances, answers);

    private static string Codes(Assessment assessment) => string.Join(' ', assessment.Findings.Select(f => f.Code));

    /// <summary>Each situation differs in one thing from one about which there is nothing to say. Typed by hand.</summary>
    private static readonly (string Finding, Answers Answers, Circumstances? Circumstances)[] Situations =
    [
        ("blocks|no-protocol-list|HK-2|HK 2; beslismatrix 32|choice", Example.Register, Example.Circumstances with { Protocol = null }),
        ("blocks|not-live|HK-8z|HK 8; beslismatrix 21|choice", Example.Register, Example.Circumstances with { Live = false }),
        ("blocks|not-in-protocol|HK-2|HK 2|source", Example.Register, Example.Circumstances with { Protocol = new("p", Example.Today, [LegalGround.Agreement]) }),
        ("blocks|client-can|IU-2-VOOR-1 IU-ALG-4|IU rij 2 / Voor|source", Example.Register with { ClientPassesOn = new(PassOn.Orally, null) }, null),
        ("blocks|client-can|IU-2-VOOR-1 IU-ALG-4|IU rij 2 / Voor|source", Example.Register with { ClientPassesOn = new(PassOn.InWriting, null) }, null),
        ("blocks|not-purely-for-goal|HK-3f|HK 3|source", Example.Register with { Necessary = new("nodig", false, "ook voor iets anders") }, null),
        ("blocks|moment-passed|HK-3e|HK 3|source", Example.Register with { Moment = new(new(2026, 5, 31), null) }, null),
        ("blocks|moment-passed|HK-3e|HK 3|source", Example.Register with { Moment = new(new(2026, 5, 1), new(2026, 5, 31)) }, null),
        ("blocks|list-changed|IU-2-VOOR-2|IU rij 2 / Voor|source", Example.Register with { Explained = new(["name"]) }, null),
        ("blocks|list-changed|IU-2-VOOR-2|IU rij 2 / Voor|source", Example.Register with { Items = null }, null),
        ("blocks|contact-gone|HK-3d IU-2-INF-1|HK 3; IU rij 2 / Informatie|source", Example.Register,
            Example.Circumstances with { Dossier = Example.Dossier with { Client = Example.Dossier.Client with { Email = "" } } }),
        ("warns|extra-items|IU-2-INF-3|IU rij 2 / Informatie; beslismatrix 8|choice",
            Example.Register with { Items = Example.Register.Items! with { Extras = [new("school", "n", "r")] }, Explained = new(["name", "phone", "email", "purpose", "extra: school"]) }, null),
        ("warns|not-in-plan|HK-5b|HK 5|source", Example.Register with { Plan = new("stap", [new("Iemand anders", "w", "d")], "reden") }, null),
        ("warns|article-missing|IU-2-GRD-OVH|IU rij 2 / Grondslag; AVG 6 lid 3|law", Example.Register with { Ground = new(LegalGround.StatutoryTask) { Task = "taak" } }, null),
        ("warns|other-capacity|HK-0c|HK inleiding; beslismatrix 3|choice", Example.Register, Example.Circumstances with { UsualSector = Sector.NonGovernment }),
        ("warns|not-informed|IU-ALG-2a|IU Algemeen / Voor|source", Example.Register with { Informed = new(false, "reden") }, null),
        ("warns|not-talked|HK-8a HK-0b|HK 8|choice", Example.Register with { Talked = new(false, null, null, null, "reden") }, null),
        ("warns|considerations-not-shared|HK-0e|HK inleiding|source", Example.Register with { ConsiderationsShared = new(false, "reden") }, null),
        ("advises|right-to-report|HK-7a HK-7b|Wmo 2015 artikel 5.2.6|law", Example.Register with { Recipient = Example.Register.Recipient! with { RecipientKind = RecipientKind.SafeHome } }, null),
        ("advises|may-object|HK-7h|HK 7; AVG 21|law", Example.Register with { ConsentStatus = Example.Register.ConsentStatus! with { Consent = ConsentStatus.Refused } }, null),
        ("warns|contract-minor|IU-2-GRD-PRIV|AVG 6 lid 1 b|law", Provider(LegalGround.Agreement), ProviderCircumstances),
        ("blocks|consent-over|HK-5c|HK 5; AVG 7|law", Until(new(2026, 5, 31)), ProviderCircumstances),
        ("blocks|plan-not-agreed|HK-5d|HK 5|source", Example.Register with { PlanAgreement = new(PlanAnswer.No, null, null, null) }, null),
        ("blocks|plan-not-agreed|HK-5d|HK 5|source", Example.Register with { PlanAgreement = new(PlanAnswer.NotAsked, null, null, null) }, null),
        ("blocks|plan-not-agreed|HK-5d|HK 5|source", Example.Register.Without(Question.Ground) with { PlanAgreement = new(PlanAnswer.No, null, null, null) }, null),
        ("blocks|recognisable|IU-1-INF-b|IU rij 1 / Informatie|source", Example.Consult with { Recognisable = new(Recognition.Yes) }, null),
        ("blocks|recognisable|IU-1-INF-b|IU rij 1 / Informatie|source", Example.Consult with { Recognisable = new(Recognition.Maybe) }, null),
        ("blocks|identifying|IU-1-INF-a|IU rij 1 / Informatie|source", Example.Consult with { ConsultText = new("Quirijn komt niet op school.", []) }, null),
        ("blocks|identifying|IU-1-INF-a|IU rij 1 / Informatie|source", Example.Consult with { ConsultQuestion = new("Ken je Zwartepoorte?") }, null),
        ("blocks|identifying|IU-1-INF-a|IU rij 1 / Informatie|source", Example.Consult with { ConsultReason = new("Het BSN is 111222333.") }, null),
        ("warns|kept-fragments|IU-1-INF-a IU-1-INF-b|IU rij 1 / Informatie|source", Example.Consult with { ConsultReason = new("Bel 0318 123456.") { ReasonKept = [new("0318 123456", "ons eigen nummer")] } }, null),
        ("warns|kept-fragments|IU-1-INF-a IU-1-INF-b|IU rij 1 / Informatie|source", Example.Consult with { ConsultText = new("Bel 0318 123456.", [new("0318 123456", "ons eigen nummer")]) }, null),
        ("blocks|feedback-not-needed|IU-3-VOOR-1|IU rij 3 / Voor|source", Example.Feedback with { FeedbackNeeded = new(false, null) }, null),
        ("blocks|feedback-not-from-me|IU-3-VOOR-2|IU rij 3 / Voor|source", Example.Feedback with { FeedbackFromMe = new(false, "de huisarts") }, null),
        ("blocks|client-can|IU-3-VOOR-3 IU-ALG-4|IU rij 3 / Voor|source", Example.Feedback with { FeedbackClient = new(true, null) }, null),
        ("blocks|funding-content|IU-3-INF-2|IU rij 3 / Informatie|source", Example.Feedback with { Funding = new(true, false, null) }, null),
        ("warns|funding-content-reasoned|IU-3-INF-2|IU rij 3 / Informatie|source", Example.Feedback with { Funding = new(true, true, "reden") }, null),
        ("warns|answer-long|IU-3-INF-1|IU rij 3 / Informatie|choice", Example.Feedback with { FeedbackAnswer = new(new string('a', 401), null, null, null) }, null),
        ("blocks|not-the-referrer|IU-3-DOEL|IU rij 3 / Doel; beslismatrix 16|choice", Example.Feedback, WithFile()),
        ("blocks|dat-suffices|IU-4-INF-GRENS|IU rij 4 / Informatie|source", Example.Network with { SharingTable = new([new("onderwerp", "nodig", [Example.School])], null) }, null),
        ("warns|everything-to-everybody|IU-4-VOOR-2|IU rij 4 / Voor|source", Everything, null),
        ("blocks|nobody-told|HK-3d IU-4-INF-DAT|HK 3|source", Example.Network with { DatWat = new([new(Example.School, Disclosure.None, [], null), new(Example.Coach, Disclosure.None, [], null)]), SharingTable = null }, null),
        ("warns|vital-interest|IU-4-GRD-VIT|IU rij 4 / Grondslag|source", Example.Network with { Ground = new(LegalGround.VitalInterest) { VitalReason = "gevaar" } }, null),
        ("warns|not-in-plan|HK-5b|HK 5|source", Example.Network with { Plan = new("stap", [new("De Vlier", "w", "d")], "reden") }, null),
        ("advises|may-object-interest|IU-3-GRD-PRIV IU-4-GRD-PRIV|AVG 21; beslismatrix, niveau 3|law", Example.Feedback with { Capacity = new(Sector.NonGovernment, null), Ground = new(LegalGround.LegitimateInterest) }, ProviderCircumstances),
    ];

    private static Answers Everything => Example.Network with
    {
        DatWat = new([new(Example.School, Disclosure.What, [], "nodig"), new(Example.Coach, Disclosure.What, [], "nodig")]),
        SharingTable = new([new("een", "nodig", [Example.School, Example.Coach]), new("twee", "nodig", [Example.School, Example.Coach])], "hier moet het"),
    };

    // A dossier that says what these answers say, and holds no such referral.
    private static Circumstances WithFile() => Example.Circumstances with
    {
        File = new(Example.Dossier, [.. new Written[]
        {
            new HelpRequestVersion(Example.Word("helpRequest"), "klant", null, Example.Today), new GoalVersion(Example.Word("goal"), "klant", GoalSupport.Nobody, null, "link", Example.Today),
            new PlanVersion(Example.Word("planSteps"), [new(Guid.Empty, null, Example.Word("recipientOrganisation"), Example.Word("partnerWhy"), Example.Word("partnerData"), "")]),
            new ReferralReceived(Example.Word("recipientName"), Example.Word("recipientOrganisation"), RecipientKind.Provider, new(2026, 5, 2), "Een andere vraag?", false),
            new RepresentativeNoted(Guid.Empty, "Moeder", RepresentativeRole.ParentWithCustody, "", "", "", [], null),
            new PlanAnswered(3, null, true, Example.Today, HowSaid.Orally), new PlanAnswered(3, Guid.Empty, true, Example.Today, HowSaid.Orally),
        }.Select((what, at) => new DossierLine(at + 1, new DateTime(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc), "sanne", "Sanne", what))]),
    };

    /// <summary>Under the exception, sorted: what is said of a complete decision, and what one step changes. Typed by hand.</summary>
    [Fact]
    [Norm("HK-6a", "HK-6d", "HK-6h", "HK-7a", "IU-ALG-2a", "IU-KOP-2", "HK-7c", "HK-2")]
    public void Under_the_exception_a_child_comes_first_and_a_lead_reads_along()
    {
        const string usual = "informing-postponed may-object-safety safety-review shield-case";
        Assert.Equal(usual, Sorted(Example.Endangered));
        Assert.Equal("informing-postponed may-object-safety safety-review shield-address", Sorted(Example.Endangered with { MayNotKnow = new(true, [new("vader", true, false)]) }));
        Assert.Equal("informing-postponed may-object-safety safety-review", Sorted(Example.Endangered with { MayNotKnow = new(false, []) }));
        Assert.Equal("duties-no " + usual, Sorted(Example.Endangered with { Secrecy = Example.Endangered.Secrecy! with { WillHelp = false } }));
        Assert.Equal("informing-postponed may-object-safety recorded-afterwards safety-review shield-case", Sorted(Example.Endangered with { Moment = Example.Endangered.Moment! with { SharedAt = new(8, 0), AfterwardsReason = "haast" } }));
        Assert.Equal("incomplete may-object-safety safety-review", Sorted(Example.AtOnce));
        // Ambiguities 21 and 32: neither a missing list nor an organisation that is not live holds it up.
        Assert.Equal("informing-postponed may-object-safety protocol-missing safety-review shield-case", Sorted(Example.Endangered, Example.Circumstances with { Protocol = null, Live = false }));
        // Ambiguities 7 and 27: it is for a child, whoever the client is.
        Assert.Contains("safety-adult", Sorted(Example.Endangered, Example.Circumstances with { Today = new(2030, 3, 9) }), StringComparison.Ordinal);
        Assert.DoesNotContain("safety-adult", Sorted(Example.Endangered, Example.Circumstances with { Today = new(2030, 3, 8) }), StringComparison.Ordinal);
        Assert.DoesNotContain("safety-adult", Sorted(Example.Endangered with { ChildInterest = Example.Endangered.ChildInterest! with { ChildConcerned = ChildAtRisk.OtherChild } }, Example.Circumstances with { Today = new(2030, 3, 9) }), StringComparison.Ordinal);
        Assert.Contains("safety-adult", Sorted(Example.Endangered with { ChildInterest = Example.Endangered.ChildInterest! with { ChildConcerned = ChildAtRisk.Adult } }), StringComparison.Ordinal);
        // The ground stays: what the cell does not list blocks.
        Assert.Contains("government-consent", Codes(Of(Example.Register with { Ground = new(LegalGround.Consent) }, null)), StringComparison.Ordinal);
        Assert.Contains("safety-consent-government", Sorted(Example.Endangered with { Ground = new(LegalGround.Consent) }), StringComparison.Ordinal);
        // And so does professional secrecy.
        Assert.Contains("secrecy-closed", Sorted(Example.Endangered with { Secrecy = Example.Endangered.Secrecy! with { SecrecyWay = SecrecyWay.None } }), StringComparison.Ordinal);

        static string Sorted(Answers answers, Circumstances? circumstances = null) => string.Join(' ', Of(answers, circumstances).Findings.Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    /// <summary>Situations one step on the good side of the line.</summary>
    private static readonly (string Why, Answers Answers, Circumstances? Circumstances)[] Silent =
    [
        ("everything in order at level 2", Example.Register, null),
        ("everything in order at level 1", Example.Consult, null),
        ("everything in order at level 3", Example.Feedback, null),
        ("everything in order at level 4", Example.Network, null),
        ("an answer of four hundred characters", Example.Feedback with { FeedbackAnswer = new(new string('a', 400), null, null, null) }, null),
        ("one of two hears only one of the topics", Everything with { SharingTable = new([new("een", "nodig", [Example.School, Example.Coach]), new("twee", "nodig", [Example.Coach])], null) }, null),
        ("level 1 needs no protocol list, and no organisation that is live", Example.Consult, Example.Circumstances with { Protocol = null, Live = false }),
        ("nothing answered yet", new Answers { Way = Way.Refer }, null),
        ("a part goes through the client", Example.Register with { ClientPassesOn = new(PassOn.Partly, "reden") }, null),
        ("a contact detail that nobody shares may be unknown", Example.Register, Example.Circumstances with { Dossier = Example.Dossier with { Client = Example.Dossier.Client with { Address = "" } } }),
        ("the last day is today", Example.Register with { Moment = new(new(2026, 5, 1), Example.Today) }, null),
        ("the only day is today", Example.Register with { Moment = new(Example.Today, null) }, null),
        ("consent lasts until the last day of sharing", Until(new(2030, 3, 9)), ProviderCircumstances),
        ("consent that is over is no ground here", Example.Register with { ConsentStatus = Example.Register.ConsentStatus! with { ConsentUntil = new(2026, 5, 31) } }, null),
        ("eighteen today", Provider(LegalGround.Agreement), ProviderCircumstances with { Today = new(2030, 3, 9) }),
        ("the recipient is a partner by name", Example.Register with { Plan = new("stap", [new("de stichting " + Example.Word("recipientOrganisation"), "w", "d")], null) }, null),
        ("a text that tells nobody who it is", Example.Consult with { ConsultText = new("Een gezin met drie kinderen.", []) }, null),
    ];

    private static Circumstances ProviderCircumstances => Example.Circumstances with { UsualSector = Sector.NonGovernment };

    private static Answers Provider(LegalGround ground) => Example.Register with
    {
        Capacity = new(Sector.NonGovernment, null), Ground = new(ground) { Contract = "c", ContractNeed = "n" }, Moment = new(new(2030, 3, 9), null),
    };

    private static Answers Until(DateOnly day) => Provider(LegalGround.Consent) with { ConsentStatus = Example.Register.ConsentStatus! with { ConsentUntil = day } };

    [Fact]
    [Norm("IU-ALG-1", "IU-ALG-2a", "IU-ALG-4", "IU-1-INF-a", "IU-1-INF-b", "IU-2-VOOR-1", "IU-2-VOOR-1a", "IU-2-VOOR-1b", "IU-2-VOOR-2", "IU-2-INF-3")]
    [Norm("HK-0a", "HK-0c", "HK-0e", "HK-2", "HK-3e", "HK-3f", "HK-5b", "HK-5c", "HK-5d", "HK-7h")]
    public void Each_point_is_made_exactly_in_its_situation_with_its_norms_and_its_source()
    {
        foreach (var (expected, answers, circumstances) in Situations)
        {
            var finding = Assert.Single(Of(answers, circumstances).Findings);
            Assert.Equal(expected, $"{finding.Kind.Code()}|{finding.Code}|{string.Join(' ', finding.Norms)}|{finding.Source}|{finding.Basis.Code()}");
        }
    }

    [Fact]
    public void One_step_on_the_good_side_of_the_line_there_is_nothing_to_say()
    {
        foreach (var (why, answers, circumstances) in Silent) Assert.True(Of(answers, circumstances).Findings.Count == 0, $"{why}: {Codes(Of(answers, circumstances))}");
    }

    [Fact]
    public void Every_point_has_words_in_both_languages_and_every_block_a_way_that_is_open()
    {
        foreach (var finding in Situations.SelectMany(s => Of(s.Answers, s.Circumstances).Findings))
        {
            foreach (var english in new[] { false, true })
            {
                Assert.False(string.IsNullOrWhiteSpace(finding.Says(ScreenWords.In(english), english)));
                if (finding.Kind == FindingKind.Blocks) Assert.False(string.IsNullOrWhiteSpace(finding.Nearest(ScreenWords.In(english), english)));
                else Assert.Null(finding.Nearest(ScreenWords.In(english), english));
            }
            Assert.NotEqual(finding.Says(ScreenWords.Dutch, false), finding.Says(ScreenWords.English, true));
            Assert.NotEmpty(finding.Norms);
            Assert.All(finding.Norms, norm => Assert.NotNull(Rulebook.Current.Norm(norm)));
        }
    }

    [Fact]
    [Norm("HK-0b")]
    public void The_same_input_has_the_same_findings_whoever_asked_what_in_between()
    {
        var first = Situations.Select(s => Text(Of(s.Answers, s.Circumstances))).ToList();
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(first, Situations.Reverse().Select(s => Text(Of(s.Answers, s.Circumstances))).Reverse());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
        Assert.Equal(Situations.Select(s => s.Answers.ToJson()), Situations.Select(s => Answers.FromJson(s.Answers.ToJson()).ToJson()));

        static string Text(Assessment assessment) => JsonSerializer.Serialize(assessment, Json);
    }

    [Fact]
    public void Several_points_stand_together_blocks_first_then_warnings_then_advice()
    {
        var assessment = Of(Example.Register with
        {
            Talked = new(false, null, null, null, "reden"), Informed = new(false, "reden"), Necessary = new("n", false, "r"), Moment = new(new(2026, 1, 1), null),
            Recipient = Example.Register.Recipient! with { RecipientKind = RecipientKind.SafeHome },
        });

        Assert.Equal("not-purely-for-goal moment-passed not-informed not-talked right-to-report", Codes(assessment));
        Assert.Equal(["not-purely-for-goal", "moment-passed"], assessment.Blocks.Select(b => b.Code));
    }

    [Fact]
    [Norm("IU-ALG-1", "IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-2-GRD-NIET", "HK-5c", "HK-5d", "HK-7g", "HK-7h")]
    public void For_every_level_sector_ground_consent_and_plan_the_findings_say_what_the_matrix_says()
    {
        var compared = 0;
        foreach (var level in Coded.All<Level>().Where(l => l != Level.Consult))
        foreach (var sector in Coded.All<Sector>())
        foreach (var ground in Coded.All<LegalGround>())
        foreach (var consent in Coded.All<ConsentStatus>())
        foreach (var plan in Coded.All<PlanAnswer>())
        {
            var answers = Example.Register with
            {
                Way = level switch { Level.Feedback => Way.Feedback, Level.Network => Way.Network, _ => Way.Refer }, ReferKind = level.IsReferral() ? new(level) : null,
                Capacity = new(sector, null), Ground = new(ground) { Article = "artikel" }, PlanAgreement = new(plan, null, null, null),
                ConsentStatus = Example.Register.ConsentStatus! with { Consent = consent },
            };
            var verdict = Verdict.Of(Rulebook.Current, new(level, sector, false, ground, plan == PlanAnswer.Yes, consent));

            var blocks = Of(answers, Example.Circumstances with { UsualSector = sector, Today = new(2026, 6, 1) }).Blocks;

            Assert.Equal(verdict.Refusals.Select(r => r.Code), blocks.Select(b => b.Code));
            Assert.Equal(verdict.Allowed, blocks.Count == 0);
            compared++;
        }
        Assert.Equal(4 * 2 * 6 * 5 * 3, compared);
    }

    [Fact]
    [Norm("HK-1", "HK-2")]
    public void A_protocol_takes_grounds_away_and_never_adds_one()
    {
        LegalGround[] all = [.. Coded.All<LegalGround>().Where(g => g != LegalGround.None)];
        for (var chosen = 0; chosen < 1 << all.Length; chosen++)
        {
            var protocol = new ProtocolSetting("p", Example.Today, [.. all.Where((_, at) => (chosen >> at & 1) == 1)]);
            foreach (var level in Coded.All<Level>())
            foreach (var sector in Coded.All<Sector>())
            foreach (var safety in new[] { false, true })
            {
                var edition = Rulebook.Current.Cell(level, sector).GroundsWhen(safety).Select(g => g.Ground).ToHashSet();
                var permitted = Assess.Permitted(Rulebook.Current, protocol, level, sector, safety);
                Assert.Equal(edition.Where(g => protocol.Grounds.Contains(g)).Order(), permitted.Order());
                if (safety || !level.IsReferral()) continue;
                foreach (var ground in all)
                {
                    var assessment = Of(
                        Example.Register with { ReferKind = new(level), Capacity = new(sector, null), Ground = new(ground) { Article = "artikel" } },
                        Example.Circumstances with { Protocol = protocol, UsualSector = sector });
                    Assert.Equal(permitted, assessment.Grounds);
                    Assert.Equal(permitted.Contains(ground), assessment.Blocks.Count == 0);
                    Assert.Equal(edition.Contains(ground) && !protocol.Grounds.Contains(ground), assessment.Blocks.Any(b => b.Code == "not-in-protocol"));
                }
            }
        }
    }

    [Fact]
    [Norm("HK-2", "HK-6a")]
    public void Without_a_protocol_list_no_ground_is_left_but_the_exception_keeps_the_list_of_the_edition()
    {
        Dictionary<(string, Sector), string> safety = new()
        {
            [("1", Sector.Government)] = "", [("1", Sector.NonGovernment)] = "",
            [("2a", Sector.Government)] = "statutory-task vital-interest", [("2a", Sector.NonGovernment)] = "agreement vital-interest",
            [("2b", Sector.Government)] = "statutory-task vital-interest", [("2b", Sector.NonGovernment)] = "agreement vital-interest",
            [("3", Sector.Government)] = "statutory-task vital-interest", [("3", Sector.NonGovernment)] = "agreement legitimate-interest vital-interest",
            [("4", Sector.Government)] = "statutory-task vital-interest", [("4", Sector.NonGovernment)] = "agreement legitimate-interest vital-interest",
        };
        foreach (var ((level, sector), grounds) in safety)
        {
            var code = Coded.Parse<Level>(level)!.Value;
            Assert.Empty(Assess.Permitted(Rulebook.Current, null, code, sector, safety: false));
            Assert.Equal(grounds, string.Join(' ', Assess.Permitted(Rulebook.Current, null, code, sector, safety: true).Order().Select(g => g.Code())));
        }
    }

    /// <summary>Each line of consent, and the last day on which sharing on it is still covered. The answers remember a day far away.</summary>
    public static TheoryData<string, ConsentAnswered[], string> Consents => new()
    {
        { "one line each, the mother's ends first", [Yes(null, "2026-09-01"), Yes(Family.Mother.Id, "2026-07-10")], "2026-07-10" },
        { "the client's was shortened", [Yes(null, "2026-09-01"), Yes(Family.Mother.Id, "2026-09-01"), Yes(null, "2026-07-10")], "2026-07-10" },
        { "it was made longer", [Yes(null, "2026-07-10"), Yes(Family.Mother.Id, "2026-09-01"), Yes(null, "2026-08-31")], "2026-08-31" },
        { "one item ends before the others", [Yes(null, "2026-09-01"), Yes(Family.Mother.Id, "2026-09-01"), Yes(Family.Mother.Id, "2026-07-10") with { Data = ["email"] }], "2026-07-10" },
        { "another partner's does not count", [Yes(null, "2026-09-01"), Yes(Family.Mother.Id, "2026-09-01"), Yes(null, "2026-07-10") with { Partner = Family.Doctor }], "2026-09-01" },
    };

    private static ConsentAnswered Yes(Guid? giver, string until) => Family.Consent(giver, until: Family.Day(until), data: ["name", "phone", "email", "purpose"]);

    [Theory]
    [MemberData(nameof(Consents))]
    [Norm("HK-5c")]
    public void The_consent_holds_until_the_first_yes_that_counts_ends(string why, ConsentAnswered[] lines, string until)
    {
        var file = Family.Aged(14, [Family.Mother, .. lines]);
        var circumstances = ProviderCircumstances with { Dossier = file.Dossier, Today = Family.Today, File = file };
        bool Over(DateOnly last) => Of(Until(new(2030, 1, 1)) with
        {
            Recipient = Example.Register.Recipient! with { RecipientPartner = Family.School }, Moment = new(Family.Today, last),
        }, circumstances).Blocks.Any(b => b.Code == "consent-over");

        Assert.False(Over(Family.Day(until)), why);
        Assert.True(Over(Family.Day(until).AddDays(1)), why);
    }

    [Fact]
    [Norm("HK-5c")]
    public void Who_is_not_waited_for_shortens_no_consent()
    {
        var file = Family.Aged(14, Family.Mother, Family.Father, Yes(null, "2026-09-01"), Yes(Family.Mother.Id, "2026-09-01"), Yes(Family.Father.Id, "2026-07-10") with { Given = false, Until = null });
        var answers = Until(new(2030, 1, 1)) with { Recipient = Example.Register.Recipient! with { RecipientPartner = Family.School }, Moment = new(Family.Today, Family.Day("2026-08-01")) };
        var circumstances = ProviderCircumstances with { Dossier = file.Dossier, Today = Family.Today, File = file };
        Assert.DoesNotContain(Of(answers with { ConsentStatus = answers.ConsentStatus! with { ConsentMissingReason = "reden" } }, circumstances).Blocks, b => b.Code == "consent-over");
    }

    [Fact]
    [Norm("IU-1-GRD")]
    public void Level_1_offers_no_ground() => Assert.Empty(Of(Example.Consult).Grounds);

    [Fact]
    [Norm("IU-1-INF-a")]
    public void The_reason_why_a_fragment_may_stay_names_nobody_either() =>
        Assert.Equal("identifying kept-fragments", Codes(Of(Example.Consult with { ConsultText = new("Bel 0318 123456.", [new("0318 123456", "niet van Quirijn Zwartepoorte")]) })));

    [Fact]
    [Norm("IU-2-DOEL-a", "IU-2-DOEL-b")]
    public void Without_a_sector_chosen_the_usual_one_counts_and_before_2a_or_2b_the_rules_of_registering()
    {
        var early = new Answers { Way = Way.Refer };

        Assert.Equal([LegalGround.StatutoryTask], Of(early).Grounds);
        Assert.Equal([LegalGround.Agreement, LegalGround.Consent], Of(early, ProviderCircumstances).Grounds.Order());
    }

    /// <summary>Every text that may be written freely at level 2, with these words in it. Typed by hand.</summary>
    public static TheoryData<string> Free => [.. Written.Keys];

    private static readonly Dictionary<string, Func<string, Answers>> Written = new()
    {
        ["clientPassesOnReason"] = t => Example.Register with { ClientPassesOn = new(PassOn.Partly, t) },
        ["helpRequest"] = t => Example.Register with { HelpRequest = new(t) },
        ["goal"] = t => Example.Register with { Goal = Example.Register.Goal! with { Goal = t } },
        ["goalLink"] = t => Example.Register with { Goal = Example.Register.Goal! with { GoalLink = t } },
        ["planSteps"] = t => Example.Register with { Plan = Example.Register.Plan! with { PlanSteps = t } },
        ["partnerWhy"] = t => Example.Register with { Plan = Example.Register.Plan! with { Partners = [new(Example.Word("recipientOrganisation"), t, "d")] } },
        ["partnerData"] = t => Example.Register with { Plan = Example.Register.Plan! with { Partners = [new(Example.Word("recipientOrganisation"), "w", t)] } },
        ["notInPlanReason"] = t => Example.Register with { Plan = Example.Register.Plan! with { NotInPlanReason = t } },
        ["capacityReason"] = t => Example.Register with { Capacity = new(Sector.Government, t) },
        ["task"] = t => Example.Register with { Ground = Example.Register.Ground! with { Task = t } },
        ["taskNeed"] = t => Example.Register with { Ground = Example.Register.Ground! with { TaskNeed = t } },
        ["contract"] = t => Example.Register with { Ground = Example.Register.Ground! with { Contract = t } },
        ["contractNeed"] = t => Example.Register with { Ground = Example.Register.Ground! with { ContractNeed = t } },
        ["groundsConsidered"] = t => Example.Register with { Ground = Example.Register.Ground! with { GroundsConsidered = t } },
        ["consentReasoning"] = t => Example.Register with { ConsentStatus = Example.Register.ConsentStatus! with { ConsentReasoning = t } },
        ["purpose"] = t => Example.Register with { Purpose = new(t) },
        ["nameNecessity"] = t => Example.Register with { Items = Example.Register.Items! with { NameNecessity = t } },
        ["contactNecessity"] = t => Example.Register with { Items = Example.Register.Items! with { ContactNecessity = t } },
        ["purposeNecessity"] = t => Example.Register with { Items = Example.Register.Items! with { PurposeNecessity = t } },
        ["extra"] = t => Example.Register with { Items = Example.Register.Items! with { Extras = [new(t, "n", "r")] } },
        ["extraNecessity"] = t => Example.Register with { Items = Example.Register.Items! with { Extras = [new("e", t, "r")] } },
        ["extraReason"] = t => Example.Register with { Items = Example.Register.Items! with { Extras = [new("e", "n", t)] } },
        ["informedReason"] = t => Example.Register with { Informed = new(false, t) },
        ["talkedReason"] = t => Example.Register with { Talked = new(false, null, null, null, t) },
        ["necessary"] = t => Example.Register with { Necessary = Example.Register.Necessary! with { Necessary = t } },
        ["purelyForGoalReason"] = t => Example.Register with { Necessary = Example.Register.Necessary! with { PurelyForGoalReason = t } },
        ["effective"] = t => Example.Register with { Weighing = Example.Register.Weighing! with { Effective = t } },
        ["proportionate"] = t => Example.Register with { Weighing = Example.Register.Weighing! with { Proportionate = t } },
        ["alternative"] = t => Example.Register with { Weighing = Example.Register.Weighing! with { Alternative = t } },
        ["leastIntrusive"] = t => Example.Register with { Weighing = Example.Register.Weighing! with { LeastIntrusive = t } },
        ["considerationsSharedReason"] = t => Example.Register with { ConsiderationsShared = new(false, t) },
        ["reason"] = t => Example.Register with { Outcome = new(Outcome.Share, t) },
        ["withheld"] = t => Example.Register with { Outcome = new(Outcome.SharePartly, "r") { Withheld = t } },
    };

    [Theory]
    [MemberData(nameof(Free))]
    [Norm("IU-ALG-3")]
    public void A_name_of_somebody_else_or_a_citizen_number_in_any_free_text_warns_and_never_blocks(string field)
    {
        foreach (var (text, told) in new[]
        {
            ("Zijn vriendin Fatima el Idrissi weet ervan.", true), ("Het nummer is 123456782.", true),
            ("Dat weet iedereen in de klas.", false), (Example.Dossier.Client.Name + " wil dit zelf.", false),
        })
        {
            var findings = Of(Written[field](text)).Findings;
            Assert.Equal(told, findings.Any(f => f.Code == "identifying-text"));
            Assert.All(findings.Where(f => f.Code == "identifying-text"), f => Assert.Equal((FindingKind.Warns, "IU-ALG-3"), (f.Kind, Assert.Single(f.Norms))));
        }
    }

    [Theory]
    [MemberData(nameof(Free))]
    [Norm("IU-ALG-3")]
    public void The_warning_knows_which_words_in_which_answer_it_means(string field)
    {
        var answers = Written[field]("Zijn vriendin Fatima el Idrissi weet ervan, bel 0318 123456 over 123456782.");
        var marked = Assert.Single(Assess.MarkedIn(Example.Circumstances, answers));
        Assert.Equal(["Fatima el Idrissi", "123456782"], marked.Words);
        Assert.Contains(answers.TextsOf(marked.Question), t => t.Contains("Fatima", StringComparison.Ordinal));
        Assert.Single(Coded.All<Question>(), q => answers.TextsOf(q).Any(t => t.Contains("Fatima", StringComparison.Ordinal)));
        Assert.Empty(Assess.MarkedIn(Example.Circumstances, Example.Register));
        Assert.Empty(Assess.MarkedIn(Example.Circumstances, Example.Consult with { ConsultReason = new("Fatima el Idrissi weet ervan.") }));
    }

    [Fact]
    [Norm("IU-ALG-3")]
    public void Whoever_this_is_about_may_be_named()
    {
        const string Text = "Fatima el Idrissi heeft erover gebeld.";
        foreach (var answers in new[]
        {
            Written["necessary"](Text) with { Recipient = Example.Register.Recipient! with { RecipientName = "Fatima el Idrissi" } },
            Written["necessary"](Text) with { PlanAgreement = Example.Register.PlanAgreement! with { AgreedBy = "moeder (fatima el idrissi)" } },
            Written["necessary"](Text) with { Talked = new(true, "Fatima el Idrissi", Example.Today, TalkedHow.Phone, null) },
            Example.Register with { Recipient = Example.Register.Recipient! with { RecipientName = Text } },
        })
            Assert.DoesNotContain(Of(answers).Findings, f => f.Code == "identifying-text");
    }
}
