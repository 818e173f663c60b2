using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// Under the exception: which child, what is best for it – before every other weighing – and then the facts of the threat. Serves HK-6a, HK-6c, HK-6d and HK-6g.
/// </summary>
public sealed class ChildInterestPage(Desk desk) : QuestionPage<ChildInterestForm>(desk, Question.ChildInterest)
{
    private bool ClientIsAdult => Dossier?.Client.AgeOn(Desk.Today) >= 18;

    /// <summary>True when an adult was chosen: the page says what is possible instead (decision matrix, ambiguity 7).</summary>
    public bool Adult => Form.ChildConcerned == ChildAtRisk.Adult.Code();

    /// <summary>Who may be in danger; a client of 18 or older is no child.</summary>
    public IEnumerable<Choice> Whom => Coded.All<ChildAtRisk>().Select(w => new Choice(w.Code(), "child-concerned.option." + w.Code(),
        w == ChildAtRisk.Client && ClientIsAdult ? "child-concerned.client-adult" : null, Off: w == ChildAtRisk.Client && ClientIsAdult));

    protected override IValidator<ChildInterestForm> Validator => new ChildInterestForm.Rules(ClientIsAdult);

    protected override ChildInterestForm Fill(Answers answers) => answers.ChildInterest is not { } child ? new() : new()
    {
        ChildConcerned = child.ChildConcerned.Code(), ChildName = child.ChildName, ChildInterest = child.ChildInterest, ThreatKind = child.ThreatKind.Code(),
        ThreatOther = child.ThreatOther, Threat = child.Threat, ThreatSeriousness = child.ThreatSeriousness,
    };

    protected override Answers Apply(ChildInterestForm form, Answers answers)
    {
        var (who, kind) = (Coded.Parse<ChildAtRisk>(form.ChildConcerned)!.Value, Coded.Parse<ThreatKind>(form.ThreatKind)!.Value);
        return answers with
        {
            ChildInterest = new(who, who == ChildAtRisk.OtherChild ? form.ChildName.Clean() : null, form.ChildInterest.Clean()!, kind, kind == ThreatKind.Other ? form.ThreatOther.Clean() : null,
                form.Threat.Clean()!, form.ThreatSeriousness.Clean()!),
        };
    }
}
