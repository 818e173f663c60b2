using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>In which capacity: the task in this case counts, not the employer; another than usual has a reason. Serves HK-0c, IU-2-GRD-OVH and IU-2-GRD-PRIV.</summary>
public sealed class CapacityPage(Desk desk) : QuestionPage<CapacityForm>(desk, Question.Capacity)
{
    protected override IValidator<CapacityForm> Validator { get; } = new CapacityForm.Rules(desk.Person.Sector);

    protected override CapacityForm Fill(Answers answers) => new() { Sector = answers.Capacity?.Sector.Code(), CapacityReason = answers.Capacity?.CapacityReason };

    protected override Answers Apply(CapacityForm form, Answers answers)
    {
        var sector = Coded.Parse<Sector>(form.Sector)!.Value;
        return answers with { Capacity = new(sector, sector == Desk.Person.Sector ? null : form.CapacityReason.Clean()) };
    }
}
