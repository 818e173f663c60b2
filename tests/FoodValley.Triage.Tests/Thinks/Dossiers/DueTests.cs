using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>What a dossier asks attention for.</summary>
public sealed class DueTests
{
    private static readonly DateOnly Today = Family.Today;

    private static IEnumerable<(DueKind Kind, DateOnly Day)> Of(params Written[] lines) => Due.Of(Family.Aged(17, lines), Today).Select(i => (i.Kind, i.Day));

    [Theory]
    [Norm("HK-5c")]
    [InlineData(-400, "consent-over")]
    [InlineData(-1, "consent-over")]
    [InlineData(0, "consent-expiring")]
    [InlineData(1, "consent-expiring")]
    [InlineData(14, "consent-expiring")]
    [InlineData(15, null)]
    [InlineData(200, null)]
    public void A_consent_asks_for_attention_two_weeks_before_its_last_day_and_after_it(int days, string? kind)
    {
        var last = Today.AddDays(days);
        var items = Due.Of(Family.Aged(17, Family.Consent(null, until: last)), Today);

        if (kind is null) Assert.Empty(items);
        else Assert.Equal(new DueItem(Coded.Parse<DueKind>(kind)!.Value, last, "School"), Assert.Single(items));
    }

    [Fact]
    [Norm("HK-5c")]
    public void What_was_refused_taken_back_voided_lapsed_or_asked_anew_asks_for_nothing()
    {
        var over = Family.Consent(null, until: Today.AddDays(-1));

        Assert.Empty(Of(Family.Consent(null, given: false)));
        Assert.Empty(Of(over, new ConsentWithdrawn(1, Today, HowSaid.Orally)));
        Assert.Empty(Of(over, new ConsentVoided(1, "onder druk")));
        Assert.Empty(Of(over, Family.Consent(null)));
        Assert.Empty(Of(over, Family.Consent(null, given: false)));
        Assert.DoesNotContain(Of(Family.Plan(Family.Part), over with { PlanPart = Family.Part }, Family.Plan()), i => i.Kind == DueKind.ConsentOver);
        // Voided, and the yes before it counts again.
        Assert.Equal([(DueKind.ConsentOver, Today.AddDays(-1))], Of(over, Family.Consent(null), new ConsentVoided(2, "vergissing")));
    }

    [Fact]
    [Norm("HK-5c")]
    public void Another_partner_and_other_data_do_not_answer_for_it()
    {
        var over = Family.Consent(null, until: Today.AddDays(-1));

        Assert.Equal([DueKind.ConsentOver], Of(over, Family.Consent(null, partner: Family.Doctor)).Select(i => i.Kind));
        Assert.Equal([DueKind.ConsentOver], Of(over, Family.Consent(null, data: ["phone"])).Select(i => i.Kind));
        Assert.Equal([DueKind.ConsentOver], Of(over with { Data = ["name", "phone"] }, Family.Consent(null, data: ["phone"])).Select(i => i.Kind));
        Assert.Empty(Of(over with { Data = ["name", "phone"] }, Family.Consent(null, data: ["phone"]), Family.Consent(null)));
    }

    [Fact]
    [Norm("HK-5c")]
    public void Only_who_must_say_yes_today_is_asked_anew()
    {
        Written[] lines = [Family.Mother, Family.Father, Family.Consent(Family.Mother.Id, until: Today.AddDays(3)), Family.Consent(Family.Father.Id, until: Today.AddDays(5))];
        DateOnly[] Days(int age, params Written[] more) => [.. Due.Of(Family.Aged(age, [.. lines, .. more]), Today).Select(i => i.Day)];

        Assert.Equal([Today.AddDays(3), Today.AddDays(5)], Days(11));
        Assert.Equal([Today.AddDays(5)], Days(11, new RepresentativeEnded(Family.Mother.Id, Today, "overleden")));
        Assert.Empty(Days(16));
    }

    [Fact]
    [Norm("HK-4d", "HK-5d")]
    public void An_open_proposal_and_a_plan_without_agreement_ask_for_attention()
    {
        ChangeProposed proposal = new("andere hulp", "omdat", new DateOnly(2026, 6, 2));
        PlanAnswered yes = new(1, null, true, new DateOnly(2026, 6, 3), HowSaid.Orally);

        Assert.Equal([(DueKind.ProposalOpen, new DateOnly(2026, 6, 2))], Of(proposal));
        Assert.Empty(Of(proposal, new ChangeAnswered(1, ChangeAnswer.Refuses, "klant", Today, null)));
        Assert.Equal([(DueKind.PlanNotAgreed, new DateOnly(2026, 6, 1))], Of(Family.Plan()));
        Assert.Equal([(DueKind.PlanNotAgreed, new DateOnly(2026, 6, 1))], Of(Family.Plan(), yes with { Agrees = false }));
        Assert.Empty(Of(Family.Plan(), yes));
        Assert.Equal([(DueKind.PlanNotAgreed, new DateOnly(2026, 6, 1))], Of(Family.Plan(), yes, Family.Plan(Family.Part)));
    }

    [Fact]
    public void The_nearest_day_comes_first_and_the_same_point_comes_once()
    {
        var soon = Today.AddDays(2);
        var file = Family.Aged(11,
            Family.Mother, Family.Father, Family.Consent(Family.Mother.Id, until: soon), Family.Consent(Family.Father.Id, until: soon),
            Family.Consent(Family.Mother.Id, until: Today.AddDays(-3), partner: Family.Doctor) with { PartnerName = "Huisarts" },
            new ChangeProposed("andere hulp", "omdat", new DateOnly(2026, 6, 2)));

        Assert.Equal(
            [new(DueKind.ProposalOpen, new DateOnly(2026, 6, 2)), new(DueKind.ConsentOver, Today.AddDays(-3), "Huisarts"), new DueItem(DueKind.ConsentExpiring, soon, "School")],
            Due.Of(file, Today));
        Assert.Empty(Due.Of(Family.Aged(11), Today));
    }
}
