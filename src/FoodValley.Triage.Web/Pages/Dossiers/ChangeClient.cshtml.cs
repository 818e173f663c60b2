using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The client's details mended; which ones is written down, the old values are not kept.</summary>
public sealed class ChangeClientPage(Desk desk) : DossierForm<NewDossierForm>(desk, "dossier-client")
{
    private string Number => CaseFile.Dossier.Number;
    private Client Client => CaseFile.Dossier.Client;

    protected override IValidator<NewDossierForm> Validator => new NewDossierForm.Rules(Desk.Today);

    protected override NewDossierForm Fill() => new()
    {
        Number = Number, Name = Client.Name, BirthDate = DayText.Write(Client.BirthDate), Phone = Client.Phone, Email = Client.Email, Address = Client.Address,
    };

    protected override IReadOnlyList<Written> Become(NewDossierForm form)
    {
        var typed = Typed(form);
        var changed = new (string Field, bool Differs)[]
        {
            ("number", form.Number.Clean() != Number), ("name", typed.Name != Client.Name), ("birthDate", typed.BirthDate != Client.BirthDate), ("phone", typed.Phone != Client.Phone),
            ("email", typed.Email != Client.Email), ("address", typed.Address != Client.Address),
        };
        return changed.Any(c => c.Differs) ? [new ClientChanged([.. changed.Where(c => c.Differs).Select(c => c.Field)])] : [];
    }

    // What was typed stands there already, and this person did write the line.
    protected override bool Same(Written one, Written other) => false;

    protected override Task<Writing> WriteAsync(IReadOnlyList<Written> lines, CancellationToken ct) =>
        Desk.CaseFiles.ChangeClientAsync(Desk.Act, Id, Was, Form.Number.Clean()!, Typed(Form), (ClientChanged)lines[0], ct);

    protected override bool StandsAlready() => Validator.Validate(Form).IsValid && CaseFile.Lines.Any(l => l.Number > Was && l.What is ClientChanged && l.ById == Desk.Person.Id) && Become(Form).Count == 0;

    private static Client Typed(NewDossierForm form) =>
        new(form.Name.Clean()!, DayText.Read(form.BirthDate)!.Value, form.Phone.Clean() ?? "", form.Email.Clean() ?? "", form.Address.Clean() ?? "");
}
