using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Asking;

/// <summary>Invented answers. Every text that somebody types is a word of its own, <c>kanarie-</c> and the name of its field, so that a test sees where it went.</summary>
internal static class Example
{
    public const string Canary = "kanarie-";

    public static readonly DateOnly Today = new(2026, 6, 1);

    public static readonly Person Sanne = new("sanne", "Sanne Voorbeeld", Role.Caseworker, "org-b", "Gemeente Barneveld", Sector.Government, "team-1", "Lokaal team");

    public static readonly Dossier Dossier = new(
        new Guid("7f1e8a52-4a5e-4c0b-9f63-0d7a1b2c3d4e"), "D-4711", new Client("Quirijn Zwartepoorte", new DateOnly(2012, 3, 9), "0612345678", "quirijn@zwartepoorte.example", "Verzonnenlaan 12, 3771 ZZ Barneveld"),
        "org-b", "team-1", "sanne", new DateTime(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc));

    public static readonly ProtocolSetting Protocol = new("protocol-7", new DateOnly(2026, 1, 1), [.. Coded.All<LegalGround>().Where(g => g != LegalGround.None)]);

    /// <summary>Everything in order around the answers.</summary>
    public static readonly Circumstances Circumstances = new(Protocol, true, Sector.Government, Dossier, Today);

    /// <summary>Level 1, complete.</summary>
    public static readonly Answers Consult = new()
    {
        Way = Way.Consult,
        ConsultRecipient = new(Word("consultFunction"), Word("consultOrganisation")),
        ConsultQuestion = new(Word("consultQuestion")),
        ConsultText = new(Word("consultText"), []),
        Recognisable = new(Recognition.No),
        ConsultReason = new(Word("consultReason")),
    };

