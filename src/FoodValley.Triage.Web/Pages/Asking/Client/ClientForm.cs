using FluentValidation;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ClientForm
{
    public string? Dossier { get; set; }

    public sealed class Rules : AbstractValidator<ClientForm>
    {
        public Rules(IReadOnlyList<Dossier> own) =>
            RuleFor(f => f.Dossier).Among("client.error.required", [.. own.Select(d => d.Id.ToString())]);
    }
}
