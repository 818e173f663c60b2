using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class PartnerForm
{
    public string? Organisation { get; set; }
    public string? Contact { get; set; }
    public string? Kind { get; set; }
    public string? Sector { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? AgreedOn { get; set; }
    public string? Owner { get; set; }
    public string? Answers { get; set; }

    public static PartnerForm Of(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        return new()
        {
            Organisation = partner.Organisation, Contact = partner.Contact, Kind = partner.Kind.Code(), Sector = partner.Sector.Code(), Phone = partner.Phone,
            Email = partner.Email, AgreedOn = DayText.Write(partner.AgreedOn), Owner = partner.Owner, Answers = partner.Answers,
        };
    }

    /// <summary>What a valid form makes of this partner.</summary>
    public Partner On(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        return partner with
        {
            Organisation = Organisation.Clean()!, Contact = Contact.Clean() ?? "", Kind = Coded.Parse<RecipientKind>(Kind)!.Value, Sector = Coded.Parse<Sector>(Sector)!.Value,
            Phone = Phone.Clean() ?? "", Email = Email.Clean() ?? "", AgreedOn = string.IsNullOrWhiteSpace(AgreedOn) ? null : DayText.Read(AgreedOn), Owner = Owner.Clean() ?? "", Answers = Answers.Clean() ?? "",
        };
    }

    public sealed class Rules : AbstractValidator<PartnerForm>
    {
        private static readonly DateOnly Earliest = new(1980, 1, 1);

        public Rules(DateOnly today)
        {
            RuleFor(f => f.Organisation).Filled("partners.error.organisation", FormRules.Short);
            RuleFor(f => f.Contact).AtMost(FormRules.Short);
            RuleFor(f => f.Kind).Choice<PartnerForm, RecipientKind>("partners.error.kind");
            RuleFor(f => f.Sector).Choice<PartnerForm, Sector>("partners.error.sector");
            RuleFor(f => f.Phone).AtMost(40);
            RuleFor(f => f.Email).AtMost(FormRules.Short);
            RuleFor(f => f.Email).Must(e => string.IsNullOrWhiteSpace(e) || (e.Contains('@', StringComparison.Ordinal) && !e.Trim().Contains(' ', StringComparison.Ordinal))).WithMessage("partners.error.email");
            RuleFor(f => f.Answers).AtMost(FormRules.Short);
            RuleFor(f => f.Answers).Must(a => string.IsNullOrWhiteSpace(a) || (Uri.TryCreate(a.Trim(), UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "" })).WithMessage("partners.error.answers");
            RuleFor(f => f.AgreedOn).Cascade(CascadeMode.Stop).Day().NotAfter(today)
                .Must(text => DayText.Read(text) is not { } day || day >= Earliest).WithMessage("partners.error.agreed-long-ago");
            RuleFor(f => f.Owner).AtMost(FormRules.Short);
        }
    }
}
