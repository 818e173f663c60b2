using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>A dossier read as it stands now, from lines that never change.</summary>
public sealed class CaseFileTests
{
    private static readonly DateOnly On = new(2026, 6, 1);

    [Fact]
    public void An_empty_dossier_says_so()
    {
        var file = Family.Aged(17);

        Assert.Equal(0, file.Version);
        Assert.True(file is { HelpRequest: null, Goal: null, Plan: null, File: null, Capacity: null });
        Assert.Empty(file.Representatives);
        Assert.Empty(file.OpenProposals);
        Assert.Empty(file.Referrals);
        Assert.Null(file.AgreementOn(Family.Today));
        Assert.Equal(ConsentStatus.NotAsked, file.ConsentOn(Family.Today, Family.School, ["name"]).Status);
    }

    [Fact]
    [Norm("HK-3b", "HK-4a", "HK-4d", "HK-5f")]
    public void The_last_version_counts_and_all_earlier_ones_stay_with_their_place_and_their_number()
    {
        HelpRequestVersion one = new("rust thuis", "klant", null, On), two = new("rust thuis en op school", "klant", "begeleider", On);
        GoalVersion goal = new("weer slapen", "klant", GoalSupport.Nobody, null, "volgt uit de vraag", On);
        var file = Family.Aged(17, one, goal, Family.Plan(), two, goal with { Words = "weer goed slapen" }, Family.Plan(Family.Part));

        Assert.Equal(6, file.Version);
        Assert.Equal([(1, 1, one), (4, 2, two)], file.HelpRequests.Select(v => (v.Number, v.Version, v.What)));
        Assert.Equal((4, two), (file.HelpRequest!.Number, file.HelpRequest.What));
        Assert.Equal([2, 5], file.Goals.Select(g => g.Number));
        Assert.Equal((5, 2, "weer goed slapen"), (file.Goal!.Number, file.Goal.Version, file.Goal.What.Words));
        Assert.Equal([3, 6], file.Plans.Select(p => p.Number));
        Assert.Equal((6, 2, 1), (file.Plan!.Number, file.Plan.Version, file.Plan.What.Parts.Count));
        Assert.Equal((new DateTime(2026, 6, 1, 12, 0, 5, DateTimeKind.Utc), "Medewerker"), (file.Plan.At, file.Plan.ByName));
    }

    [Fact]
    [Norm("HK-7e")]
    public void Where_the_file_is_and_who_referred_are_read_too()
    {
        ReferralReceived first = new("wijkteam", "Gemeente", RecipientKind.Municipality, On, "help", false), second = first with { From = "huisarts", OrganisationKind = RecipientKind.Health };
        var file = Family.Aged(17, new FilePlaced(FileForm.Paper, "kast 3"), first, second, new FilePlaced(FileForm.Both, "kast 3 en systeem"), Family.Judged(true), Family.Judged(false));

        Assert.Equal(new FilePlaced(FileForm.Both, "kast 3 en systeem"), file.File);
        Assert.Equal([first, second], file.Referrals.Select(r => r.What));
        Assert.False(file.Capacity!.Able);
    }

    [Fact]
    [Norm("HK-4d")]
    public void A_proposal_stays_open_until_the_client_says_yes_or_no()
    {
        ChangeProposed proposal = new("ook hulp bij geld", "schulden maken onrust", On);
        ChangeAnswered later = new(1, ChangeAnswer.Later, "klant", On, "ik denk na");
        HelpRequestVersion asked = new("ook hulp bij geld", "klant", null, On, Proposal: 1);

        Assert.Equal([1], Family.Aged(17, proposal).OpenProposals.Select(p => p.Number));
        Assert.Equal([1], Family.Aged(17, proposal, later).OpenProposals.Select(p => p.Number));
        Assert.Empty(Family.Aged(17, proposal, later, later with { Answer = ChangeAnswer.Refuses }).OpenProposals);
        Assert.Empty(Family.Aged(17, proposal, later with { Answer = ChangeAnswer.Accepts }, asked).OpenProposals);
        Assert.Equal([3], Family.Aged(17, proposal, later with { Answer = ChangeAnswer.Refuses }, proposal).OpenProposals.Select(p => p.Number));
        Assert.Null(Family.Aged(17, proposal, later with { Answer = ChangeAnswer.Refuses }).HelpRequest);
    }

    [Fact]
    [Norm("HK-6d")]
    public void A_representative_changes_ends_and_can_come_back()
    {
        var moved = Family.Mother with { Phone = "06-00000001", Shielded = [ShieldedPart.Address], ShieldedWhy = "onveilig" };
        RepresentativeEnded ended = new(Family.Mother.Id, On, "uit het gezag ontzet");

        Assert.Equal([moved, Family.Father], Family.Aged(11, Family.Mother, Family.Father, moved).Representatives);
        Assert.Equal([Family.Father], Family.Aged(11, Family.Mother, Family.Father, ended).Representatives);
        Assert.Equal([moved, Family.Father], Family.Aged(11, Family.Mother, Family.Father, ended, moved).Representatives);
        Assert.Equal([Family.Father], Family.Aged(11, Family.Mother, ended, moved, Family.Father, ended).Representatives);
    }

