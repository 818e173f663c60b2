using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The progress bar: the stages of this way, the last one always giving reasons and documenting (HK-7f).</summary>
public sealed class StepsView
{
    private static readonly Stage[] Consult = [Stage.Question, Stage.Text, Stage.Reason, Stage.Recording];
    private static readonly Stage[] Refer = [Stage.Question, Stage.Plan, Stage.Ground, Stage.Information, Stage.Weighing, Stage.Recording];

    public StepsView(Answers answers, Stage now)
    {
        ArgumentNullException.ThrowIfNull(answers);
        // Acting at once passes fewer stages; what is left of the way is not shown as skipped.
        var required = answers.AtOnce ? Interview.Required(answers).Select(q => q.Stage()).Append(now).ToHashSet() : null;
        Stages = answers.Way == Way.Consult ? Consult : [.. Refer.Where(s => required is null || s == Stage.Recording || required.Contains(s))];
        Now = now == Stage.Weighing && answers.Way == Way.Consult ? Stage.Reason : now;
    }

    public IReadOnlyList<Stage> Stages { get; }
    public Stage Now { get; }
    public int Number => Stages.ToList().IndexOf(Now) + 1;

    public bool Done(Stage stage) => Stages.ToList().IndexOf(stage) < Number - 1;
}
