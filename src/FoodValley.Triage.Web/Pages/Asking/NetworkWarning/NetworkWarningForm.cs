using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class NetworkWarningForm
{
    public string[] NetworkWarning { get; set; } = [];

    public sealed class Rules : AbstractValidator<NetworkWarningForm>
    {
        public Rules() => RuleFor(f => f.NetworkWarning).Must(read => read is ["yes"]).WithMessage("network-warning.error.required");
    }
}