    [Fact]
    [Norm("HK-5c")]
    public void Who_lost_custody_or_ended_is_not_asked_any_more()
    {
        Written[] both = [Family.Mother, Family.Father, Family.Consent(Family.Mother.Id)];
        ConsentStatus After(params Written[] more) => Family.Aged(11, [.. both, .. more]).ConsentOn(Family.Today, Family.School, ["name"]).Status;

        Assert.Equal(ConsentStatus.NotAsked, After());
        Assert.Equal(ConsentStatus.Given, After(new RepresentativeEnded(Family.Father.Id, On, "overleden")));
        Assert.Equal(ConsentStatus.Given, After(Family.Father with { Role = RepresentativeRole.ParentWithoutCustody }));
        Assert.Equal(ConsentStatus.NotAsked, After(new RepresentativeEnded(Family.Mother.Id, On, "overleden")));
    }

    [Theory]
    [Norm("HK-5c")]
    [InlineData("yes", ConsentStatus.Given)]
    [InlineData("no", ConsentStatus.Refused)]
    [InlineData("over", ConsentStatus.Expired)]
    [InlineData("last-day", ConsentStatus.Given)]
    [InlineData("yes withdraw", ConsentStatus.Withdrawn)]
    [InlineData("yes void", ConsentStatus.NotAsked)]
    [InlineData("yes withdraw void", ConsentStatus.NotAsked)]
    [InlineData("yes void withdraw", ConsentStatus.NotAsked)]
    [InlineData("no void", ConsentStatus.NotAsked)]
    // The last word counts; what was voided leaves the word before it.
    [InlineData("no yes", ConsentStatus.Given)]
    [InlineData("yes no", ConsentStatus.Refused)]
    [InlineData("yes withdraw yes", ConsentStatus.Given)]
    [InlineData("yes yes withdraw", ConsentStatus.Withdrawn)]
    [InlineData("no yes void", ConsentStatus.Refused)]
    [InlineData("yes withdraw no void", ConsentStatus.Withdrawn)]
    [InlineData("over yes", ConsentStatus.Given)]
    [InlineData("yes over", ConsentStatus.Expired)]
    public void What_was_said_counts_by_its_last_word(string story, ConsentStatus expected)
    {
        var lines = new List<Written>();
        var last = 0;
        foreach (var word in story.Split(' '))
        {
            lines.Add(word switch
            {
                "yes" => Family.Consent(null),
                "no" => Family.Consent(null, given: false),
                "over" => Family.Consent(null, until: Family.Today.AddDays(-1)),
                "last-day" => Family.Consent(null, until: Family.Today),
                "withdraw" => new ConsentWithdrawn(last, Family.Today, HowSaid.InWriting),
                _ => new ConsentVoided(last, "onder druk gezegd"),
            });
            if (lines[^1] is ConsentAnswered) last = lines.Count;
        }
        var file = Family.Aged(17, lines);

        Assert.Equal(expected, file.ConsentOn(Family.Today, Family.School, ["name"]).Status);
    }

    [Fact]
    public void What_was_taken_back_and_what_never_counted_are_told_apart()
    {
        var file = Family.Aged(17, Family.Consent(null), Family.Consent(null), Family.Consent(null), new ConsentWithdrawn(1, Family.Today, HowSaid.Orally),
            new ConsentWithdrawn(2, Family.Today, HowSaid.Orally), new ConsentVoided(2, "vergissing"));

        Assert.Equal([(true, false), (false, true), (false, false)], file.Consents.Select(c => (file.Withdrawn(c.Number), file.Voided(c.Number))));
        Assert.Equal([ConsentStatus.Withdrawn, ConsentStatus.NotAsked, ConsentStatus.Given], file.Consents.Select(c => file.StatusOn(Family.Today, c)));
    }

    [Fact]
    [Norm("HK-5c")]
    public void Who_said_it_when_how_and_until_comes_from_the_line_it_rests_on()
    {
        var file = Family.Aged(17, Family.Consent(null, given: false), Family.Consent(null) with { How = HowSaid.InWriting, On = new DateOnly(2026, 6, 3) });

        var said = Assert.Single(file.ConsentOn(Family.Today, Family.School, ["name"]).Givers);

        Assert.Equal((2, new DateOnly(2026, 6, 3), Family.Later, HowSaid.InWriting, "begeleiding"), (said.Line!.Value, said.On!.Value, said.Until!.Value, said.How!.Value, said.Purpose));
    }

    [Fact]
    [Norm("HK-5c")]
    public void Consent_is_for_one_partner_or_our_own_processing_and_for_no_other()
    {
        var own = Family.Consent(null) with { Partner = null, PartnerName = "" };
        var file = Family.Aged(17, Family.Consent(null), own);
        ConsentStatus For(Guid? partner, params string[] data) => file.ConsentOn(Family.Today, partner, data).Status;

        Assert.Equal((ConsentStatus.Given, ConsentStatus.NotAsked, ConsentStatus.Given), (For(Family.School, "name"), For(Family.Doctor, "name"), For(null, "name")));
        Assert.Equal((ConsentStatus.NotAsked, ConsentStatus.NotAsked), (For(Family.School, "phone"), For(Family.School, "extra: name")));
        // A yes to nothing at all is no yes: consent to everything does not exist.
        Assert.Equal(ConsentStatus.NotAsked, For(Family.School));
    }

