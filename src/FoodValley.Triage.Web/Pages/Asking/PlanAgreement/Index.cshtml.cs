using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Agreement with the plan: who, when, how, kept in the dossier. Another lock than consent to share. Serves HK-5d and HK-5e.</summary>
public sealed class PlanAgreementPage(Desk desk) : QuestionPage<PlanAgreementForm>(desk, Question.PlanAgreement)
{
    private static readonly Position Nobody = new([], 0);

    /// <summary>Where everybody stands on the plan as it is now.</summary>
    public Position Position => CaseFile?.AgreementOn(Desk.Today) ?? Nobody;

    public string WhoSpeaks => ConsentStatusPage.AgeRule(Position.Age);

    public string Says(Said said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.On is { } on ? T["giver.said-" + said.Status.Code(), ("date", Desk.Transcript.Day(on))] : T["giver.said-nothing"];
    }

    protected override IValidator<PlanAgreementForm> Validator => new PlanAgreementForm.Rules(Desk.Today, Position, T);

    protected override string Watched(Answers answers) => $"{CaseFile?.Plan?.Number}:" + string.Join(';', Position.Givers.Select(g => $"{g.Giver.Code()}={g.Status.Code()}"));

    protected override PlanAgreementForm Fill(Answers answers)
    {
        var yes = Position.Givers.Where(g => g.Status == Triage.Rules.ConsentStatus.Given).ToList();
        var no = Position.Givers.Where(g => g.Status == Triage.Rules.ConsentStatus.Refused).ToList();
        if (answers.PlanAgreement is not { } agreement) return yes.Count == 0 ? new() : Filled(PlanAnswer.Yes, yes, null);
        return Filled(agreement.PlanAgreement, agreement.PlanAgreement == PlanAnswer.No ? no : yes, agreement.AgreementMissingReason);
    }

    private static PlanAgreementForm Filled(PlanAnswer answer, List<Said> who, string? reason) => new()
    {
        PlanAgreement = answer.Code(), AgreedBy = [.. who.Select(s => s.Giver.Code())], AgreedOn = DayText.Write(who.Select(s => s.On).FirstOrDefault()),
        AgreedHow = who.Select(s => s.How?.Code()).FirstOrDefault(), AgreementMissingReason = reason,
    };

    protected override Answers Apply(PlanAgreementForm form, Answers answers)
    {
        var answer = Coded.Parse<PlanAnswer>(form.PlanAgreement)!.Value;
        if (answer == PlanAnswer.NotAsked) return answers with { PlanAgreement = new(answer, null, null, null) };
        var names = answer == PlanAnswer.Yes ? GiverChoice.SaidYes(Position, form.AgreedBy, T)
            : string.Join(", ", Position.Givers.Where(s => form.AgreedBy.Contains(s.Giver.Code())).Select(s => GiverChoice.Named(s.Giver, T)));
        return answers with
        {
            PlanAgreement = new(answer, names, DayText.Read(form.AgreedOn), Coded.Parse<HowSaid>(form.AgreedHow))
            {
                AgreementMissingReason = answer == PlanAnswer.Yes && GiverChoice.Missing(Position, form.AgreedBy).Count > 0 ? form.AgreementMissingReason.Clean() : null,
            },
        };
    }

    protected override IReadOnlyList<Written> Lines(PlanAgreementForm form, Answers saved, CaseFile file)
    {
        if (!form.Answered || file.Plan is not { } plan || file.AgreementOn(Desk.Today) is not { } position) return [];
        var agrees = form.PlanAgreement == "yes";
        var status = agrees ? Triage.Rules.ConsentStatus.Given : Triage.Rules.ConsentStatus.Refused;
        return [.. position.Givers.Where(s => form.AgreedBy.Contains(s.Giver.Code()) && s.Status != status)
            .Select(s => new PlanAnswered(plan.Number, s.Giver.Representative, agrees, DayText.Read(form.AgreedOn)!.Value, Coded.Parse<HowSaid>(form.AgreedHow)!.Value))];
    }
}
