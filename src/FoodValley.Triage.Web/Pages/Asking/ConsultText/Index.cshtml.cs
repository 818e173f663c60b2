using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// Level 1: the anonymous text. What looks like a citizen service number or equals a value of the dossier must go; the rest is replaced or explained.
/// Serves IU-1-INF-a and IU-1-INF-b.
/// </summary>
[WithScript]
public sealed class ConsultTextPage(Desk desk) : QuestionPage<ConsultTextForm>(desk, Question.ConsultText)
{
    private static readonly string[] Schools = ["school", "college", "lyceum", "gymnasium", "CBS", "OBS"];

    protected override IValidator<ConsultTextForm> Validator => new ConsultTextForm.Rules(text => Marked(text));

    /// <summary>What the recogniser marks in the text as typed.</summary>
    public IReadOnlyList<Mark> Marks => Request.Method == HttpMethods.Post || Form.ConsultConfirmed is null ? Distinct(Marked(Form.ConsultText)) : [];

    public string Found(int count) => T["consult-text.found-count", ("count", count)];

    public string Message(Mark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return T[ConsultTextForm.MessageKey(mark), ("fragment", mark.Fragment)];
    }

    /// <summary>The neutral word in place of a mark.</summary>
    public string Neutral(Mark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var kind = mark is { Kind: MarkKind.Dossier, Looks: not MarkKind.Person } ? mark.Looks : mark.Kind;
        var school = kind == MarkKind.Organisation && Schools.Any(word => mark.Fragment.Contains(word, StringComparison.OrdinalIgnoreCase));
        return T["neutral." + (school ? "school" : kind.Code())];
    }

    /// <summary>One click: every place with this fragment gets the neutral word. What was typed is kept as an unfinished form.</summary>
    /// <param name="replace">Which of the marks on the page, counted from 0; anything else replaces nothing.</param>
    /// <param name="was">The stamp of the answer that was seen when the form was begun.</param>
    public async Task<IActionResult> OnPostReplaceAsync(int? replace, string? was)
    {
        var form = new ConsultTextForm();
        await TryUpdateModelAsync(form, "");
        var text = form.ConsultText ?? "";
        var marks = Marked(text);
        if (replace is { } which && Distinct(marks).ElementAtOrDefault(which) is { } chosen)
        {
            foreach (var mark in marks.Where(m => m.Fragment == chosen.Fragment).Reverse()) text = text[..mark.Start] + Neutral(mark) + text[mark.End..];
            form.ConsultText = text;
            // The text changed: it has to be read again.
            form.ConsultConfirmed = null;
        }
        await SaveAsync(answers => answers.Leave(Question, Typed(form, was)), HttpContext.RequestAborted);
        return Redirect(Here);
    }

    /// <summary>The marks of a text that is still being typed, as they would stand under it. Nothing is saved.</summary>
    /// <param name="was">Comes along with the rest of the form; what is not saved is not compared.</param>
    public async Task<IActionResult> OnPostMarksAsync(string? was)
    {
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        if (Form.ConsultText?.Length > 2 * ConsultTextForm.Longest) return BadRequest();
        Completing(Form);
        WriteFields();
        return Partial("_Marks", this);
    }

    protected override ConsultTextForm Fill(Answers answers) => new()
    {
        ConsultText = answers.ConsultText?.ConsultText, ConsultConfirmed = answers.ConsultText is null ? null : "yes",
        ConfirmedFor = answers.ConsultText is { } told ? StampOf(told.ConsultText) : null,
        Kept = KeptForm.Of(answers.ConsultText?.Kept),
    };

    protected override Answers Apply(ConsultTextForm form, Answers answers) => answers with
    {
        ConsultText = new(form.ConsultText.Clean()!, [.. KeptForm.Explained(form.Kept)]),
        Recognisable = answers.ConsultText is { } old && old.ConsultText != form.ConsultText.Clean() ? null : answers.Recognisable,
    };

    protected override void Completing(ConsultTextForm form)
    {
        var marks = Distinct(Marked(form.ConsultText));
        form.KeepTickFor(StampOf(form.ConsultText), marks.Any(m => m.MustGo));
        // One line to explain for each mark that may stay, with what was explained before.
        var reasons = form.Kept.Where(k => k.Fragment is not null).GroupBy(k => k.Fragment!).ToDictionary(g => g.Key, g => g.First().Why);
        form.Kept = [.. marks.Where(m => !m.MustGo)
            .Select(m => new KeptForm { Fragment = m.Fragment, Why = reasons.GetValueOrDefault(m.Fragment) })];
    }

    private static string StampOf(string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Clean() ?? "")))[..16];

    private IReadOnlyList<Mark> Marked(string? text) => Recogniser.Find(text ?? "", Dossier is null ? null : DossierTerms.Of(Dossier));

    private static IReadOnlyList<Mark> Distinct(IReadOnlyList<Mark> marks) => [.. marks.DistinctBy(m => m.Fragment)];
}
