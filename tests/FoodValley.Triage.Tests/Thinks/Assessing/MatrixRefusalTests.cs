using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Assessing;

/// <summary>A "no" always comes with why, and with a way that is really open.</summary>
public sealed class MatrixRefusalTests
{
    private static IEnumerable<Combination> All =>
        from level in Coded.All<Level>()
        from sector in Coded.All<Sector>()
        from safety in (bool[])[false, true]
        from ground in Coded.All<LegalGround>()
        from plan in (bool[])[false, true]
        from consent in Coded.All<ConsentStatus>()
        select new Combination(level, sector, safety, ground, plan, consent);

    [Fact]
    [Norm("IU-ALG-1", "HK-1")]
    public void Every_block_has_words_and_every_blocking_norm_is_named_by_them()
    {
        foreach (var combination in All)
        {
            var verdict = Verdict.Of(Rulebook.Current, combination);
            Assert.Equal(verdict.Allowed, verdict.Refusals.Count == 0);
            if (!verdict.Allowed)
            {
                Assert.Subset(verdict.Refusals.SelectMany(r => r.Norms).ToHashSet(), verdict.Norms.ToHashSet());
                Assert.DoesNotContain(RefusalCodes.GroundNotListed, verdict.Refusals.Select(r => r.Code));
            }
        }
    }

    [Fact]
    [Norm("HK-6a")]
    public void Under_the_exception_no_way_leads_back_to_consent_or_to_the_exception()
    {
        var codes = All.Where(c => c.Safety).SelectMany(c => Verdict.Of(Rulebook.Current, c).Refusals).DistinctBy(r => r.Code);

        Assert.All(codes, r =>
        {
            Assert.DoesNotContain("Zet dan de uitzondering voor veiligheid aan", r.Nearest.Nl, StringComparison.Ordinal);
            Assert.DoesNotContain("vraag toestemming", r.Nearest.Nl, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    [Norm("IU-2-GRD-OVH", "HK-6a")]
    public void A_way_that_names_a_ground_names_a_permitted_one()
    {
        (string Dutch, LegalGround Ground)[] named =
        [
            ("wettelijke taak", LegalGround.StatutoryTask), ("‘vitaal belang’", LegalGround.VitalInterest),
            ("‘overeenkomst’", LegalGround.Agreement), ("‘gerechtvaardigd belang’", LegalGround.LegitimateInterest),
        ];
        foreach (var combination in All)
        {
            var cell = Rulebook.Current.Cell(combination.Level, combination.Sector);
            foreach (var refusal in Verdict.Of(Rulebook.Current, combination).Refusals)
            {
                foreach (var (_, ground) in named.Where(n => refusal.Nearest.Nl.Contains(n.Dutch, StringComparison.OrdinalIgnoreCase)))
                {
                    Assert.NotNull(cell.Permits(ground, combination.Safety));
                }
            }
        }
    }

    [Theory]
    [InlineData(Level.Consult, Sector.Government, true, LegalGround.Consent, true, ConsentStatus.Given, "level-1-any-ground level-1-safety")]
    [InlineData(Level.Refer, Sector.Government, false, LegalGround.None, true, ConsentStatus.Given, "no-ground-client-tells")]
    [InlineData(Level.Network, Sector.NonGovernment, false, LegalGround.None, false, ConsentStatus.Given, "no-ground-network plan-not-agreed")]
    [InlineData(Level.Network, Sector.Government, true, LegalGround.None, false, ConsentStatus.Given, "no-ground")]
    [InlineData(Level.Feedback, Sector.Government, false, LegalGround.VitalInterest, true, ConsentStatus.Given, "government-vital-interest-2-3")]
    [InlineData(Level.Network, Sector.Government, false, LegalGround.Consent, true, ConsentStatus.Given, "government-consent")]
    [InlineData(Level.Refer, Sector.Government, true, LegalGround.LegitimateInterest, true, ConsentStatus.Given, "government-legitimate-interest-safety")]
    [InlineData(Level.Refer, Sector.NonGovernment, true, LegalGround.Consent, true, ConsentStatus.Given, "safety-consent-non-government-2")]
    [InlineData(Level.Network, Sector.NonGovernment, true, LegalGround.Consent, true, ConsentStatus.Given, "safety-consent-non-government-3-4")]
    [InlineData(Level.Register, Sector.NonGovernment, true, LegalGround.LegitimateInterest, true, ConsentStatus.Given, "safety-legitimate-interest-2")]
    [InlineData(Level.Register, Sector.NonGovernment, false, LegalGround.VitalInterest, true, ConsentStatus.Given, "non-government-vital-interest-2")]
    [InlineData(Level.Feedback, Sector.NonGovernment, false, LegalGround.VitalInterest, true, ConsentStatus.Given, "non-government-vital-interest-3")]
    [InlineData(Level.Network, Sector.NonGovernment, false, LegalGround.Consent, true, ConsentStatus.Expired, "consent-not-given")]
    [InlineData(Level.Network, Sector.NonGovernment, false, LegalGround.Consent, false, ConsentStatus.Withdrawn, "plan-not-agreed consent-withdrawn")]
    public void The_words_fit_the_case(
        Level level, Sector sector, bool safety, LegalGround ground, bool plan, ConsentStatus consent, string codes)
    {
        var verdict = Verdict.Of(Rulebook.Current, new Combination(level, sector, safety, ground, plan, consent));

        Assert.Equal(codes, string.Join(' ', verdict.Refusals.Select(r => r.Code)));
    }
}