    [Theory]
    [Norm("HK-5c")]
    [InlineData("name phone", ConsentStatus.Expired)]
    [InlineData("name email", ConsentStatus.Refused)]
    [InlineData("name address", ConsentStatus.Withdrawn)]
    [InlineData("name purpose", ConsentStatus.NotAsked)]
    [InlineData("phone address", ConsentStatus.Withdrawn)]
    [InlineData("phone purpose", ConsentStatus.Expired)]
    [InlineData("phone email address purpose name", ConsentStatus.Refused)]
    [InlineData("name", ConsentStatus.Given)]
    public void The_worst_of_the_data_counts(string data, ConsentStatus expected)
    {
        var file = Family.Aged(17,
            Family.Consent(null), Family.Consent(null, until: Family.Today.AddDays(-1), data: ["phone"]), Family.Consent(null, given: false, data: ["email"]),
            Family.Consent(null, data: ["address"]), new ConsentWithdrawn(4, Family.Today, HowSaid.Orally));

        Assert.Equal(expected, file.ConsentOn(Family.Today, Family.School, data.Split(' ')).Status);
    }

    [Fact]
    [Norm("HK-5c", "HK-5f")]
    public void A_consent_lapses_with_its_part_of_the_plan_and_not_with_a_new_version_that_keeps_it()
    {
        var (other, consent) = (new Guid("20000000-0000-4000-8000-000000000002"), Family.Consent(null, part: Family.Part));
        ConsentStatus After(params Written[] later) => Family.Aged(17, [Family.Plan(Family.Part), consent, .. later]).ConsentOn(Family.Today, Family.School, ["name"]).Status;

        Assert.Equal(ConsentStatus.Given, After());
        Assert.Equal(ConsentStatus.Given, After(Family.Plan(other, Family.Part)));
        Assert.Equal(ConsentStatus.Expired, After(Family.Plan(other)));
        Assert.Equal(ConsentStatus.Expired, After(Family.Plan()));
        Assert.Equal(ConsentStatus.Given, After(Family.Plan(other), consent with { PlanPart = other }));
        // What does not belong to a part does not lapse with one, and a no stays a no.
        Assert.Equal(ConsentStatus.Given, Family.Aged(17, Family.Plan(Family.Part), Family.Consent(null), Family.Plan()).ConsentOn(Family.Today, Family.School, ["name"]).Status);
        Assert.Equal(ConsentStatus.Refused, Family.Aged(17, Family.Plan(Family.Part), consent with { Given = false, Until = null }, Family.Plan()).ConsentOn(Family.Today, Family.School, ["name"]).Status);
    }

    [Fact]
    [Norm("HK-5d", "HK-5f")]
    public void Agreement_belongs_to_one_version_of_the_plan()
    {
        PlanAnswered yes = new(1, null, true, On, HowSaid.Orally);
        ConsentStatus After(params Written[] lines) => Family.Aged(17, [Family.Plan(), .. lines]).AgreementOn(Family.Today)!.Status;

        Assert.Equal(ConsentStatus.NotAsked, After());
        Assert.Equal(ConsentStatus.Given, After(yes));
        Assert.Equal(ConsentStatus.Refused, After(yes, yes with { Agrees = false }));
        Assert.Equal(ConsentStatus.Given, After(yes with { Agrees = false }, yes));
        Assert.Equal(ConsentStatus.NotAsked, After(yes, Family.Plan(Family.Part)));
        // Also when the new version says the same, and when somebody still answers about the old one.
        Assert.Equal(ConsentStatus.NotAsked, After(yes, Family.Plan(), yes));
        Assert.Equal(ConsentStatus.Given, After(yes, Family.Plan(), yes with { Plan = 3 }));
        // A yes to sharing is no yes to the plan, nor the other way round.
        Assert.Equal(ConsentStatus.NotAsked, After(Family.Consent(null)));
        Assert.Equal(ConsentStatus.NotAsked, Family.Aged(17, Family.Plan(), yes).ConsentOn(Family.Today, Family.School, ["name"]).Status);
    }

    [Fact]
    public void Each_giver_has_a_word_of_their_own()
    {
        var file = Family.Aged(14, Family.Mother, Family.Father, Family.Consent(null), Family.Consent(Family.Mother.Id), Family.Consent(Family.Father.Id, given: false));

        Assert.Equal(
            [("Klant", ConsentStatus.Given), ("Moeder", ConsentStatus.Given), ("Vader", ConsentStatus.Refused)],
            file.ConsentOn(Family.Today, Family.School, ["name"]).Givers.Select(g => (g.Giver.Name, g.Status)));
    }
}
