using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// For each participant: nothing, THAT or WHAT; WHAT only with why THAT is not enough. Serves IU-4-INF-DAT, IU-4-INF-WAT and IU-4-INF-GRENS.
/// </summary>
public sealed class DatWatPage(Desk desk) : QuestionPage<DatWatForm>(desk, Question.DatWat)
{
    /// <summary>Who sits at the table, in order.</summary>
    public IReadOnlyList<Participant> Seats => Answers.Participants?.Participants ?? [];

    /// <summary>A text about this participant.</summary>
    public string For(int at, string key) => T[key, ("participant", Seats[at].SeatName)];

    protected override IValidator<DatWatForm> Validator => new DatWatForm.Rules(Seats);

    protected override DatWatForm Fill(Answers answers) => answers.DatWat is not { } told ? new() : new()
    {
        Disclosures = [.. told.Disclosures.Select(d => new DatWatForm.DisclosureForm
        {
            ToldPartner = d.ToldPartner.ToString(), Disclosure = d.Disclosure.Code(), Dat = [.. d.Dat.Select(p => p.Code())], WatReason = d.WatReason,
        })],
    };

    protected override Answers Apply(DatWatForm form, Answers answers) => answers with
    {
        DatWat = new([.. form.Disclosures.Zip(Seats, (d, seat) => (Form: d, Partner: seat.SeatPartner, Told: Coded.Parse<Disclosure>(d.Disclosure)!.Value)).Select(d => new ParticipantDisclosure(
            d.Partner, d.Told,
            d.Told == Disclosure.None ? [] : [.. Coded.All<DatPart>().Where(p => d.Form.Dat.Contains(p.Code()))],
            d.Told == Disclosure.What ? d.Form.WatReason.Clean() : null))]),
    };

    // One block for each seat, in the order of the table; what was posted about somebody else is looked at by the rules.
    protected override void Completing(DatWatForm form)
    {
        var unknown = form.Disclosures.Where(d => Seats.All(s => s.SeatPartner.ToString() != d.ToldPartner)).ToList();
        form.Disclosures = [.. Seats.Select(s => form.Disclosures.Find(d => d.ToldPartner == s.SeatPartner.ToString()) ?? new() { ToldPartner = s.SeatPartner.ToString() }), .. HttpMethods.IsPost(Request.Method) ? unknown : []];
    }
}
