using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The third lock: which secrecy binds the professional, and on what they may speak. Never the same tick as ground or agreement with the plan. Under the exception with the six questions. Serves HK-1 and HK-6a.
/// </summary>
public sealed class SecrecyPage(Desk desk) : QuestionPage<SecrecyForm>(desk, Question.Secrecy)
{
    protected override IValidator<SecrecyForm> Validator => new SecrecyForm.Rules(Answers.Safety is not null);

    /// <summary>What goes with this way; nothing for none of them.</summary>
    public Words? Explained(SecrecyWay way) => way == SecrecyWay.None ? null : Words.Ready(T[$"secrecy-way.{way.Code()}.explain"]);

    protected override SecrecyForm Fill(Answers answers) => answers.Secrecy is not { } secrecy ? new() : new()
    {
        SecrecyKind = secrecy.SecrecyKind.Code(), SecrecyWay = secrecy.SecrecyWay?.Code(), SecrecyArticle = secrecy.SecrecyArticle, SecrecyReason = secrecy.SecrecyReason,
        TriedConsent = secrecy.TriedConsent?.Said(), SeriousHarm = secrecy.SeriousHarm?.Said(), NoOtherWay = secrecy.NoOtherWay?.Said(), WillHelp = secrecy.WillHelp?.Said(),
        AsLittleAsPossible = secrecy.AsLittleAsPossible?.Said(), Conscience = secrecy.Conscience?.Said(), ColleagueConsulted = secrecy.ColleagueConsulted,
    };

    protected override Answers Apply(SecrecyForm form, Answers answers)
    {
        var kind = Coded.Parse<SecrecyKind>(form.SecrecyKind)!.Value;
        var safety = answers.Safety is not null;
        if (kind == SecrecyKind.None && !safety) return answers with { Secrecy = new(kind, null) };
        var way = kind == SecrecyKind.None ? (SecrecyWay?)null : Coded.Parse<SecrecyWay>(form.SecrecyWay)!.Value;
        var conflict = way == SecrecyWay.ConflictOfDuties || safety;
        return answers with
        {
            Secrecy = new SecrecyLock(kind, way) with
            {
                SecrecyArticle = way == SecrecyWay.LegalDuty ? form.SecrecyArticle.Clean() : null,
                SecrecyReason = way == SecrecyWay.None && !safety ? null : form.SecrecyReason.Clean(),
                TriedConsent = conflict ? form.TriedConsent == "yes" : null,
                SeriousHarm = conflict ? form.SeriousHarm == "yes" : null,
                NoOtherWay = conflict ? form.NoOtherWay == "yes" : null,
                WillHelp = conflict ? form.WillHelp == "yes" : null,
                AsLittleAsPossible = conflict ? form.AsLittleAsPossible == "yes" : null,
                Conscience = conflict ? form.Conscience == "yes" : null,
                ColleagueConsulted = conflict && !safety ? form.ColleagueConsulted.Clean() : null,
            },
        };
    }
}
