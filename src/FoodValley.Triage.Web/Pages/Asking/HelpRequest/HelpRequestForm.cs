using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class HelpRequestForm
{
    public string? HelpRequest { get; set; }
    public string? HelpRequestBy { get; set; }
    /// <summary><c>yes</c>: the client agrees that the help request of the dossier becomes this one (HK-4d).</summary>
    public string? HelpRequestAgreed { get; set; }

    public sealed class Rules : AbstractValidator<HelpRequestForm>
    {
        /// <param name="written">The help request of the dossier: it changes only with the client's agreement, never silently (HK-4d).</param>
        public Rules(string? written)
        {
            RuleFor(f => f.HelpRequest).Filled("help-request.error.required");
            RuleFor(f => f.HelpRequestBy).Filled("help-request.by.error", FormRules.Short);
            RuleFor(f => f.HelpRequestAgreed).Must(said => string.IsNullOrEmpty(said) || said == "yes").WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered)
                .Must((form, said) => said == "yes" || written is null || form.HelpRequest.Clean() is not { } now || now == written).WithMessage("help-request.error.not-agreed");
        }
    }
}
