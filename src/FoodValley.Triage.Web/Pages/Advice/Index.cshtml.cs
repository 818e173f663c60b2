using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class AnswerForm
{
    public string? Answer { get; set; }

    public sealed class Rules : AbstractValidator<AnswerForm>
    {
        public Rules(bool anonymous)
        {
            RuleFor(f => f.Answer).Filled("asked.error.answer");
            // Without the terms of the dossier: the answer of this page must not tell a colleague who the client is.
            if (anonymous) RuleFor(f => f.Answer).NothingIdentifying(text => Recogniser.Find(text ?? "", null));
        }
    }
}

/// <summary>A question that a colleague asked this person: read and answered once, without a look at the draft or the dossier. Serves HK-7b and HK-8.4.</summary>
public sealed class AskedPage(Desk desk) : PageModel
{
    public Desk Desk => desk;
    public FormMarkup Ui { get; private set; } = null!;
    public AnswerForm Form { get; private set; } = new();
    public AskedQuestion Question { get; private set; } = null!;
    public ColleagueAdvice Advice => Question.Advice;
    public bool Anonymous => Question.Way == Way.Consult;
    public bool MayAnswer => Question.Open && Advice.Answer is null;
    public bool Sent { get; private set; }

    /// <summary>True when question and answer stand in the record only.</summary>
    public bool InRecord => !Question.Open && Advice.Question.Length == 0;

    /// <summary>What was typed in vain, because the question is closed; null when nothing was.</summary>
    public string? Unsent { get; private set; }

    /// <summary>The level of the draft, as far as it says so; null when it was signed.</summary>
    public string? Level => Question.Way is not { } way ? null
        : desk.Text["asked.level", ("number", desk.Text[$"level-{way.Code()}.number"]), ("level", Question.Level is { } level ? desk.Text["level-name." + level.Code()] : desk.Text[$"level-{way.Code()}.name"])];

    public async Task<IActionResult> OnGetAsync(Guid id, string? done)
    {
        if (!await FindAsync(id)) return NotFound();
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, draft: Advice.Draft, detail: "advice", cancellationToken: HttpContext.RequestAborted);
        Sent = done == "sent" && Advice.Answer is not null;
        return Show();
    }

    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (!await FindAsync(id)) return NotFound();
        Form = PostedForm.Read<AnswerForm>(Request);
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        if (!MayAnswer) return Closed(id);
        Response.StatusCode = ModelState.Say(await new AnswerForm.Rules(Anonymous).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show();
        if (!await desk.Colleagues.AnswerAsync(desk.Act, id, Form.Answer.Clean()!, ct)) return await FindAsync(id) ? Closed(id) : NotFound();
        await desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, draft: Advice.Draft, detail: "advice", cancellationToken: ct);
        return Redirect($"/advice/{id}?done=sent");
    }

    public string When(DateTime utc) => Desk.Local(utc).ToString(desk.Text["format.day-and-time"], System.Globalization.CultureInfo.CurrentCulture);

    // The same answer once more is a second click, and says what the first one said.
    private IActionResult Closed(Guid id)
    {
        if (Advice.Answer is { } answer && answer == Form.Answer.Clean()) return Redirect($"/advice/{id}?done=sent");
        Unsent = Form.Answer.Clean();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show();
    }

    private async Task<bool> FindAsync(Guid id)
    {
        if (await desk.Colleagues.FindAsync(desk.Person, id, HttpContext.RequestAborted) is { } question)
        {
            Question = question;
            return true;
        }
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "advice", cancellationToken: HttpContext.RequestAborted);
        return false;
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["page-title.asked"];
        ViewData["Step"] = "asked";
        ViewData["Form"] = MayAnswer ? "answer-form" : null;
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
