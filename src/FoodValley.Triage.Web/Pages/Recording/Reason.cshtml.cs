using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class ReadingReasonForm
{
    public string? Why { get; set; }
    public string? Words { get; set; }

    public sealed class Rules : AbstractValidator<ReadingReasonForm>
    {
        public Rules()
        {
            RuleFor(f => f.Why).Choice<ReadingReasonForm, ReadingReason>("reading.error.why");
            RuleFor(f => f.Words).Filled("reading.error.words", ReadingReasons.LongestWords);
            RuleFor(f => f.Words).NothingIdentifying(text => Recogniser.Find(text ?? "", null), "reading.error.identifying");
        }
    }
}

/// <summary>
/// A privacy officer says why, before the content of a decision is shown: a code for the access event, and own words that are kept beside it. It holds for this
/// decision and session. Serves HK-0c and HK-8.4.
/// </summary>
public sealed class ReadingReasonPage(Desk desk, Records records) : RecordPageModel(desk, records)
{
    public FormMarkup Ui { get; private set; } = null!;
    public ReadingReasonForm Form { get; private set; } = new();
    public Guid Id { get; private set; }

    /// <summary>What was asked for: the record, its print or its file.</summary>
    public string To { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, string? to)
    {
        if (await ReachAsync(id, to) is { } elsewhere) return elsewhere;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? to)
    {
        if (await ReachAsync(id, to) is { } elsewhere) return elsewhere;
        Form = PostedForm.Read<ReadingReasonForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new ReadingReasonForm.Rules().ValidateAsync(Form, HttpContext.RequestAborted), Desk.Text);
        if (!ModelState.IsValid) return Show();
        await Desk.Reasons.GiveAsync(Desk.Act, id, Coded.Parse<ReadingReason>(Form.Why)!.Value, Form.Words.Clean()!, HttpContext.RequestAborted);
        return Redirect(AddressOf(id, To));
    }

    private async Task<IActionResult?> ReachAsync(Guid id, string? to)
    {
        var ct = HttpContext.RequestAborted;
        (Id, To) = (id, to is "print" or "json" ? to : "");
        if (!await LoadAsync(id, ct))
        {
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, record: id, detail: "record", cancellationToken: ct);
            return NotFound();
        }
        return await Desk.Reasons.GivenAsync(Desk.Act, id, ct) ? Redirect(AddressOf(id, To)) : null;
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["reading.title"];
        ViewData["Step"] = "reading-reason";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
