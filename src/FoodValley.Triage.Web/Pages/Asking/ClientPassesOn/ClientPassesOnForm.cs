using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ClientPassesOnForm
{
    public string? ClientPassesOn { get; set; }
    public string? ClientPassesOnReason { get; set; }

    public sealed class Rules : AbstractValidator<ClientPassesOnForm>
    {
        public Rules()
        {
            RuleFor(f => f.ClientPassesOn).Choice<ClientPassesOnForm, PassOn>("client-passes-on.error.required");
            When(f => f.ClientPassesOn is "partly" or "no", () => RuleFor(f => f.ClientPassesOnReason).Filled("client-passes-on.error.reason-required"))
                .Otherwise(() => RuleFor(f => f.ClientPassesOnReason).AtMost());
        }
    }
}
