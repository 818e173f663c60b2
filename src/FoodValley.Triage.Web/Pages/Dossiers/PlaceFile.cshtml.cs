using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class PlaceFileForm
{
    public string? Form { get; set; }
    public string? Reference { get; set; }

    public sealed class Rules : AbstractValidator<PlaceFileForm>
    {
        public Rules()
        {
            RuleFor(f => f.Form).Choice<PlaceFileForm, FileForm>("dossier-file.error.form");
            RuleFor(f => f.Reference).Filled("dossier-file.error.reference", FormRules.Short);
        }
    }
}

/// <summary>Where the rest of the file is. On paper or electronic: what must be documented is the same. Serves HK-7e.</summary>
public sealed class PlaceFilePage(Desk desk) : DossierForm<PlaceFileForm>(desk, "dossier-file")
{
    protected override IValidator<PlaceFileForm> Validator { get; } = new PlaceFileForm.Rules();

    protected override PlaceFileForm Fill() => CaseFile.File is not { } file ? new() : new() { Form = file.Form.Code(), Reference = file.Reference };

    protected override IReadOnlyList<Written> Become(PlaceFileForm form)
    {
        var placed = new FilePlaced(Coded.Parse<FileForm>(form.Form)!.Value, form.Reference.Clean()!);
        return placed == CaseFile.File ? [] : [placed];
    }
}
