using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// Special categories among the information, each with its own exception ground, and criminal data, about which the privacy officer was asked first.
/// Serves HK-1 and IU-ALG-3 (GDPR 9 and 10, UAVG 22–33).
/// </summary>
public sealed class SpecialDataPage(Desk desk) : QuestionPage<SpecialDataForm>(desk, Question.SpecialData)
{
    private IReadOnlyList<string> Listed => [.. (Answers.Shares ?? []).SelectMany(share => share.Data).Distinct()];

    /// <summary>The information in words, in the order of the form.</summary>
    public IReadOnlyList<string> Names => [.. Listed.Select(Desk.Transcript.Listed)];

    protected override IValidator<SpecialDataForm> Validator => new SpecialDataForm.Rules(Desk.Today, Listed);

    protected override SpecialDataForm Fill(Answers answers) => answers.SpecialData is not { } data ? new() : new()
    {
        SpecialData = data.SpecialData.Said(), CriminalData = data.CriminalData.Said(), OfficerConsulted = data.OfficerConsulted,
        OfficerConsultedOn = DayText.Write(data.OfficerConsultedOn), OfficerAdvice = data.OfficerAdvice,
        SpecialItems = [.. data.SpecialItems.Select(i => new SpecialDataForm.ItemForm { SpecialItem = i.SpecialItem, SpecialGround = i.SpecialGround.Code(), SpecialWhy = i.SpecialWhy })],
    };

    protected override Answers Apply(SpecialDataForm form, Answers answers)
    {
        var (special, criminal) = (form.SpecialData == "yes", form.CriminalData == "yes");
        return answers with
        {
            SpecialData = new(
                special,
                special ? [.. form.SpecialItems.Where(i => i.Filled).Select(i => new SensitiveItem(i.SpecialItem!, Coded.Parse<SpecialGround>(i.SpecialGround)!.Value, i.SpecialWhy.Clean()!))] : [],
                criminal)
            {
                OfficerConsulted = criminal ? form.OfficerConsulted.Clean() : null,
                OfficerConsultedOn = criminal ? DayText.Read(form.OfficerConsultedOn) : null,
                OfficerAdvice = criminal ? form.OfficerAdvice.Clean() : null,
            },
        };
    }

    // One block for each item of today's list, in its order; what was posted about another item is looked at by the rules.
    protected override void Completing(SpecialDataForm form)
    {
        var unknown = form.SpecialItems.Where(i => !Listed.Contains(i.SpecialItem)).ToList();
        form.SpecialItems = [.. Listed.Select(item => form.SpecialItems.Find(i => i.SpecialItem == item) ?? new() { SpecialItem = item }), .. HttpMethods.IsPost(Request.Method) ? unknown : []];
    }
}
