using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class HelpRequestForm
{
    public string? HelpRequest { get; set; }
    public string? HelpRequestBy { get; set; }

    public sealed class Rules : AbstractValidator<HelpRequestForm>
    {
        /// <param name="written">The help request of the dossier: it changes there, with the client's agreement, never here (HK-4d).</param>
        public Rules(string? written)
        {
            RuleFor(f => f.HelpRequest).Filled("help-request.error.required")
                .Must(text => written is null || text.Clean() == written).WithMessage("help-request.error.change-in-dossier");
            RuleFor(f => f.HelpRequestBy).Filled("help-request.by.error", FormRules.Short);
        }
    }
}
