using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class MayNotKnowForm
{
    /// <summary>Room for people who may not know.</summary>
    public const int Most = 8;

    public string? MayNotKnow { get; set; }
    public List<PersonForm> ShieldedFrom { get; set; } = [];

    public sealed class PersonForm
    {
        public string? Person { get; set; }
        public string[] ShieldAddress { get; set; } = [];
        public string[] ShieldCase { get; set; } = [];

        public bool Filled => Person.Clean() is not null || ShieldAddress.Length > 0 || ShieldCase.Length > 0;
    }

    public sealed class Rules : AbstractValidator<MayNotKnowForm>
    {
        public Rules()
        {
            RuleFor(f => f.MayNotKnow).YesNo("may-not-know.error.required");
            RuleFor(f => f.ShieldedFrom).Must(people => people.Count <= Most && people.TrueForAll(p => p.ShieldAddress.Concat(p.ShieldCase).All(s => s == "yes"))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => f.MayNotKnow == "yes", () =>
            {
                When(f => !f.ShieldedFrom.Exists(p => p.Filled), () => RuleFor(f => f.ShieldedFrom).Must(_ => false).OverridePropertyName("ShieldedFrom[0].Person").WithMessage("may-not-know.error.person"));
                RuleForEach(f => f.ShieldedFrom).Where(p => p.Filled).ChildRules(person => person.RuleFor(p => p.Person).Filled("may-not-know.error.person", FormRules.Short));
            });
        }
    }
}
