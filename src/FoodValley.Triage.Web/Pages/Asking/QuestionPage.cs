using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// A page of a draft. Loading, ownership and access events live here once: somebody else's draft does not exist, a signed one leads to its record.
/// </summary>
public abstract class DraftPage(Desk desk) : PageModel
{
    public Draft Draft { get; private set; } = null!;
    public Answers Answers { get; protected set; } = Answers.Empty;
    public CaseFile? CaseFile { get; protected set; }
    public Dossier? Dossier => CaseFile?.Dossier;
    public ProtocolSetting? Protocol { get; private set; }
    public ScreenText T => desk.Text;
    public Desk Desk => desk;

    /// <summary>The page of this draft that somebody came from, where going back leads there: a question, or <see cref="Check"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The page where every answer stands once more.</summary>
    public const string Check = "check";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await LoadAsync(HttpContext.RequestAborted) is { } elsewhere) context.Result = elsewhere;
        else await next();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var id = Guid.Parse((string)RouteData.Values["draft"]!, CultureInfo.InvariantCulture);
        if (await desk.Drafts.FindAsync(desk.Person, id, ct) is not { } draft)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, draft: id, detail: "draft", cancellationToken: ct);
            return NotFound();
        }
        if (draft.SealedAs is { } record) return Redirect($"/records/{record}");
        Draft = draft;
        Answers = draft.Answers;
        CaseFile = await desk.FileAsync(Answers, ct);
        Protocol = await desk.ProtocolAsync(ct);
        await desk.Log.OncePerSessionAsync(desk.Act, AccessAction.Read, draft.Id, draft.DossierId, cancellationToken: ct);
        return await LoadedAsync(ct);
    }

    /// <summary>What else the page needs; a result sends the person elsewhere.</summary>
    protected virtual Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    /// <summary>Which words in which answers the warning about identifying text means; nothing when there is no such warning.</summary>
    public IReadOnlyList<Marked> MarkedWords { get; private set; } = [];

    protected async Task MarkAsync(IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        if (findings.Any(f => f.Code == Assess.IdentifyingText)) MarkedWords = Assess.MarkedIn(await Desk.CircumstancesAsync(Answers, ct), Answers);
    }

    public static string Address(Guid draft, string step) => $"/asking/{draft}/{step}";

    /// <summary>Where to go on: the first open question, or the check page.</summary>
    public static string Onward(Guid draft, Answers answers) => Address(draft, Interview.Next(answers)?.Code() ?? Check);

    /// <summary>Back to the page of this draft that somebody came from; on, when it is none.</summary>
    public static string BackTo(Guid draft, Answers answers, string? from) =>
        from == Check ? Address(draft, Check)
        : Coded.Parse<Question>(from) is { } question && Interview.Reachable(question, answers) ? Address(draft, question.Code())
        : Onward(draft, answers);

    /// <summary>Saves what <paramref name="change"/> makes of the newest answers; a save that came between is read again, never overwritten.</summary>
    protected async Task<Answers?> SaveAsync(Func<Answers, Answers?> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            if (change(Answers) is not { } changed) return null;
            var pruned = Interview.Prune(Interview.Renew(Answers, changed), (level, sector, safety) => [.. desk.Rulebook.Cell(level, sector).GroundsWhen(safety).Select(g => g.Ground)]);
            if (await desk.Drafts.SaveAsync(desk.Act, Draft.Id, Draft.Version, pruned, pruned.Dossier, Draft.EditionId, ct) is not null) return pruned;
            if (await desk.Drafts.FindAsync(desk.Person, Draft.Id, ct) is not { SealedAs: null } newest) return null;
            Draft = newest;
            Answers = newest.Answers;
        }
        throw new InvalidOperationException("A draft kept changing while it was saved.");
    }
}

/// <summary>One question: what its page shows around the fields.</summary>
public abstract class QuestionPage(Desk desk, Question question) : DraftPage(desk)
{
    public Question Question => question;

