using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ClientForm
{
    public string? Dossier { get; set; }

    /// <summary>The other client somebody has seen the consequences of.</summary>
    public string? Sure { get; set; }

    public sealed class Rules : AbstractValidator<ClientForm>
    {
        public Rules(IReadOnlyList<Dossier> own, Func<Guid, bool> loses)
        {
            RuleFor(f => f.Dossier).Among("client.error.required", [.. own.Select(d => d.Id.ToString())])
                .Must((form, id) => form.Sure == id || !loses(Guid.Parse(id!, CultureInfo.InvariantCulture))).WithMessage("client.error.another");
        }
    }
}
