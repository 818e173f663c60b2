using FluentValidation;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class RecipientForm
{
    /// <summary>Id of a partner from the address book; the other fields then say nothing, but for a person or team where the book has none.</summary>
    public string? RecipientPartner { get; set; }
    public string? RecipientName { get; set; }
    public string? RecipientOrganisation { get; set; }
    public string? RecipientKind { get; set; }

    public sealed class Rules : AbstractValidator<RecipientForm>
    {
        /// <param name="referrer">At level 3: the only recipient there is (IU-3-DOEL). Null elsewhere.</param>
        public Rules(IReadOnlyList<Partner> book, Guid? referrer = null)
        {
            // Whoever referred is answered; another recipient belongs to level 2 or 4.
            if (referrer is { } only)
                RuleFor(f => f.RecipientPartner).Must(id => id == only.ToString()).WithMessage("feedback-referral.error.other-recipient").WithErrorCode(FormRules.NotOffered)
                    .WithState((f, id) => new (string, object?)[] { ("recipient", book.FirstOrDefault(p => p.Id.ToString() == id)?.Name ?? f.RecipientOrganisation ?? "…") });
            RuleFor(f => f.RecipientPartner).Must(id => string.IsNullOrEmpty(id) || book.Any(p => p.Id.ToString() == id)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => string.IsNullOrEmpty(f.RecipientPartner), () =>
            {
                RuleFor(f => f.RecipientName).Filled("recipient.error.required", FormRules.Short);
                RuleFor(f => f.RecipientOrganisation).Filled("recipient.error.too-broad", FormRules.Short);
                RuleFor(f => f.RecipientKind).Choice<RecipientForm, RecipientKind>("recipient.error.kind");
            });
            // Two recipients at once: nobody's words are put aside unseen.
            When(f => !string.IsNullOrEmpty(f.RecipientPartner), () => RuleFor(f => f.RecipientOrganisation).Must(string.IsNullOrWhiteSpace).WithMessage("recipient.error.both"));
            When(f => book.Any(p => p.Id.ToString() == f.RecipientPartner && p.Contact.Length > 0), () =>
                RuleFor(f => f.RecipientName).Must(string.IsNullOrWhiteSpace).WithMessage("recipient.error.both"));
            // IU-ALG-2b: a person or team, not only an organisation.
            When(f => book.Any(p => p.Id.ToString() == f.RecipientPartner && p.Contact.Length == 0), () =>
                RuleFor(f => f.RecipientName).Filled("recipient.error.too-broad", FormRules.Short));
            RuleFor(f => f.RecipientName).AtMost(FormRules.Short);
            RuleFor(f => f.RecipientOrganisation).AtMost(FormRules.Short);
        }
    }
}