    /// <summary>Writes the fields with what was typed and what is wrong.</summary>
    public FormMarkup Ui { get; protected set; } = null!;

    /// <summary>The answer that was saved elsewhere since this page was opened, in words; null when there is none.</summary>
    public ShownQuestion? SavedElsewhere { get; protected set; }

    /// <summary>True when the dossier says something else about this than when the page was opened, such as a consent withdrawn in another tab.</summary>
    public bool DossierMoved { get; protected set; }

    /// <summary>
    /// A stamp of the answer that was seen when the form was begun: goes out with the form and comes back with it, also after a mistake or a break,
    /// so that nobody overwrites an answer of another tab unseen.
    /// </summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public string Stamp { get => field ?? StampOf(Answers); protected set; }

    public string ChangedOn => Desk.Transcript.Day(DateOnly.FromDateTime(Desk.Local(Draft.Changed)));
    public string ChangedAt => Desk.Local(Draft.Changed).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>True when somebody came to change this answer: back is the page with all answers then.</summary>
    public bool FromCheck => From == Check;

    public string? Previous => FromCheck ? Address(Draft.Id, Check) : Interview.Before(question, Answers) is { } before ? Address(Draft.Id, before.Code()) : null;

    /// <summary>This page once more, with the same way back.</summary>
    protected string Here => Address(Draft.Id, question.Code()) + (FromCheck ? "?from=" + Check : "");

    protected string StampOf(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var answer = Short(answers.ToJson(question));
        return Watched(answers) is { } watched ? $"{answer}.{Short(watched)}" : answer;

        static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>What the dossier says that this page shows and may change: nobody answers over it unseen. Null when the page shows nothing of the kind.</summary>
    protected virtual string? Watched(Answers answers) => null;

    /// <summary>True when the dossier said something else about this when that stamp was made.</summary>
    protected bool Moved(string? was) => was?.Split('.') is [_, var then] && StampOf(Answers).Split('.') is [_, var now] && then != now;

    /// <summary>One line to explain for each mark in this text that may stay, with what was explained before.</summary>
    protected List<KeptForm> Explaining(string? text, IEnumerable<KeptForm> before)
    {
        var reasons = before.Where(k => k.Fragment is not null).GroupBy(k => k.Fragment!).ToDictionary(g => g.Key, g => g.First().Why);
        return [.. Identifying(text).Where(m => !m.MustGo).DistinctBy(m => m.Fragment).Select(m => new KeptForm { Fragment = m.Fragment, Why = reasons.GetValueOrDefault(m.Fragment) })];
    }

    /// <summary>What may tell who it is about (IU-1-INF-a). What was explained with the anonymous text may stand here too.</summary>
    protected IEnumerable<Mark> Identifying(string? text) => Recogniser.Find(text ?? "", Dossier is null ? null : DossierTerms.Of(Dossier))
        .Where(mark => mark.MustGo || Answers.ConsultText?.Kept.Any(kept => kept.Fragment == mark.Fragment) != true);

    // A jump ahead lands on the first open question. What is posted to a question of another level was made by hand.
    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(
        Interview.Reachable(question, Answers) ? null
        : HttpMethods.IsPost(Request.Method) ? Interview.Belongs(question, Answers) ? null : BadRequest()
        : Redirect(Onward(Draft.Id, Answers)));
}

/// <summary>
/// One question with its form. A step says two things: the form from the answers, and the answers with the form.
/// </summary>
public abstract class QuestionPage<TForm>(Desk desk, Question question) : QuestionPage(desk, question) where TForm : class, new()
{
    public TForm Form { get; private set; } = new();

    private const string Was = "was";

    /// <summary>The form as these answers fill it.</summary>
    protected abstract TForm Fill(Answers answers);

    /// <summary>The answers with this valid form.</summary>
    protected abstract Answers Apply(TForm form, Answers answers);

    /// <summary>Is the form filled in properly?</summary>
    protected abstract IValidator<TForm> Validator { get; }

