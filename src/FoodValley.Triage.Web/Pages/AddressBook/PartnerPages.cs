using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A partner as a form: new, or as it stands.</summary>
public abstract class PartnerPages(Desk desk) : PageModel
{
    public Desk Desk => desk;
    public FormMarkup Ui { get; private set; } = null!;
    public PartnerForm Form { get; protected set; } = new();

    /// <summary>The partner that has this organisation and contact already.</summary>
    public Partner? Taken { get; protected set; }

    /// <summary>The whole address book is everybody's to read, and theirs to keep up.</summary>
    public static bool MayChange(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Role is Role.Caseworker or Role.PrivacyOfficer;
    }

    /// <summary>The fields, group by group. Make them before the summary of the errors is written.</summary>
    public IHtmlContent Fields() => Markup.Of(
        $"""
        {Ui.Text("organisation", "partners.organisation")}{Ui.Text("contact", "partners.contact", "partners.contact.hint")}
        {Ui.Radios("kind", "partners.kind", Coded.All<RecipientKind>().Select(k => new Choice(k.Code(), "recipient.option." + k.Code())), compact: true)}
        {Ui.Radios("sector", "partners.sector", Coded.All<Sector>().Select(s => new Choice(s.Code(), "partners.sector." + s.Code())), "partners.sector.hint", compact: true)}
        {Ui.Text("phone", "partners.phone", "common.optional", type: "tel")}{Ui.Text("email", "partners.email", "common.optional", inputmode: "email")}
        {Ui.Text("answers", "partners.answers", "partners.answers.hint", type: "url")}
        <div class="fv-card fv-card--calm">{Ui.Group("partners.agreement", Markup.Of($"""{Ui.Date("agreedOn", "partners.agreed")}{Ui.Text("owner", "partners.owner", "partners.owner.hint")}"""), "partners.agreement.hint")}</div>
        """);

    /// <summary>Reads and checks the form; false when it has to be shown again.</summary>
    protected async Task<bool> ReadAsync(CancellationToken ct)
    {
        Form = PostedForm.Read<PartnerForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new PartnerForm.Rules(desk.Today).ValidateAsync(Form, ct), desk.Text);
        return ModelState.IsValid;
    }

    protected async Task<IActionResult> TakenAsync(string title, CancellationToken ct)
    {
        var (organisation, contact) = (Form.Organisation.Clean(), Form.Contact.Clean() ?? "");
        Taken = (await desk.Partners.OfAsync(desk.Person, ended: true, ct))
            .FirstOrDefault(p => string.Equals(p.Organisation, organisation, StringComparison.OrdinalIgnoreCase) && string.Equals(p.Contact, contact, StringComparison.OrdinalIgnoreCase));
        ModelState.AddModelError("contact", desk.Text["partners.error.taken"]);
        return Show(title);
    }

    protected PageResult InOtherLanguage(string language, Func<string> title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Culture.Remember(HttpContext, language);
        Form = PostedForm.Read<PartnerForm>(Request);
        ModelState.Clear();
        return Show(title());
    }

    protected PageResult Show(string title)
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = title;
        ViewData["Step"] = "partner";
        ViewData["Form"] = MayChange(desk.Person) ? "partner" : null;
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }

    protected Task WroteAsync(CancellationToken ct) => desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, detail: "partner", cancellationToken: ct);
}

/// <summary>A new partner in the address book. Serves HK-8b.</summary>
public sealed class NewPartnerPage(Desk desk) : PartnerPages(desk)
{
    public IActionResult OnGet() => Show(Desk.Text["partners.new"]);

    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (language is not null) return InOtherLanguage(language, () => Desk.Text["partners.new"]);
        if (!await ReadAsync(ct)) return Show(Desk.Text["partners.new"]);
        var asked = Form.On(new Partner(Guid.Empty, default, default, "", "", "", "", null, "", "", 1, Ended: false));
        if (await Desk.Partners.AddAsync(Desk.Act, asked, ct) is not { } added) return await TakenAsync(Desk.Text["partners.new"], ct);
        await WroteAsync(ct);
        return Redirect($"/partners/{added.Id}?done=saved");
    }
}

/// <summary>One partner: looked at by everybody of the organisation, changed, ended and taken up again by who keeps the book. Serves HK-8b and HK-3c.</summary>
public sealed class PartnerPage(Desk desk) : PartnerPages(desk)
{
    public Partner Partner { get; private set; } = null!;
    public bool Mine => MayChange(Desk.Person);

    /// <summary>The version that was on the screen when the form was begun: it stays so after a mistake, until somebody has seen a newer one.</summary>
    public int Was { get; private set; }

    /// <summary>What was just done, as a text key.</summary>
    public string? Done { get; private set; }

    /// <summary>True when somebody else wrote meanwhile; nothing was overwritten.</summary>
    public bool Stale { get; private set; }

