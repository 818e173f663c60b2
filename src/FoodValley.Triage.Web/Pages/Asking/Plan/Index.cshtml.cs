using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The short plan: steps, partners, which data for which purpose. Serves HK-5a, HK-5b and HK-5c.</summary>
public sealed class PlanPage(Desk desk) : QuestionPage<PlanForm>(desk, Question.Plan)
{
    protected override IValidator<PlanForm> Validator => new PlanForm.Rules(Answers.Recipient);

    protected override PlanForm Fill(Answers answers)
    {
        var form = new PlanForm { PlanSteps = answers.Plan?.PlanSteps, NotInPlanReason = answers.Plan?.NotInPlanReason };
        for (var at = 0; at < (answers.Plan?.Partners.Count ?? 0); at++)
            form.Partners[at] = new() { Partner = answers.Plan!.Partners[at].Partner, PartnerWhy = answers.Plan.Partners[at].PartnerWhy, PartnerData = answers.Plan.Partners[at].PartnerData };
        // Most plans name the recipient; the professional can change it.
        if (answers is { Plan: null, Recipient: { } recipient }) form.Partners[0].Partner = recipient.RecipientOrganisation;
        return form;
    }

    protected override Answers Apply(PlanForm form, Answers answers)
    {
        IReadOnlyList<PlanPartner> partners = [.. form.Partners.Where(p => p.Filled).Select(p => new PlanPartner(p.Partner.Clean()!, p.PartnerWhy.Clean()!, p.PartnerData.Clean()!))];
        var plan = new ShortPlan(form.PlanSteps.Clean()!, partners, answers.Recipient is { } r && !PlanForm.Names(partners.Select(p => p.Partner), r) ? form.NotInPlanReason.Clean() : null);
        // A changed plan needs the client's agreement anew (decision matrix, ambiguity 25).
        var changed = answers.Plan is { } old && (old.PlanSteps != plan.PlanSteps || !old.Partners.SequenceEqual(plan.Partners));
        return answers with { Plan = plan, PlanAgreement = changed ? null : answers.PlanAgreement };
    }

    protected override void Completing(PlanForm form)
    {
        while (form.Partners.Count < PlanForm.Most) form.Partners.Add(new());
    }
}
