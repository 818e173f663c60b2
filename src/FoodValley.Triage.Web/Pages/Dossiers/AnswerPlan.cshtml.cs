using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class AnswerPlanForm
{
    public List<AnswerForm> Answers { get; set; } = [];

    /// <summary>What one person said.</summary>
    public sealed class AnswerForm
    {
        public string? Giver { get; set; }
        public string? Said { get; set; }
        public string? On { get; set; }
        public string? How { get; set; }

        public bool Answered => Said is "yes" or "no";
    }

    public sealed class Rules : AbstractValidator<AnswerPlanForm>
    {
        public Rules(DateOnly today, IReadOnlyCollection<string> givers)
        {
            RuleFor(f => f.Answers).Must(answers => answers.All(a => a.Giver is { } giver && givers.Contains(giver))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Answers).Must(answers => answers.Exists(a => a.Answered)).OverridePropertyName("Answers[0].Said").WithMessage("dossier-agreement.error.nobody-answered")
                .When(f => f.Answers.TrueForAll(a => string.IsNullOrEmpty(a.Said) || a.Said == "not-asked"));
            RuleForEach(f => f.Answers).ChildRules(answer =>
            {
                answer.RuleFor(a => a.Said).Must(said => said is null or "" or "yes" or "no" or "not-asked").WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                answer.When(a => a.Answered, () =>
                {
                    answer.RuleFor(a => a.On).Day("dossier-agreement.error.on").NotAfter(today);
                    answer.RuleFor(a => a.How).Choice<AnswerForm, HowSaid>("dossier-agreement.error.how");
                });
            });
        }
    }
}

/// <summary>Who agrees with the plan: each person apart, and never the same question as consent (decision matrix, ambiguities 11 and 29). Serves HK-5d.</summary>
public sealed class AnswerPlanPage(Desk desk) : DossierForm<AnswerPlanForm>(desk, "dossier-agreement")
{
    public override string Title => T["plan-agreement.title"];
    public override string? Lead => T["plan-agreement.hint"];

    public Position? Position => CaseFile.AgreementOn(Desk.Today);

    public override Hindrance? Hindrance => Position switch
    {
        null => new(T["dossier-agreement.no-plan"], Address("plan"), T["dossier.write-plan"]),
        { Givers.Count: 0 } => new(InWords.Nobody, Address("people/new"), T["giver.add"]),
        _ => null,
    };

    public string Says(Said said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return T["dossier-agreement.says." + said.Status.Code(), ("date", said.On is { } on ? Day(on) : "")];
    }

    protected override IValidator<AnswerPlanForm> Validator => new AnswerPlanForm.Rules(Desk.Today, [.. (Position?.Givers ?? []).Select(g => g.Giver.Code())]);

    protected override void Completing(AnswerPlanForm form)
    {
        var givers = (Position?.Givers ?? []).Select(g => g.Giver.Code()).ToList();
        form.Answers = [.. givers.Select(g => form.Answers.Find(a => a.Giver == g) ?? new() { Giver = g }), .. form.Answers.Where(a => Was == CaseFile.Version && !givers.Contains(a.Giver ?? ""))];
    }

    protected override IReadOnlyList<Written> Become(AnswerPlanForm form)
    {
        var position = Position!;
        return
        [
            .. form.Answers.Where(a => a.Answered).Select(a => (Answer: a, Said: position.Givers.First(g => g.Giver.Code() == a.Giver)))
                .Select(p => (p.Said, Line: new PlanAnswered(CaseFile.Plan!.Number, p.Said.Giver.Representative, p.Answer.Said == "yes", DayText.Read(p.Answer.On)!.Value, Coded.Parse<HowSaid>(p.Answer.How)!.Value)))
                .Where(p => !(p.Said.Line is { } known && CaseFile.All<PlanAnswered>().First(l => l.Number == known).What == p.Line)).Select(p => p.Line),
        ];
    }
}