    /// <summary>What somebody else wrote and this form says differently.</summary>
    public IReadOnlyList<(string Label, string Text)> Differences { get; private set; } = [];

    public IEnumerable<(string Label, string Text)> Facts => new (string Label, string Text)[]
    {
        ("partners.organisation", Partner.Organisation), ("partners.contact", Partner.Contact.Length > 0 ? Partner.Contact : Desk.Text["partners.no-contact"]),
        ("partners.kind", Desk.Text["recipient.option." + Partner.Kind.Code()]), ("partners.sector", Desk.Text["partners.sector." + Partner.Sector.Code()]),
        ("partners.phone", Partner.Phone), ("partners.email", Partner.Email),
        ("partners.column.agreement", Partner.AgreedOn is { } on ? Desk.Text["partners.agreed-on", ("date", Desk.Transcript.Day(on))] : Desk.Text["partners.no-agreement"]),
        ("partners.column.owner", Partner.Owner.Length > 0 ? Partner.Owner : Desk.Text["partners.no-owner"]),
    }.Where(f => f.Text.Length > 0);

    public async Task<IActionResult> OnGetAsync(Guid id, string? done)
    {
        if (!await FindAsync(id)) return NotFound();
        Done = done switch { "saved" => "partners.saved", "ended" when Partner.Ended => "partners.ended-now", "again" when !Partner.Ended => "partners.again-now", _ => null };
        Form = PartnerForm.Of(Partner);
        return Show(Partner.Name);
    }

    /// <param name="was">The version that was on the screen.</param>
    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? was, string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (!Mine) return Forbid();
        if (!await FindAsync(id)) return NotFound();
        if (Seen(was) is not { } seen) return BadRequest();
        Was = seen;
        if (language is not null) return InOtherLanguage(language, () => Partner.Name);
        if (!await ReadAsync(ct)) return Show(Partner.Name);
        var asked = Form.On(Partner with { Version = seen });
        // The same, saved once more by a second click, changes nothing.
        if (asked with { Version = Partner.Version } == Partner) return Redirect($"/partners/{id}?done=saved");
        switch (await Desk.Partners.ChangeAsync(Desk.Act, asked, ct))
        {
            case Wrote:
                await WroteAsync(ct);
                return Redirect($"/partners/{id}?done=saved");
            case NumberInUse:
                return await TakenAsync(Partner.Name, ct);
            default:
                return await StaleAsync(id, keep: true);
        }
    }

    public Task<IActionResult> OnPostEndAsync(Guid id, string? was) => EndAsync(id, was, ended: true);

    public Task<IActionResult> OnPostAgainAsync(Guid id, string? was) => EndAsync(id, was, ended: false);

    private async Task<IActionResult> EndAsync(Guid id, string? was, bool ended)
    {
        var ct = HttpContext.RequestAborted;
        if (!Mine) return Forbid();
        if (!await FindAsync(id)) return NotFound();
        if (Seen(was) is not { } seen) return BadRequest();
        var done = $"/partners/{id}?done={(ended ? "ended" : "again")}";
        if (Partner.Ended == ended) return Redirect(done);
        if (await Desk.Partners.ChangeAsync(Desk.Act, Partner with { Version = seen, Ended = ended }, ct) is not Wrote) return await StaleAsync(id, keep: false);
        await WroteAsync(ct);
        return Redirect(done);
    }

    private async Task<IActionResult> StaleAsync(Guid id, bool keep)
    {
        if (!await FindAsync(id)) return NotFound();
        Stale = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        var now = PartnerForm.Of(Partner);
        if (!keep) Form = now;
        var typed = PartnerForm.Of(Form.On(Partner));
        Differences = [.. Compared(now).Zip(Compared(typed)).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => pair.First)];
        return Show(Partner.Name);
    }

    private IEnumerable<(string Label, string Text)> Compared(PartnerForm form) =>
        new (string Label, string? Text)[]
        {
            ("partners.organisation", form.Organisation), ("partners.contact", form.Contact), ("partners.kind", Desk.Text["recipient.option." + form.Kind]),
            ("partners.sector", Desk.Text["partners.sector." + form.Sector]), ("partners.phone", form.Phone), ("partners.email", form.Email), ("partners.agreed", form.AgreedOn), ("partners.owner", form.Owner), ("partners.answers", form.Answers),
        }.Select(f => (f.Label, string.IsNullOrEmpty(f.Text) ? Desk.Text["partners.stale-empty"] : f.Text));

    private static int? Seen(string? was) => int.TryParse(was, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : null;

    private async Task<bool> FindAsync(Guid id)
    {
        if (await Desk.Partners.FindAsync(Desk.Person, id, HttpContext.RequestAborted) is { } partner)
        {
            Partner = partner;
            Was = partner.Version;
            return true;
        }
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, detail: "partner", cancellationToken: HttpContext.RequestAborted);
        return false;
    }
}
