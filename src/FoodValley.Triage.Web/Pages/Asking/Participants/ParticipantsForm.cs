using FluentValidation;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ParticipantsForm
{
    /// <summary>Room at the table.</summary>
    public const int Most = 30;

    public List<ParticipantForm> Participants { get; set; } = [];

    public sealed class ParticipantForm
    {
        public string? SeatPartner { get; set; }
        public string? SeatRole { get; set; }
        public string? SeatWhy { get; set; }

        public bool Filled => !string.IsNullOrEmpty(SeatPartner) || SeatRole.Clean() is not null || SeatWhy.Clean() is not null;
    }

    public sealed class Rules : AbstractValidator<ParticipantsForm>
    {
        public Rules(IReadOnlyList<Partner> book, Func<string, string> words)
        {
            RuleFor(f => f.Participants).Must(all => all.Count <= Most).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => !f.Participants.Exists(p => p.Filled), () =>
                RuleFor(f => f.Participants).Must(_ => false).OverridePropertyName("Participants[0].SeatPartner").WithMessage("participants.error.required"));
            RuleForEach(f => f.Participants).Where(p => p.Filled).ChildRules(one =>
            {
                one.RuleFor(p => p.SeatPartner).Among("participants.error.partner", [.. book.Select(b => b.Id.ToString())]);
                one.RuleFor(p => p.SeatRole).Filled("participants.error.role", FormRules.Short);
                one.RuleFor(p => p.SeatWhy).Cascade(CascadeMode.Stop).Must(why => !string.IsNullOrWhiteSpace(why)).WithMessage("participants.error.reason-required")
                    .WithState((p, _) => new (string, object?)[] { ("participant", book.FirstOrDefault(b => b.Id.ToString() == p.SeatPartner)?.Name ?? words("participants.this-one")) });
                one.RuleFor(p => p.SeatWhy).AtMost(500);
            });
            // Each seat once: a partner sits at the table or does not.
            RuleFor(f => f.Participants).Must(all => all.Where(p => !string.IsNullOrEmpty(p.SeatPartner)).GroupBy(p => p.SeatPartner).All(g => g.Count() == 1))
                .OverridePropertyName("Participants[0].SeatPartner").WithMessage("participants.error.twice");
        }
    }
}
