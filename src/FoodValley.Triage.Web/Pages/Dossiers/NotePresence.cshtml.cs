using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class NotePresenceForm
{
    public string? On { get; set; }
    public string? Present { get; set; }
    public string? Note { get; set; }

    public sealed class Rules : AbstractValidator<NotePresenceForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.On).Day("dossier-presence.error.on").NotAfter(today);
            RuleFor(f => f.Present).Filled("dossier-presence.error.present", FormRules.Short);
            RuleFor(f => f.Note).AtMost();
        }
    }
}

/// <summary>Who sat at the table in a conversation with the client.</summary>
public sealed class NotePresencePage(Desk desk) : DossierForm<NotePresenceForm>(desk, "dossier-presence")
{
    protected override IValidator<NotePresenceForm> Validator => new NotePresenceForm.Rules(Desk.Today);

    protected override IReadOnlyList<Written> Become(NotePresenceForm form) => [new PresenceNoted(DayText.Read(form.On)!.Value, form.Present.Clean()!, form.Note.Clean())];
}
