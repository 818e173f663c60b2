using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: what do you want to know? Serves IU-1-DOEL.</summary>
public sealed class ConsultQuestionPage(Desk desk) : QuestionPage<ConsultQuestionForm>(desk, Question.ConsultQuestion)
{
    protected override IValidator<ConsultQuestionForm> Validator => new ConsultQuestionForm.Rules(Identifying);

    protected override ConsultQuestionForm Fill(Answers answers) => new() { ConsultQuestion = answers.ConsultQuestion?.ConsultQuestion, QuestionKept = KeptForm.Of(answers.ConsultQuestion?.QuestionKept) };

    protected override Answers Apply(ConsultQuestionForm form, Answers answers) => answers with
    {
        ConsultQuestion = new(form.ConsultQuestion.Clean()!) { QuestionKept = form.QuestionKept.Count == 0 ? null : [.. KeptForm.Explained(form.QuestionKept)] },
    };

    protected override void Completing(ConsultQuestionForm form) => form.QuestionKept = Explaining(form.ConsultQuestion, form.QuestionKept);
}
