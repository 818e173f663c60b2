using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class ReviewNoteForm
{
    public string? Remark { get; set; }
}

public sealed class ReviewForm
{
    public string? ReviewOutcome { get; set; }
    public string? ReviewReason { get; set; }
    public List<ReviewNoteForm> Notes { get; init; } = [];

    public sealed class Rules : AbstractValidator<ReviewForm>
    {
        public Rules(bool anonymous)
        {
            RuleFor(f => f.ReviewOutcome).Choice<ReviewForm, ReviewOutcome>("review.error.outcome");
            When(f => Coded.Parse<ReviewOutcome>(f.ReviewOutcome) is Reviewing.ReviewOutcome.Agreed or null, () => RuleFor(f => f.ReviewReason).AtMost())
                .Otherwise(() => RuleFor(f => f.ReviewReason).Filled("review.error.reason"));
            RuleForEach(f => f.Notes).ChildRules(note => note.RuleFor(n => n.Remark).AtMost());
            // At level 1 nothing that is sealed names the client (decision matrix, ambiguity 20).
            if (!anonymous) return;
            RuleFor(f => f.ReviewReason).NothingIdentifying(text => Recogniser.Find(text ?? "", null), "consult-advice.error.identifying");
            RuleForEach(f => f.Notes).ChildRules(note => note.RuleFor(n => n.Remark).NothingIdentifying(text => Recogniser.Find(text ?? "", null), "consult-advice.error.identifying"));
        }
    }
}

/// <summary>
/// A team lead reads a sealed decision with its findings, may note at each answer, and ends in agreed, please supplement or disagree. An entry of its
/// own: the decision never changes, and nobody reviews an own one. Serves HK-7a, HK-7b, HK-7f and HK-8c.
/// </summary>
public sealed class ReviewPage(Desk desk, Records records, Reviews reviews) : AddingPage<ReviewForm>(desk, records, "review")
{
    /// <summary>Where it stands; null while nobody listed or took it.</summary>
    public ReviewItem? Item { get; private set; }

    public DateTime Now => Desk.Now;

    public bool IsAuthor => Own;

    /// <summary>What was said before, oldest first.</summary>
    public IReadOnlyList<RecordView.SupplementView> Thread => [.. View.Supplements.Where(s => s.Kind is EntryKind.Review or EntryKind.ReviewReply or EntryKind.ReviewClosed)];

    /// <summary>True when this lead may review it now.</summary>
    public bool Writes => !Own && (Item is null || (Item.State.Runs() && (Item.AssignedTo is null || Item.AssignedTo == Desk.Person.Id)));

    public bool MayClose => Writes && Item is { State: ReviewState.Author or ReviewState.Answered };

    /// <summary>True when something was typed at this answer.</summary>
    public bool Noted(int at) => Form.Notes.Count > at && !string.IsNullOrWhiteSpace(Form.Notes[at].Remark);

    public override string Back => "/review";

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Item = await reviews.FindAsync(Desk.Person, id, ct);
        return await base.LoadAsync(id, ct);
    }

    protected override bool Allows(Record record) => Desk.Person.Role == Role.TeamLead;

    // One field for each answer of the record, whatever was posted.
    protected override void Completing(ReviewForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        while (form.Notes.Count < View.Shown.Count) form.Notes.Add(new());
        if (form.Notes.Count > View.Shown.Count) form.Notes.RemoveRange(View.Shown.Count, form.Notes.Count - View.Shown.Count);
    }

    protected override IValidator<ReviewForm> Validator => new ReviewForm.Rules(Record.Line.Level == Level.Consult);

    // The last of the conversation that was on the page when the form was opened: sent twice, it says the same twice, and is written once.
    private long? Answers
    {
        get
        {
            var seen = Record.Supplements.Select(s => s.Sequence).Concat(Record.ReplacedBy.Select(r => r.Sequence)).Order().Take(Seen).ToHashSet();
            return Thread.LastOrDefault(s => seen.Contains(s.Sequence))?.Sequence;
        }
    }

    protected override Entry? Become(ReviewForm form, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(form);
        var notes = View.Shown.Select((question, at) => (question, Remark: form.Notes[at].Remark.Clean())).Where(n => n.Remark is not null).ToList();
        return ReviewContent.Of(
            new ReviewStatement(Coded.Parse<ReviewOutcome>(form.ReviewOutcome)!.Value, form.ReviewReason.Clean(), [.. notes.Select(n => new ReviewNote(n.question.Name, n.Remark!))], Answers),
            View.Shown.GroupBy(q => q.Name).ToDictionary(g => g.Key, g => g.First().Title), Decision, signing);
    }
}

public sealed class ReviewTextForm
{
    public string? Text { get; set; }

    public sealed class Rules : AbstractValidator<ReviewTextForm>
    {
        public Rules(bool anonymous, DossierTerms? terms)
        {
            RuleFor(f => f.Text).Filled("review.error.text");
            if (anonymous) RuleFor(f => f.Text).NothingIdentifying(text => Recogniser.Find(text ?? "", terms), "consult-advice.error.identifying");
        }
    }
}

/// <summary>The end of a review without agreement: both opinions stay. Serves HK-7a.</summary>
public sealed class CloseReviewPage(Desk desk, Records records, Reviews reviews) : AddingPage<ReviewTextForm>(desk, records, "review-close")
{
    private ReviewItem? _item;

    public override string Back => "/review/" + View.Id;

    public override string BackText => T["review.title-of", ("number", View.Number)];

    protected override string After => "/review?done=review-close";

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _item = await reviews.FindAsync(Desk.Person, id, ct);
        return await base.LoadAsync(id, ct);
    }

    protected override bool Allows(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Desk.Person.Role == Role.TeamLead && !IsOwn(record) && _item is not null && record.Supplements.Any(s => s.Kind == EntryKind.Review);
    }

    protected override IValidator<ReviewTextForm> Validator => new ReviewTextForm.Rules(Record.Line.Level == Level.Consult, null);

    protected override Entry? Become(ReviewTextForm form, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(form);
        return ReviewContent.Of(new ReviewClosing(Record.Supplements.Last(s => s.Kind == EntryKind.Review).Sequence, form.Text.Clean()!), Decision, signing);
    }
}

/// <summary>The author explains why the decision stays as it is. Serves HK-7a and HK-7b.</summary>
public sealed class ReviewReplyPage(Desk desk, Records records) : AddingPage<ReviewTextForm>(desk, records, "review-reply")
{
    /// <summary>What the reviewer said last.</summary>
    public IReadOnlyList<RecordView.ShownSection> Said => View.Supplements.Last(s => s.Kind == EntryKind.Review).Shown;

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override bool Allows(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return base.Allows(record) && record.Supplements.Any(s => s.Kind == EntryKind.Review);
    }

    protected override IValidator<ReviewTextForm> Validator => new ReviewTextForm.Rules(Record.Line.Level == Level.Consult, CaseFile is { } file ? DossierTerms.Of(file.Dossier) : null);

    protected override Entry? Become(ReviewTextForm form, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(form);
        return ReviewContent.Of(new ReviewReply(Record.Supplements.Last(s => s.Kind == EntryKind.Review).Sequence, form.Text.Clean()!), Decision, signing);
    }
}
