using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The short plan: steps, partners, which data for which purpose. Serves HK-5a, HK-5b and HK-5c.</summary>
public sealed class PlanPage(Desk desk) : QuestionPage<PlanForm>(desk, Question.Plan)
{
    protected override IValidator<PlanForm> Validator => new PlanForm.Rules(Answers.Organisations);

    protected override PlanForm Fill(Answers answers)
    {
        // The dossier's plan is the client's; a draft remembers one only until it is written there.
        var plan = CaseFile?.Plan is { What: var written } ? ShortPlan.Of(written) : answers.Plan;
        var form = new PlanForm { PlanSteps = plan?.PlanSteps, NotInPlanReason = answers.Plan?.NotInPlanReason };
        if (plan is not null) form.Partners = [.. plan.Partners.Select(p => new PlanForm.PartnerForm { Partner = p.Partner, PartnerWhy = p.PartnerWhy, PartnerData = p.PartnerData, PartnerPurpose = p.PartnerPurpose })];
        // Most plans name whoever is told something; the professional can change it.
        else if (answers.Organisations is { Count: > 0 } organisations) form.Partners = [.. organisations.Distinct().Take(PlanForm.Most).Select(organisation => new PlanForm.PartnerForm { Partner = organisation })];
        return form;
    }

    protected override Answers Apply(PlanForm form, Answers answers)
    {
        IReadOnlyList<PlanPartner> partners = [.. form.Partners.Where(p => p.Filled).Select(p => new PlanPartner(p.Partner.Clean()!, p.PartnerWhy.Clean()!, p.PartnerData.Clean()!) { PartnerPurpose = p.PartnerPurpose.Clean() })];
        var plan = new ShortPlan(form.PlanSteps.Clean()!, partners, PlanForm.Names(partners.Select(p => p.Partner), answers.Organisations) ? null : form.NotInPlanReason.Clean());
        // A changed plan needs the client's agreement anew (decision matrix, ambiguity 25).
        var changed = answers.Plan is { } old && (old.PlanSteps != plan.PlanSteps || !old.Partners.SequenceEqual(plan.Partners));
        return answers with { Plan = plan, PlanAgreement = changed ? null : answers.PlanAgreement };
    }

    // Agreement does not carry over to a new version; consents keep pointing at their part (decision matrix, ambiguity 25).
    protected override IReadOnlyList<Written> Lines(PlanForm form, Answers saved, CaseFile file)
    {
        var plan = saved.Plan!;
        if (file.Plan is { What: var current } && plan.Says(current)) return [];
        var before = file.Plan?.What.Parts ?? [];
        return [new PlanVersion(plan.PlanSteps, [.. plan.Partners.Select(p => new PlanPart(
            before.FirstOrDefault(b => b.Name == p.Partner)?.Id ?? Desk.Chance.Id(),
            InBook(saved, p.Partner) ?? before.FirstOrDefault(b => b.Name == p.Partner)?.Partner,
            p.Partner, p.PartnerWhy, p.PartnerData, p.PartnerPurpose ?? ""))])];
    }

    // The partner of the address book that this part of the plan is about, as far as this decision knows it.
    private static Guid? InBook(Answers saved, string name) =>
        saved.Way == Way.Network ? saved.Participants?.Participants.FirstOrDefault(p => ShortPlan.Names([name], p.SeatOrganisation))?.SeatPartner
        : saved.Recipient is { RecipientPartner: { } partner } recipient && ShortPlan.Names([name], recipient.RecipientOrganisation) ? partner : null;

    protected override void Completing(PlanForm form)
    {
        if (form.Partners.Count == 0) form.Partners.Add(new());
    }

    protected override Blocks BlocksOf(PlanForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.Partners, "partners", "partner", Least: 1, PlanForm.Most);
    }
}