    /// <summary>Gives the form the shape the page needs, whatever came in.</summary>
    protected virtual void Completing(TForm form) { }

    /// <summary>What a valid form needs before it becomes an answer.</summary>
    protected virtual Task PreparedAsync(TForm form, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What this answer adds to the dossier; nothing when the dossier says so already.</summary>
    protected virtual IReadOnlyList<Written> Lines(TForm form, Answers saved, CaseFile file) => [];

    /// <summary>The list of this form that grows by a button; null when there is none.</summary>
    protected virtual Blocks? BlocksOf(TForm form) => null;

    /// <param name="take"><c>saved</c>: the answer as it is saved, whatever was typed and left unfinished.</param>
    public IActionResult OnGet(string? take)
    {
        if (take != "saved" && Answers.Left(Question) is { } left)
        {
            Form = FormFields.Read<TForm>(left);
            Stamp = left.GetValueOrDefault(Was)?.FirstOrDefault();
        }
        else Form = Fill(Answers);
        Completing(Form);
        return Show();
    }

    /// <param name="was">The stamp of the answer that was seen when the form was begun.</param>
    /// <param name="later">Where to go instead of on.</param>
    /// <param name="block">One more block of fields, or one less.</param>
    /// <param name="language">The same page in the other language.</param>
    public async Task<IActionResult> OnPostAsync(string? was, string? later, string? block, string? language)
    {
        var ct = HttpContext.RequestAborted;
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        Completing(Form);
        var result = await Validator.ValidateAsync(Form, ct);
        var offered = !result.Errors.Exists(e => e.ErrorCode == FormRules.NotOffered);
        if (!Interview.Reachable(Question, Answers))
        {
            // Another tab opened an earlier question meanwhile: what was typed here waits on its own page.
            if (offered) await SaveAsync(answers => answers.Leave(Question, Typed(Form, was)), ct);
            return Redirect(Onward(Draft.Id, Answers));
        }
        if (offered && block is not null) return await AnotherShapeAsync(block, was, ct);
        if (offered && language is not null) return await OtherLanguageAsync(language, was, ct);
        if (!result.IsValid)
        {
            // What nobody could have chosen is no work in progress: nothing is kept of it.
            if (offered && !await KeepAsync(was, ct)) return Elsewhere();
            if (offered && Aside(later) is { } aside) return Redirect(aside);
            Response.StatusCode = ModelState.Say(result, T);
            Stamp = was ?? Stamp;
            return Show();
        }
        if (Moved(was))
        {
            DossierMoved = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Show();
        }
        await PreparedAsync(Form, ct);
        var conflict = false;
        var saved = await SaveAsync(answers =>
        {
            // What is unfinished on another page stays there.
            var changed = Apply(Form, answers).Finish(Question);
            conflict = was is not null && was != StampOf(answers) && StampOf(answers) != StampOf(changed);
            return conflict ? null : changed;
        }, ct);
        if (conflict)
        {
            SavedElsewhere = Desk.Transcript.Of(Question, Answers, Dossier);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Show();
        }
        if (saved is null) return Elsewhere();
        await WriteAsync(saved, ct);
        return Redirect(Aside(later) ?? After(saved));
    }

    // The answer is kept before the dossier is written: should the second fail, the assessment sees the difference and asks for this page again.
    private async Task WriteAsync(Answers saved, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            if (await Desk.FileAsync(saved, ct, anew: attempt > 0) is not { } file || Lines(Form, saved, file) is not { Count: > 0 } lines) return;
            if (await Desk.CaseFiles.WriteAsync(Desk.Act, file.Dossier.Id, file.Version, lines, ct) is not Wrote) continue;
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Wrote, file.Dossier.Id, draft: Draft.Id, detail: Question.Code(), cancellationToken: ct);
            return;
        }
    }

