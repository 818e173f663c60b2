using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class DatWatForm
{
    public List<DisclosureForm> Disclosures { get; set; } = [];

    public sealed class DisclosureForm
    {
        /// <summary>Whom it is about; not for the reader to change.</summary>
        public string? ToldPartner { get; set; }
        public string? Disclosure { get; set; }
        public string[] Dat { get; set; } = [];
        public string? WatReason { get; set; }
    }

    public sealed class Rules : AbstractValidator<DatWatForm>
    {
        public Rules(IReadOnlyList<Participant> seats)
        {
            RuleFor(f => f.Disclosures).Must(all => all.Count == seats.Count && all.TrueForAll(d => d.Dat.All(p => Coded.Parse<DatPart>(p) is not null)))
                .WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleForEach(f => f.Disclosures).ChildRules(one =>
            {
                one.RuleFor(d => d.Disclosure).Cascade(CascadeMode.Stop).Must(code => !string.IsNullOrEmpty(code)).WithMessage("dat-wat.error.required").WithState((d, _) => Seat(d))
                    .Must(code => Coded.Parse<Disclosure>(code) is not null).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                one.When(d => d.Disclosure == "that", () =>
                {
                    one.RuleFor(d => d.Dat).Must(parts => parts.Length > 0).WithMessage("dat-wat.error.dat").WithState((d, _) => Seat(d));
                    // IU-4-INF-GRENS: THAT is enough, so nothing of the content comes along.
                    one.RuleFor(d => d.WatReason).Must(string.IsNullOrWhiteSpace).WithMessage("dat-wat.error.wat-not-permitted").WithState((d, _) => Seat(d));
                });
                one.When(d => d.Disclosure == "what", () => one.RuleFor(d => d.WatReason).Must(why => !string.IsNullOrWhiteSpace(why)).WithMessage("dat-wat.error.reason-required").WithState((d, _) => Seat(d)));
                one.RuleFor(d => d.WatReason).AtMost(500);
            });

            (string, object?)[] Seat(DisclosureForm d) => [("participant", seats.FirstOrDefault(s => s.SeatPartner.ToString() == d.ToldPartner)?.SeatName)];
        }
    }
}
