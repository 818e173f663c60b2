using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Who gets which topic: only participants for whom WHAT is needed can be ticked, and everything to everybody has a reason. Serves IU-4-VOOR-2 and IU-4-INF-GRENS.</summary>
public sealed class SharingTablePage(Desk desk) : QuestionPage<SharingTableForm>(desk, Question.SharingTable)
{
    private IReadOnlyList<Participant> Seats => Answers.Participants?.Participants ?? [];

    /// <summary>The participants who are told content.</summary>
    public IReadOnlyList<Participant> What => [.. Seats.Where(s => Answers.DatWat?.Of(s.SeatPartner).Disclosure == Disclosure.What)];

    /// <summary>The participants for whom nothing of the content is open.</summary>
    public IReadOnlyList<Participant> ThatOnly => [.. Seats.Except(What)];

    protected override IValidator<SharingTableForm> Validator => new SharingTableForm.Rules(Seats, What);

    protected override SharingTableForm Fill(Answers answers) => answers.SharingTable is not { } table ? new() : new()
    {
        Topics = [.. table.Topics.Select(t => new SharingTableForm.TopicForm { Topic = t.Topic, TopicWhy = t.TopicWhy, TopicFor = [.. t.TopicFor.Select(p => p.ToString())] })],
        EverythingReason = table.EverythingReason,
    };

    protected override Answers Apply(SharingTableForm form, Answers answers)
    {
        var topics = new NetworkTopics([.. form.Topics.Where(t => t.Filled).Select(t => new NetworkTopic(t.Topic.Clean()!, t.TopicWhy.Clean()!, [.. What.Select(p => p.SeatPartner).Where(p => t.TopicFor.Contains(p.ToString()))]))], null);
        return answers with { SharingTable = topics.EverythingToEverybody(Seats.Count) ? topics with { EverythingReason = form.EverythingReason.Clean() } : topics };
    }

    protected override void Completing(SharingTableForm form)
    {
        if (form.Topics.Count == 0) form.Topics.Add(new());
    }

    protected override Blocks BlocksOf(SharingTableForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.Topics, "topics", "topic", Least: 1, SharingTableForm.Most);
    }
}