    /// <summary>Everything typed stays, nothing is checked, and the focus goes to the block that came, or to where one went.</summary>
    private async Task<IActionResult> AnotherShapeAsync(string block, string? was, CancellationToken ct)
    {
        if (BlocksOf(Form)?.Change(block) is not { } focus) return BadRequest();
        return await SaveAsync(answers => answers.Leave(Question, Typed(Form, was)), ct) is null ? Elsewhere() : Redirect(Here + "#" + focus);
    }

    /// <summary>The page comes back with what was typed.</summary>
    private async Task<IActionResult> OtherLanguageAsync(string language, string? was, CancellationToken ct)
    {
        Culture.Remember(HttpContext, language);
        return await KeepAsync(was, ct) ? Redirect(Here) : Elsewhere();
    }

    /// <summary>
    /// What was typed is kept as unfinished. An untouched form leaves nothing unfinished: whoever stops at a question without answering it is not led
    /// back to it (HK-6h). False when the draft was signed or dropped meanwhile.
    /// </summary>
    private async Task<bool> KeepAsync(string? was, CancellationToken ct)
    {
        var untouched = Fill(Answers);
        Completing(untouched);
        if (!FormFields.Same(FormFields.Write(Form), FormFields.Write(untouched))) return await SaveAsync(answers => answers.Leave(Question, Typed(Form, was)), ct) is not null;
        return Answers.Left(Question) is null || await SaveAsync(answers => answers.Finish(Question), ct) is not null;
    }

    /// <summary>Where a person goes instead of on: home, one question back, or straight to deciding. What was typed is kept first.</summary>
    private string? Aside(string? later) => later switch
    {
        null => null,
        "back" => Previous ?? "/",
        "outcome" => Address(Draft.Id, Question.Outcome.Code()),
        _ => "/",
    };

    /// <summary>Where to go after this answer.</summary>
    protected virtual string After(Answers saved) => Onward(Draft.Id, saved);

    /// <summary>The draft was signed or dropped meanwhile: its own address knows where it went.</summary>
    private RedirectResult Elsewhere() => Redirect(Address(Draft.Id, "check"));

    /// <summary>A form as it was left, with the stamp it was begun with.</summary>
    protected static Dictionary<string, string[]> Typed(TForm form, string? was)
    {
        var fields = FormFields.Write(form);
        if (was is not null) fields[Was] = [was];
        return fields;
    }

    /// <summary>Makes ready what writes the fields of the form as it is now.</summary>
    protected void WriteFields() => Ui = PostedForm.Markup(Form, T, ModelState);

