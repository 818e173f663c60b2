using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Who is really needed at the table: partners from the address book, each with a role and a reason. Serves IU-4-DOEL, IU-4-VOOR-1 and HK-3c.</summary>
public sealed class ParticipantsPage(Desk desk) : QuestionPage<ParticipantsForm>(desk, Question.Participants)
{
    /// <summary>The partners one may choose: those of the own address book that still work with us.</summary>
    public IReadOnlyList<Partner> Book { get; private set; } = [];

    protected override IValidator<ParticipantsForm> Validator => new ParticipantsForm.Rules(Book, key => T[key]);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var chosen = Answers.Participants?.Participants.Select(p => p.SeatPartner).ToHashSet() ?? [];
        Book = [.. (await Desk.Partners.OfAsync(Desk.Person, ended: true, ct)).Where(p => !p.Ended || chosen.Contains(p.Id))];
        return await base.LoadedAsync(ct);
    }

    protected override ParticipantsForm Fill(Answers answers) => answers.Participants is not { } table ? new() : new()
    {
        Participants = [.. table.Participants.Select(p => new ParticipantsForm.ParticipantForm { SeatPartner = p.SeatPartner.ToString(), SeatRole = p.SeatRole, SeatWhy = p.SeatWhy })],
    };

    protected override Answers Apply(ParticipantsForm form, Answers answers) => answers with
    {
        Participants = new([.. from p in form.Participants where p.Filled let partner = Book.First(b => b.Id.ToString() == p.SeatPartner)
            select new Participant(partner.Id, partner.Kind, partner.Contact.Length > 0 ? partner.Contact : partner.Organisation, partner.Organisation, p.SeatRole.Clean()!, p.SeatWhy.Clean()!)]),
    };

    protected override void Completing(ParticipantsForm form)
    {
        if (form.Participants.Count == 0) form.Participants.Add(new());
    }

    protected override Blocks BlocksOf(ParticipantsForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.Participants, "participants", "seatPartner", Least: 1, ParticipantsForm.Most);
    }
}
