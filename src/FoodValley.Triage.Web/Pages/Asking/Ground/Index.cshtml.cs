using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// On which ground: only what level, capacity and protocol permit is offered, the rest says why not and what is possible. Serves IU-ALG-1, HK-2,
/// IU-2-GRD-OVH, IU-2-GRD-PRIV, IU-2-GRD-NIET, IU-3-GRD-OVH, IU-3-GRD-PRIV, IU-4-GRD-OVH, IU-4-GRD-PRIV and IU-4-GRD-VIT.
/// </summary>
public sealed class GroundPage(Desk desk) : QuestionPage<GroundForm>(desk, Question.Ground)
{
    private Level Level => Answers.Level ?? Rules.Level.Register;
    private Sector Sector => Answers.Capacity?.Sector ?? Desk.Person.Sector;

    /// <summary>The grounds one may choose here.</summary>
    public IReadOnlyList<GroundRule> Offered => [.. Assess.Permitted(Desk.Rulebook, Protocol, Level, Sector, safety: Answers.Safety is not null).Select(g => Desk.Rulebook.Ground(g))];

    /// <summary>The other grounds, each with why not and the nearest permitted way.</summary>
    public IEnumerable<(GroundRule Ground, IReadOnlyList<Refusal> Refusals)> NotOffered =>
        from ground in Coded.All<LegalGround>()
        where ground != LegalGround.None && !Offered.Any(o => o.Code == ground)
        let verdict = Verdict.Of(Desk.Rulebook, new(Level, Sector, Answers.Safety is not null, ground, true, Triage.Rules.ConsentStatus.Given))
        select (Desk.Rulebook.Ground(ground), verdict.Allowed ? [Desk.Rulebook.Refusal(Protocol is null ? "no-protocol-list" : "not-in-protocol")] : verdict.Refusals);

    public bool Minor => Dossier?.Client.AgeOn(Desk.Today) < 18;

    public Refusal Rule(string code) => Desk.Rulebook.Refusal(code);

    public string Said(Bilingual text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(ScreenText.English);
    }

    /// <summary>What the ground means, and what it asks one to show, with the article.</summary>
    public string Explained(GroundRule ground)
    {
        ArgumentNullException.ThrowIfNull(ground);
        return $"{Said(ground.Meaning)} {string.Join(' ', ground.Show.Select(Said))} ({Said(ground.Gdpr)})";
    }

    protected override IValidator<GroundForm> Validator => new GroundForm.Rules([.. Offered.Select(g => g.Code.Code()), "none"], Minor);

    protected override GroundForm Fill(Answers answers) => answers.Ground is not { } ground ? new() : new()
    {
        Ground = ground.Ground.Code(), Task = ground.Task, Article = Listed(ground.Article), OtherArticle = Listed(ground.Article) is null ? ground.Article : null,
        TaskNeed = ground.TaskNeed, Contract = ground.Contract,
        ContractParty = ground.ContractParty, ContractNeed = ground.ContractNeed, Interest = ground.Interest, InterestNeed = ground.InterestNeed, InterestBalance = ground.InterestBalance,
        VitalReason = ground.VitalReason, GroundsConsidered = ground.GroundsConsidered,
    };

    private static string? Listed(string? article) => GroundForm.Articles.FirstOrDefault(a => a == article);

    protected override Answers Apply(GroundForm form, Answers answers)
    {
        var ground = Coded.Parse<LegalGround>(form.Ground)!.Value;
        return answers with
        {
            Ground = new GroundChoice(ground) with
            {
                Task = ground == LegalGround.StatutoryTask ? form.Task.Clean() : null,
                Article = ground == LegalGround.StatutoryTask ? form.Article.Clean() ?? form.OtherArticle.Clean() : null,
                TaskNeed = ground == LegalGround.StatutoryTask ? form.TaskNeed.Clean() : null,
                Contract = ground == LegalGround.Agreement ? form.Contract.Clean() : null,
                ContractParty = ground == LegalGround.Agreement ? form.ContractParty.Clean() : null,
                ContractNeed = ground == LegalGround.Agreement ? form.ContractNeed.Clean() : null,
                Interest = ground == LegalGround.LegitimateInterest ? form.Interest.Clean() : null,
                InterestNeed = ground == LegalGround.LegitimateInterest ? form.InterestNeed.Clean() : null,
                InterestBalance = ground == LegalGround.LegitimateInterest ? form.InterestBalance.Clean() : null,
                VitalReason = ground == LegalGround.VitalInterest ? form.VitalReason.Clean() : null,
                GroundsConsidered = ground == LegalGround.None ? form.GroundsConsidered.Clean() : null,
            },
        };
    }

    protected override string After(Answers saved) =>
        saved is { Ground.Ground: LegalGround.None, Outcome: null } ? Address(Draft.Id, Question.Outcome.Code()) : base.After(saved);
}
