using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// A text with the chosen information and nothing else, for who is responsible for the dossier (IU-ALG-3). Nothing is offered on a decision that may no
/// longer be acted on: its moment passed, its consent is gone, or a newer one took its place.
/// </summary>
public abstract class LetterPage(Desk desk, Records records) : RecordPageModel(desk, records)
{
    protected AgreedSharing Agreed { get; private set; } = null!;
    protected ScreenText T => Desk.Text;

    public IReadOnlyList<ExchangeRefusal> Refusals { get; private set; } = [];

    public string Today => Desk.Transcript.Day(Desk.Today);

    /// <summary>Each chosen item with what the dossier says of it now.</summary>
    public IReadOnlyList<(string Label, string Text)> Lines => LinesOf(Agreed.Items, null);

    /// <summary>The same for one recipient, with just what that one is told (IU-4-VOOR-2).</summary>
    protected IReadOnlyList<(string Label, string Text)> LinesOf(AgreedRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return LinesOf(recipient.Items, recipient);
    }

    private IReadOnlyList<(string Label, string Text)> LinesOf(IReadOnlyList<string> items, AgreedRecipient? recipient) => [.. items.Select(item => (Label(item), Value(item, recipient)))];

    protected string Label(string item) => item.StartsWith(Extra, StringComparison.Ordinal) ? T["letter.extra"] : item == "purpose" ? T["letter.purpose"] : ExchangeContent.Words(item, Desk.Words);

    protected bool Names => Agreed.Items.Contains("name");

    protected async Task<IActionResult> LetterAsync(Guid id, Func<AgreedSharing, bool> fits)
    {
        if (!await FindAsync(id, AccessAction.Print, record => CaseFile is not null && AgreedOf(record) is { } agreed && fits(agreed))) return NotFound();
        Agreed = AgreedOf(Record)!;
        Refusals = new ExchangeCircumstances(Agreed, Record.Line.Signed, Record.ReplacedBy is [var first, ..] ? first.Signed : null, CaseFile!, Desk.Act.At, Desk.Today).Ahead;
        if (Refusals.Count > 0) Response.StatusCode = StatusCodes.Status409Conflict;
        ViewData["Title"] = T[Title];
        ViewData["Step"] = Title.Split('.')[0];
        return Page();
    }

    protected abstract string Title { get; }

    private const string Extra = "extra: ";

    private string Value(string item, AgreedRecipient? recipient)
    {
        var client = CaseFile!.Dossier.Client;
        var value = item switch
        {
            "name" => client.Name,
            "phone" => client.Phone,
            "email" => client.Email,
            "address" => client.Address,
            "purpose" => Agreed.Purpose ?? "",
            Share.Answer => Agreed.Answer ?? "",
            Share.Dat => recipient is null ? "" : string.Join(", ", Agreed.Dat(recipient).Select(p => T["dat." + p.Code()])),
            _ => item.StartsWith(Extra, StringComparison.Ordinal) ? item[Extra.Length..] : "",
        };
        return value.Length > 0 ? value : T["letter.not-known"];
    }
}

/// <summary>The letter that the client takes along and may keep: the chosen items only. Serves IU-2-VOOR-1b and IU-ALG-3.</summary>
public sealed class CarryLetterPage(Desk desk, Records records) : LetterPage(desk, records)
{
    protected override string Title => "carry.title";

    public string For => T["carry.to", ("name", Agreed.Recipients[0].Name), ("organisation", Agreed.Recipients[0].Organisation)];

    public string Opening => T["carry.body", ("reader", Names ? CaseFile!.Dossier.Client.Name : T["carry.bearer"])];

    public string Note => T[CaseFile!.Dossier.Client.AgeOn(Desk.Today) is >= 12 and < 18 ? "carry.note.y" : "carry.note.par"];

    public string Closing => T["letter.closing", ("worker", Desk.Person.Name), ("organisation", Desk.Person.OrganisationName)];

    public Task<IActionResult> OnGetAsync(Guid id) => LetterAsync(id, agreed => agreed.ClientTakesLetter);
}

/// <summary>A text to the recipient, ready to send or to read out: the chosen items only. Serves IU-ALG-3, IU-2-INF-1 and HK-7c.</summary>
public sealed class SendTextPage(Desk desk, Records records) : LetterPage(desk, records)
{
    protected override string Title => "send-text.title";

    /// <summary>A text for each recipient, with what that one is told.</summary>
    public IEnumerable<string> Messages => Agreed.Recipients.Select(Message);

    // Plain text, one line for each item.
    private string Message(AgreedRecipient to) => string.Join('\n', [
        T["carry.to", ("name", to.Name), ("organisation", to.Organisation)], "", T["send-text.opening"], "",
        .. LinesOf(to).Select(line => $"{line.Label}: {line.Text}"), "",
        T["letter.closing", ("worker", Desk.Person.Name), ("organisation", Desk.Person.OrganisationName)],
    ]);

    public Task<IActionResult> OnGetAsync(Guid id) => LetterAsync(id, agreed => agreed.Outcome.Shares() && agreed.CanBeExchanged && agreed.Items.Count > 0 && agreed.Recipients.Count > 0);
}
