using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ItemsForm
{
    /// <summary>Room for items beyond the list.</summary>
    public const int MostExtras = 3;

    public string[] Items { get; set; } = [];
    public string? NameNecessity { get; set; }
    public string[] ContactDetails { get; set; } = [];
    public string? ContactNecessity { get; set; }
    public string? PurposeNecessity { get; set; }
    public List<ExtraForm> Extras { get; set; } = [.. Enumerable.Range(0, MostExtras).Select(_ => new ExtraForm())];

    public sealed class ExtraForm
    {
        public string? Extra { get; set; }
        public string? ExtraNecessity { get; set; }
        public string? ExtraReason { get; set; }

        public bool Filled => Extra.Clean() is not null || ExtraNecessity.Clean() is not null || ExtraReason.Clean() is not null;
    }

    public sealed class Rules : AbstractValidator<ItemsForm>
    {
        public Rules(Func<string, string> words)
        {
            RuleFor(f => f.Items).Must(items => items.All(i => Coded.Parse<ItemKind>(i) is not null)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Items).Must((form, items) => items.Length > 0 || form.Extras.Exists(e => e.Filled)).WithMessage("items.error.required");
            RuleFor(f => f.ContactDetails).Must(details => details.All(d => Coded.Parse<ContactDetail>(d) is not null)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => f.Items.Contains("contact"), () => RuleFor(f => f.ContactDetails).Must(d => d.Length > 0).WithMessage("items.error.which-contact"));
            Necessity(f => f.NameNecessity, "name", words);
            Necessity(f => f.ContactNecessity, "contact", words);
            Necessity(f => f.PurposeNecessity, "purpose", words);
            RuleFor(f => f.Extras).Must(e => e.Count <= MostExtras).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleForEach(f => f.Extras).Where(e => e.Filled).ChildRules(extra =>
            {
                extra.RuleFor(e => e.Extra).Filled("extra-item.error.label", FormRules.Short);
                extra.RuleFor(e => e.ExtraNecessity).Filled("extra-item.error.necessity", 500);
                extra.RuleFor(e => e.ExtraReason).Filled("extra-item.error.required", 500);
            });
        }

        private void Necessity(System.Linq.Expressions.Expression<Func<ItemsForm, string?>> field, string item, Func<string, string> words) =>
            When(f => f.Items.Contains(item), () =>
            {
                RuleFor(field).Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("item-necessity.error.required")
                    .WithState((_, _) => new (string, object?)[] { ("item", words("item." + item)) });
                RuleFor(field).AtMost(500);
            });
    }
}
