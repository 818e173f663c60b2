using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultReasonForm
{
    public string? ConsultReason { get; set; }
    public List<KeptForm> ReasonKept { get; set; } = [];

    public sealed class Rules : AbstractValidator<ConsultReasonForm>
    {
        public Rules(Func<string?, IEnumerable<Mark>> identifying)
        {
            RuleFor(f => f.ConsultReason).Filled("consult-reason.error.required");
            RuleFor(f => f.ConsultReason).NothingIdentifying(text => identifying(text).Where(m => m.MustGo));
            RuleForEach(f => f.ReasonKept).SetValidator(new KeptForm.Rules());
        }
    }
}