    /// <summary>Level 2b for the municipality, complete, to be shared, and with nothing to say about it.</summary>
    public static readonly Answers Register = new()
    {
        Way = Way.Refer,
        Dossier = Dossier.Id,
        ReferKind = new(Level.Register),
        Recipient = new(RecipientKind.Provider, Word("recipientName"), Word("recipientOrganisation")),
        ClientPassesOn = new(PassOn.No, Word("clientPassesOnReason")),
        HelpRequest = new(Word("helpRequest")) { HelpRequestBy = Word("helpRequestBy") },
        Goal = new(Word("goal"), Word("goalByWhom"), GoalSupport.SomebodyElse, Word("goalSupportBy"), Word("goalLink")),
        Plan = new(Word("planSteps"), [new(Word("recipientOrganisation"), Word("partnerWhy"), Word("partnerData"))], null),
        PlanAgreement = new(PlanAnswer.Yes, Word("agreedBy"), new DateOnly(2026, 5, 20), HowSaid.Orally),
        Capacity = new(Sector.Government, null),
        Ground = new(LegalGround.StatutoryTask) { Task = Word("task"), Article = "Jeugdwet artikel 2.3", TaskNeed = Word("taskNeed") },
        ConsentStatus = new(ConsentStatus.Given, Word("consentBy"), new DateOnly(2026, 5, 21), HowSaid.InWriting, new DateOnly(2026, 9, 1), Word("consentReasoning")),
        Purpose = new(Word("purpose")),
        Items = new([ItemKind.Name, ItemKind.Contact, ItemKind.Purpose], Word("nameNecessity"), [ContactDetail.Phone, ContactDetail.Email], Word("contactNecessity"), Word("purposeNecessity"), []),
        SpecialData = new(false, [], false),
        Secrecy = new SecrecyLock(SecrecyKind.PublicServant, SecrecyWay.DirectlyInvolved) { SecrecyReason = Word("secrecyReason") },
        Moment = new(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 15)),
        Explained = new(["name", "phone", "email", "purpose"]),
        Informed = new(true, null),
        Talked = new(true, Word("talkedWith"), new DateOnly(2026, 5, 22), TalkedHow.Video, null),
        Necessary = new(Word("necessary"), true, Word("purelyForGoalReason")),
        Weighing = new(Word("effective"), Word("proportionate"), Word("alternative"), Word("leastIntrusive")),
        ConsiderationsShared = new(true, null),
        Outcome = new(Outcome.Share, Word("reason")),
    };

    /// <summary>Level 2 with every field filled, also those that never go together: for words and names, not for rules.</summary>
    public static readonly Answers Crammed = Register with
    {
        HelpRequest = Register.HelpRequest! with { HelpRequestAgreed = true },
        SpecialData = new(true, [new("name", SpecialGround.Care, Word("specialWhy"))], true)
        {
            OfficerConsulted = Word("officerConsulted"), OfficerConsultedOn = new DateOnly(2026, 5, 19), OfficerAdvice = Word("officerAdvice"),
        },
        Secrecy = new SecrecyLock(SecrecyKind.YouthAct, SecrecyWay.ConflictOfDuties)
        {
            SecrecyArticle = Word("secrecyArticle"), SecrecyReason = Word("secrecyReason"), TriedConsent = true, SeriousHarm = false, NoOtherWay = true, WillHelp = false,
            AsLittleAsPossible = true, Conscience = false, ColleagueConsulted = Word("colleagueConsulted"),
        },
        PlanAgreement = Register.PlanAgreement! with { AgreementMissingReason = Word("agreementMissingReason") },
        ConsentStatus = Register.ConsentStatus! with { ConsentMissingReason = Word("consentMissingReason") },
        Plan = new(Word("planSteps"), [new(Word("partner"), Word("partnerWhy"), Word("partnerData")) { PartnerPurpose = Word("partnerPurpose") }, new("Ander", "daarom", "niets")], Word("notInPlanReason")),
        Capacity = new(Sector.NonGovernment, Word("capacityReason")),
        Ground = new(LegalGround.StatutoryTask)
        {
            Task = Word("task"), Article = Word("article"), TaskNeed = Word("taskNeed"), Contract = Word("contract"), ContractParty = Word("contractParty"),
            ContractNeed = Word("contractNeed"), GroundsConsidered = Word("groundsConsidered"),
        },
        Items = Register.Items! with { Extras = [new(Word("extra"), Word("extraNecessity"), Word("extraReason"))] },
        Explained = new(["name", "phone", "email", "purpose", "extra: " + Word("extra")]),
        Informed = new(false, Word("informedReason")),
        Talked = Register.Talked! with { TalkedReason = Word("talkedReason") },
        ConsiderationsShared = new(false, Word("considerationsSharedReason")),
        Outcome = new(Outcome.SharePartly, Word("reason"))
        {
            NotSharingReason = NotSharingReason.NoGround, HoldReason = HoldReason.Advice, HoldUntil = new DateOnly(2026, 8, 1), OtherWay = Way.Network,
            OutsideRoute = OutsideRoute.LegalDuty, AdviceFrom = Word("adviceFrom"),
        },
    };

    /// <summary>Level 3 for the municipality, complete, to be shared.</summary>
    public static readonly Answers Feedback = Register with
    {
        Way = Way.Feedback, ReferKind = null, ClientPassesOn = null, Purpose = null, Items = null, Explained = null,
        FeedbackReferral = new(4, new DateOnly(2026, 5, 2), Word("originalQuestion"), false),
        FeedbackNeeded = new(true, Word("feedbackUse")),
        FeedbackFromMe = new(true, null),
        FeedbackClient = new(false, Word("feedbackClientReason")),
        Funding = new(false, null, null),
        FeedbackAnswer = new(Word("feedbackAnswer"), null, null, null),
    };

    public static readonly Guid School = new("11111111-4a5e-4c0b-9f63-0d7a1b2c3d4e");

    public static readonly Guid Coach = new("22222222-4a5e-4c0b-9f63-0d7a1b2c3d4e");

    /// <summary>Level 4 for the municipality, complete, to be shared: the school hears THAT, the coach hears WHAT.</summary>
    public static readonly Answers Network = Register with
    {
        Way = Way.Network, ReferKind = null, Recipient = null, ClientPassesOn = null, Items = null, Explained = null,
        NetworkWarning = new(true),
        Participants = new([new(School, RecipientKind.School, "Meester Tak", "De Vlier", Word("seatRole"), Word("seatWhy")), new(Coach, RecipientKind.Provider, Word("seatName"), Word("seatOrganisation"), "coach", "doet mee")]),
        Plan = new(Word("planSteps"), [new("De Vlier", "let op", "niets"), new(Word("seatOrganisation"), Word("partnerWhy"), Word("partnerData"))], null),
        DatWat = new([new(School, Disclosure.That, [DatPart.Known], null), new(Coach, Disclosure.What, [DatPart.Known, DatPart.InCare], Word("watReason"))]),
        SharingTable = new([new(Word("topic"), Word("topicWhy"), [Coach])], null),
    };

    /// <summary>Level 2b under the exception, with time to weigh, complete.</summary>
    public static readonly Answers Endangered = Register with
    {
        Safety = new(SafetyTiming.WeighFirst),
        Goal = null, Plan = null, PlanAgreement = null, ConsentStatus = null, Explained = null,
        ChildInterest = new(ChildAtRisk.Client, null, Word("childInterest"), ThreatKind.Shelter, null, Word("threat"), Word("threatSeriousness")),
        MayNotKnow = new(true, [new(Word("person"), true, true)]),
        MissingConsent = new([new(Word("missingPerson"), MissingWhy.TooDangerous)]),
        Secrecy = new SecrecyLock(SecrecyKind.YouthAct, SecrecyWay.ConflictOfDuties)
        {
            SecrecyReason = Word("secrecyReason"), TriedConsent = true, SeriousHarm = true, NoOtherWay = true, WillHelp = true, AsLittleAsPossible = true, Conscience = true,
        },
        Informed = new(false, Word("informedReason")) { InformWhen = InformWhen.Postponed, InformReviewOn = new DateOnly(2026, 6, 20), InformReviewBy = Word("informReviewBy") },
        Consulted = new(Word("consultedWhom"), new DateOnly(2026, 5, 31), new TimeOnly(14, 30), Word("consultedAdvice")),
        Weighing = Register.Weighing! with { SafetyGoal = Word("safetyGoal"), HelpWeighed = Word("helpWeighed"), SafetyWeighed = Word("safetyWeighed") },
    };

    /// <summary>The same, made at once: what cannot wait, and nothing else.</summary>
    public static readonly Answers AtOnce = new()
    {
        Way = Way.Refer, Safety = new(SafetyTiming.Now), Dossier = Dossier.Id, ReferKind = Register.ReferKind, ChildInterest = Endangered.ChildInterest, Recipient = Register.Recipient,
        Ground = Register.Ground, Items = Register.Items, Consulted = Endangered.Consulted,
    };

    /// <summary>Level 3 with every field filled that only level 3 has.</summary>
    public static readonly Answers CrammedFeedback = Feedback with
    {
        FeedbackFromMe = new(false, Word("feedbackBy")),
        Funding = new(true, true, Word("fundingReason")),
        FeedbackAnswer = new(Word("feedbackAnswer"), Word("fundedHelp"), Word("fundedAmount"), Word("fundedPeriod")),
        Ground = new(LegalGround.LegitimateInterest) { Interest = Word("interest"), InterestNeed = Word("interestNeed"), InterestBalance = Word("interestBalance"), VitalReason = Word("vitalReason") },
    };

    /// <summary>Level 4, with every field filled that only level 4 or the exception has.</summary>
    public static readonly Answers CrammedNetwork = Network with
    {
        Safety = new(SafetyTiming.AlreadyShared),
        Goal = null, Plan = null, PlanAgreement = null, ConsentStatus = null,
        ChildInterest = new(ChildAtRisk.OtherChild, Word("childName"), Word("childInterest"), ThreatKind.Other, Word("threatOther"), Word("threat"), Word("threatSeriousness")),
        MayNotKnow = Endangered.MayNotKnow, MissingConsent = Endangered.MissingConsent, Secrecy = Endangered.Secrecy, Informed = Endangered.Informed, Consulted = Endangered.Consulted,
        Weighing = Endangered.Weighing,
        SharingTable = new([new(Word("topic"), Word("topicWhy"), [Coach])], Word("everythingReason")),
        Moment = new(new DateOnly(2026, 6, 1), null) { SharedAt = new TimeOnly(8, 5), AfterwardsReason = Word("afterwardsReason") },
    };

    /// <summary>Level 1 with every field filled.</summary>
    public static readonly Answers CrammedConsult = Consult with
    {
        ConsultQuestion = Consult.ConsultQuestion! with { QuestionKept = [new(Word("fragment"), Word("why"))] },
        ConsultText = new(Word("consultText"), [new(Word("fragment"), Word("why"))]),
        ConsultReason = Consult.ConsultReason! with { ReasonKept = [new(Word("fragment"), Word("why"))] },
    };

    public static string Word(string field) => Canary + field;

    /// <summary>These answers without one, or with only some; the questions are the names of the properties.</summary>
    public static Answers Only(this Answers answers, IEnumerable<Question> kept)
    {
        var some = new Answers { Way = answers.Way };
        foreach (var question in kept) typeof(Answers).GetProperty(Property(question))!.SetValue(some, answers.Group(question));
        return some;
    }

    public static Answers Without(this Answers answers, params Question[] gone) =>
        answers.Only(Coded.All<Question>().Where(q => answers.Group(q) is not null && !gone.Contains(q)));

    /// <summary>The property that holds the answer to a question.</summary>
    public static string Property(Question question) => question == Question.Client ? nameof(Answers.Dossier) : question.ToString();

    public static IEnumerable<Question> Questions(string codes) => codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Coded.Parse<Question>(c)!.Value);

    public static CultureInfo Culture(bool english) => CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL");
}
