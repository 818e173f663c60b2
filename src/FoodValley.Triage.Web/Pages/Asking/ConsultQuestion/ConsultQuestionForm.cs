using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultQuestionForm
{
    public string? ConsultQuestion { get; set; }

    public sealed class Rules : AbstractValidator<ConsultQuestionForm>
    {
        public Rules(Desk desk)
        {
            RuleFor(f => f.ConsultQuestion).Filled("consult-question.error.required", 1000);
            RuleFor(f => f.ConsultQuestion).NothingIdentifying(text => Recogniser.Find(text, null).Where(m => m.MustGo));
        }
    }
}
