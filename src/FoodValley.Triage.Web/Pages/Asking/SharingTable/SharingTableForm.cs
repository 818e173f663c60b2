using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class SharingTableForm
{
    /// <summary>Room for topics.</summary>
    public const int Most = 12;

    public List<TopicForm> Topics { get; set; } = [];
    public string? EverythingReason { get; set; }

    public sealed class TopicForm
    {
        public string? Topic { get; set; }
        public string? TopicWhy { get; set; }
        public string[] TopicFor { get; set; } = [];

        public bool Filled => Topic.Clean() is not null || TopicWhy.Clean() is not null || TopicFor.Length > 0;
    }

    public sealed class Rules : AbstractValidator<SharingTableForm>
    {
        public Rules(IReadOnlyList<Participant> seats, IReadOnlyList<Participant> what)
        {
            var (ids, open) = (seats.Select(s => s.SeatPartner.ToString()).ToHashSet(), what.Select(s => s.SeatPartner.ToString()).ToHashSet());
            RuleFor(f => f.Topics).Must(all => all.Count <= Most && all.TrueForAll(t => t.TopicFor.All(ids.Contains))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => !f.Topics.Exists(t => t.Filled), () => RuleFor(f => f.Topics).Must(_ => false).OverridePropertyName("Topics[0].Topic").WithMessage("sharing-table.error.required"));
            RuleForEach(f => f.Topics).Where(t => t.Filled).ChildRules(one =>
            {
                one.RuleFor(t => t.Topic).Filled("sharing-table.error.topic", FormRules.Short);
                one.RuleFor(t => t.TopicWhy).Filled("sharing-table.error.topic-why", 500);
                one.RuleFor(t => t.TopicFor).Must(all => all.Length > 0).WithMessage("sharing-table.error.topic-for");
                // IU-4-INF-GRENS: nobody could tick this on the page.
                one.RuleFor(t => t.TopicFor).Must(all => all.All(p => !ids.Contains(p) || open.Contains(p))).WithMessage("dat-wat.error.wat-not-permitted").WithErrorCode(FormRules.NotOffered)
                    .WithState((_, all) => new (string, object?)[] { ("participant", seats.FirstOrDefault(s => all.Contains(s.SeatPartner.ToString()) && !open.Contains(s.SeatPartner.ToString()))?.SeatName) });
            });
            When(f => f.Topics.Exists(t => t.Filled), () => RuleFor(f => f.Topics).Must(all => open.All(p => all.Exists(t => t.TopicFor.Contains(p))))
                .OverridePropertyName("Topics[0].TopicFor").WithMessage("sharing-table.error.everybody"));
            RuleFor(f => f.EverythingReason).AtMost();
            When(f => seats.Count >= 2 && f.Topics.Count(t => t.Filled) >= 2 && f.Topics.Where(t => t.Filled).All(t => t.TopicFor.Distinct().Count() == seats.Count), () =>
                RuleFor(f => f.EverythingReason).Filled("everything-to-everybody.error.required"));
        }
    }
}
