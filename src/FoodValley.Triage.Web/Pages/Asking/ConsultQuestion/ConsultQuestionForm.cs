using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultQuestionForm
{
    public string? ConsultQuestion { get; set; }
    public List<KeptForm> QuestionKept { get; set; } = [];

    public sealed class Rules : AbstractValidator<ConsultQuestionForm>
    {
        public Rules(Func<string?, IEnumerable<Mark>> identifying)
        {
            RuleFor(f => f.ConsultQuestion).Filled("consult-question.error.required", 1000);
            RuleFor(f => f.ConsultQuestion).NothingIdentifying(text => identifying(text).Where(m => m.MustGo));
            RuleForEach(f => f.QuestionKept).SetValidator(new KeptForm.Rules());
        }
    }
}
