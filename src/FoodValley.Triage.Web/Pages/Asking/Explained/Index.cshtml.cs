using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The list explained is the list shared; a changed list must be explained anew before signing. Serves IU-2-VOOR-2.</summary>
public sealed class ExplainedPage(Desk desk) : QuestionPage<ExplainedForm>(desk, Question.Explained)
{
    private IReadOnlyList<string> Items => Answers.Items?.Listed() ?? [];

    public IReadOnlyList<string> Listed => Answers.Items is { } items ? Desk.Transcript.Items(items) : [];

    public bool Changed => Answers.Explained is not null && !Answers.Has(Question.Explained);

    /// <summary>The list this page showed: a confirmation of another list does not count.</summary>
    public string Fingerprint => string.Join('|', Items);

    protected override IValidator<ExplainedForm> Validator => new ExplainedForm.Rules(Fingerprint);

    protected override ExplainedForm Fill(Answers answers) => new() { Explained = answers.Has(Question.Explained) ? "yes" : null, ExplainedItems = Fingerprint };

    protected override Answers Apply(ExplainedForm form, Answers answers) => answers with { Explained = new(Items) };
}