    private PageResult Show()
    {
        WriteFields();
        ViewData["Title"] = T[Transcript.TitleKey(Question)];
        ViewData["Step"] = Question.Code();
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>A list of small forms on a page: a button adds an empty one or takes one away, without a script.</summary>
/// <param name="List">The list.</param>
/// <param name="Name">Its field name.</param>
/// <param name="First">The field of each that takes the focus.</param>
/// <param name="Least">As many always stay.</param>
/// <param name="Most">No more than these.</param>
public sealed record Blocks(System.Collections.IList List, string Name, string First, int Least, int Most)
{
    /// <summary>Value of the button that adds one; the other button is <see cref="Drop"/>.</summary>
    public const string More = "more";
    /// <summary>Value of the button that takes one away, with its place behind it.</summary>
    public const string Drop = "drop-";
    /// <summary>Id of the button that adds one, or of the line that says why not.</summary>
    public const string MoreId = "more";

    /// <summary>Adds or takes away. The id of what the focus goes to; null, and nothing changed, for what no button asks.</summary>
    public string? Change(string asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked == More && List.Count < Most)
        {
            List.Add(Activator.CreateInstance(List.GetType().GenericTypeArguments[0]));
            return Focus(List.Count - 1);
        }
        if (asked.StartsWith(Drop, StringComparison.Ordinal) && int.TryParse(asked.AsSpan(Drop.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < List.Count && List.Count > Least)
        {
            List.RemoveAt(at);
            return List.Count == 0 ? MoreId : Focus(Math.Min(at, List.Count - 1));
        }
        return null;
    }

    private string Focus(int at) => FormMarkup.Id($"{Name}[{at}].{First}");
}

/// <summary>Forms as flat fields and back: strings, lists of strings, and lists of small forms.</summary>
public static class FormFields
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static Dictionary<string, string[]> Write(object form)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Write(form, "", fields);
        return fields;
    }

    public static T Read<T>(IReadOnlyDictionary<string, string[]> fields) where T : new()
    {
        var form = new T();
        Read(form, "", fields);
        return form;
    }

    /// <summary>True when a form of this kind has a field of this name, at any place of a list.</summary>
    public static bool Has<T>(string field) => Has(typeof(T), field);

    /// <inheritdoc cref="Has{T}"/>
    public static bool Has(Type form, string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var parts = field.Split('.');
        var type = form;
        for (var at = 0; at < parts.Length; at++)
        {
            var bracket = parts[at].IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? parts[at] : parts[at][..bracket];
            if (Of(type).FirstOrDefault(p => Name(p.Name) == name) is not { CanWrite: true } property) return false;
            var inner = property.PropertyType.IsGenericType ? property.PropertyType.GenericTypeArguments[0] : null;
            if ((inner is not null) != (bracket >= 0) || (inner is not null) == (at == parts.Length - 1)) return false;
            type = inner ?? type;
        }
        return true;
    }

    /// <summary>True when both hold the same text, whatever the line ends, and nothing is the same as no text.</summary>
    public static bool Same(IReadOnlyDictionary<string, string[]> one, IReadOnlyDictionary<string, string[]> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Keys.Union(other.Keys).All(name => Texts(one, name).SequenceEqual(Texts(other, name)));

        static IEnumerable<string> Texts(IReadOnlyDictionary<string, string[]> fields, string name) =>
            (fields.GetValueOrDefault(name) ?? []).Select(text => text.Clean()).OfType<string>();
    }

    /// <summary>The field name of a property path: camel case in every part.</summary>
    public static string Name(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));

    private static PropertyInfo[] Of(Type type) => Known.GetOrAdd(type, t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance));

    private static void Write(object form, string prefix, Dictionary<string, string[]> fields)
    {
        foreach (var property in Of(form.GetType()))
        {
            var name = prefix + Name(property.Name);
            switch (property.GetValue(form))
            {
                case string text: fields[name] = [text]; break;
                case string[] texts: fields[name] = texts; break;
                case System.Collections.IList list:
                    for (var at = 0; at < list.Count; at++)
                    {
                        var before = fields.Count;
                        Write(list[at]!, $"{name}[{at}].", fields);
                        // An empty one counts too: it is there when the page comes back.
                        if (fields.Count == before) fields[$"{name}[{at}].{Name(Of(list[at]!.GetType())[0].Name)}"] = [""];
                    }
                    break;
                case null: break;
            }
        }
    }

    private static void Read(object form, string prefix, IReadOnlyDictionary<string, string[]> fields)
    {
        foreach (var property in Of(form.GetType()))
        {
            var name = prefix + Name(property.Name);
            if (property.PropertyType == typeof(string)) property.SetValue(form, fields.GetValueOrDefault(name)?.FirstOrDefault());
            else if (property.PropertyType == typeof(string[])) property.SetValue(form, fields.GetValueOrDefault(name) ?? []);
            else if (property.GetValue(form) is System.Collections.IList list)
            {
                // A list that begins empty grows to what was typed.
                for (var at = 0; at < list.Count || fields.Keys.Any(key => key.StartsWith($"{name}[{at}].", StringComparison.Ordinal)); at++)
                {
                    if (at == list.Count) list.Add(Activator.CreateInstance(property.PropertyType.GenericTypeArguments[0]));
                    Read(list[at]!, $"{name}[{at}].", fields);
                }
            }
        }
    }
}
