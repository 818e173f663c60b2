using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class NotePersonForm
{
    public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string[] Shielded { get; set; } = [];
    public string? ShieldedWhy { get; set; }

    public sealed class Rules : AbstractValidator<NotePersonForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).Filled("dossier-person.error.name", FormRules.Short);
            RuleFor(f => f.Role).Choice<NotePersonForm, RepresentativeRole>("dossier-person.error.role");
            RuleFor(f => f.Phone).AtMost(40);
            RuleFor(f => f.Email).AtMost(200);
            RuleFor(f => f.Email).Must(e => string.IsNullOrWhiteSpace(e) || (e.Contains('@', StringComparison.Ordinal) && !e.Trim().Contains(' ', StringComparison.Ordinal))).WithMessage("client.error.email");
            RuleFor(f => f.Address).AtMost(400);
            RuleFor(f => f.Shielded).Must(parts => parts.All(p => Coded.Parse<ShieldedPart>(p) is not null)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.ShieldedWhy).AtMost();
            When(f => f.Shielded.Length > 0, () => RuleFor(f => f.ShieldedWhy).Filled("dossier-person.error.shielded-why"));
        }
    }
}

/// <summary>Somebody around the client: in which capacity, and what this person may not come to know (law B2). Serves HK-5c and HK-6d.</summary>
public sealed class NotePersonPage(Desk desk) : DossierForm<NotePersonForm>(desk, "dossier-person")
{
    /// <summary>This person as last written; null for somebody new.</summary>
    public RepresentativeNoted? Known { get; private set; }

    public override string Title => Known is null ? base.Title : T["dossier-person.title-known", ("name", Known.Name)];

    protected override string PageTitle => T["page-title.person"];

    public override Hindrance? Hindrance => Known is null || CaseFile.Representatives.Any(r => r.Id == Known.Id) ? null
        : new(T["dossier-person.ended", ("name", Known.Name)], $"/dossiers/{Id}#people", T["dossier-form.back", ("number", CaseFile.Dossier.Number)]);

    protected override IValidator<NotePersonForm> Validator { get; } = new NotePersonForm.Rules();

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var person = (string)RouteData.Values["person"]!;
        if (person == "new") return Task.FromResult<IActionResult?>(null);
        Known = Guid.TryParse(person, out var id) ? CaseFile.All<RepresentativeNoted>().LastOrDefault(r => r.What.Id == id)?.What : null;
        return Task.FromResult<IActionResult?>(Known is null ? NotFound() : null);
    }

    protected override NotePersonForm Fill() => Known is null ? new() : new()
    {
        Name = Known.Name, Role = Known.Role.Code(), Phone = Known.Phone, Email = Known.Email, Address = Known.Address, Shielded = [.. Known.Shielded.Select(p => p.Code())],
        ShieldedWhy = Known.ShieldedWhy,
    };

    protected override IReadOnlyList<Written> Become(NotePersonForm form)
    {
        ShieldedPart[] shielded = [.. Coded.All<ShieldedPart>().Where(p => form.Shielded.Contains(p.Code()))];
        var noted = new RepresentativeNoted(
            Known?.Id ?? Desk.Chance.Id(), form.Name.Clean()!, Coded.Parse<RepresentativeRole>(form.Role)!.Value, form.Phone.Clean() ?? "", form.Email.Clean() ?? "", form.Address.Clean() ?? "",
            shielded, shielded.Length == 0 ? null : form.ShieldedWhy.Clean());
        return noted.Equals(CaseFile.Representatives.FirstOrDefault(r => r.Id == noted.Id)) ? [] : [noted];
    }

    protected override bool Same(Written one, Written other) =>
        one is RepresentativeNoted noted && other is RepresentativeNoted there && noted.Equals(Known is null ? there with { Id = noted.Id } : there);
}
