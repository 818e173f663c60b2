using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Who may not know, and what is kept from them: the address, or the whole decision. Serves HK-6d.</summary>
public sealed class MayNotKnowPage(Desk desk) : QuestionPage<MayNotKnowForm>(desk, Question.MayNotKnow)
{
    protected override IValidator<MayNotKnowForm> Validator { get; } = new MayNotKnowForm.Rules();

    protected override MayNotKnowForm Fill(Answers answers) => answers.MayNotKnow is not { } kept ? new() : new()
    {
        MayNotKnow = kept.MayNotKnow.Said(),
        ShieldedFrom = [.. kept.ShieldedFrom.Select(p => new MayNotKnowForm.PersonForm { Person = p.Person, ShieldAddress = p.ShieldAddress ? ["yes"] : [], ShieldCase = p.ShieldCase ? ["yes"] : [] })],
    };

    protected override Answers Apply(MayNotKnowForm form, Answers answers)
    {
        var somebody = form.MayNotKnow == "yes";
        return answers with
        {
            MayNotKnow = new(somebody, somebody ? [.. form.ShieldedFrom.Where(p => p.Filled).Select(p => new ShieldedFrom(p.Person.Clean()!, p.ShieldAddress.Length > 0, p.ShieldCase.Length > 0))] : []),
        };
    }

    protected override void Completing(MayNotKnowForm form)
    {
        if (form.ShieldedFrom.Count == 0) form.ShieldedFrom.Add(new());
    }

    protected override Blocks BlocksOf(MayNotKnowForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.ShieldedFrom, "shieldedFrom", "person", Least: 1, MayNotKnowForm.Most);
    }
}
