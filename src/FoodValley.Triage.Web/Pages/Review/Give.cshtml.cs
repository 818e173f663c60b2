using FluentValidation;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class GiveReviewForm
{
    public string? To { get; set; }

    public sealed class Rules : AbstractValidator<GiveReviewForm>
    {
        public Rules(string[] offered) => RuleFor(f => f.To).Among("review-give.error.to", offered);
    }
}

/// <summary>Takes a review, gives it to another lead, or lets it free; a second reader for an own decision is found here too. Serves HK-7a.</summary>
public sealed class GiveReviewPage(Desk desk, Reviews reviews) : PageModel
{
    public const string Nobody = "nobody";

    private IReadOnlyList<Colleague> _leads = [];

    public FormMarkup Ui { get; private set; } = null!;
    public GiveReviewForm Form { get; private set; } = new();
    public ReviewItem Item { get; private set; } = null!;

    /// <summary>True when it went to somebody, or moved on, since the page was opened.</summary>
    public bool Changed { get; private set; }

    public IReadOnlyList<Choice> Choices =>
        [.. _leads.Where(l => l.Id != Item.AuthorId).Select(l => new Choice(l.Id, Words.Ready(l.Name))), new(Nobody, "review-give.nobody")];

    public async Task<IActionResult> OnGetAsync(Guid id) => await FindAsync(id) ? Show() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, int? version)
    {
        if (!await FindAsync(id)) return NotFound();
        if (version is not { } seen || seen < 1 || seen > Item.Version) return BadRequest();
        Form = PostedForm.Read<GiveReviewForm>(Request);
        Response.StatusCode = ModelState.Say(await new GiveReviewForm.Rules([.. Choices.Select(c => c.Value)]).ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return Show();
        var to = Form.To == Nobody ? null : Form.To;
        // A double click: it is where it should go.
        if (Item.AssignedTo == to || await reviews.GiveAsync(desk.Act, id, seen, to, HttpContext.RequestAborted))
            return Redirect(to == desk.Person.Id ? "/review/" + id : "/review");
        if (!await FindAsync(id)) return NotFound();
        Changed = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show();
    }

    private async Task<bool> FindAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await reviews.FindAsync(desk.Person, id, ct) is not { } item || !item.State.Runs())
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, record: id, detail: "review", cancellationToken: ct);
            return false;
        }
        (Item, _leads) = (item, await reviews.LeadsAsync(desk.Person, ct));
        return true;
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["review.handover"];
        ViewData["Step"] = "review-give";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>Everything a lead has goes to a colleague: for an absence. Serves HK-7a.</summary>
public sealed class HandOverReviewsPage(Desk desk, Reviews reviews) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public GiveReviewForm Form { get; private set; } = new();
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Form = PostedForm.Read<GiveReviewForm>(Request);
        await OffersAsync();
        Response.StatusCode = ModelState.Say(await new GiveReviewForm.Rules([.. Choices.Select(c => c.Value)]).ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return await ShowAsync();
        await reviews.HandOverAsync(desk.Act, Form.To!, HttpContext.RequestAborted);
        return Redirect("/review?done=hand-over");
    }

    private async Task OffersAsync() =>
        Choices = [.. (await reviews.LeadsAsync(desk.Person, HttpContext.RequestAborted)).Where(l => l.Id != desk.Person.Id).Select(l => new Choice(l.Id, Words.Ready(l.Name)))];

    private async Task<IActionResult> ShowAsync()
    {
        await OffersAsync();
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["review-hand-over.title"];
        ViewData["Step"] = "review-hand-over";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
