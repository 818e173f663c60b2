using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class ExchangeForm
{
    /// <summary>Room for what went beyond the list.</summary>
    public const int MostExtras = 12;

    /// <summary>Somebody whom the decision does not name.</summary>
    public const string Other = "other";

    public string[] SentItems { get; set; } = [];
    public List<ExtraForm> SentExtras { get; set; } = [];
    public string? SentTo { get; set; }
    public string? RecipientName { get; set; }
    public string? RecipientOrganisation { get; set; }
    public string? SentOn { get; set; }
    public string? SentTime { get; set; }
    public string? SentHow { get; set; }
    public string? SentBy { get; set; }
    public string? DifferenceReason { get; set; }

    public sealed class ExtraForm
    {
        public string? Extra { get; set; }
        public string? ExtraReason { get; set; }

        public bool Filled => Extra.Clean() is not null || ExtraReason.Clean() is not null;
    }

    public sealed class Rules : AbstractValidator<ExchangeForm>
    {
        public Rules(AgreedSharing agreed)
        {
            string[] recipients = [.. agreed.Recipients.Select((_, at) => at.ToString(System.Globalization.CultureInfo.InvariantCulture)), Other];
            RuleFor(f => f.SentItems).Must(items => items.All(agreed.Items.Contains) && items.Distinct().Count() == items.Length).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered)
                .Must((form, items) => items.Length > 0 || form.SentExtras.Exists(e => e.Filled)).WithMessage("exchange.error.items");
            RuleFor(f => f.SentExtras).Must(e => e.Count <= MostExtras).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleForEach(f => f.SentExtras).Where(e => e.Filled).ChildRules(extra =>
            {
                extra.RuleFor(e => e.Extra).Filled("exchange.error.extra", FormRules.Short);
                extra.RuleFor(e => e.ExtraReason).Filled("exchange.error.extra-reason", 500);
            });
            RuleFor(f => f.SentTo).Among("exchange.error.to", recipients);
            When(f => f.SentTo == Other, () =>
            {
                RuleFor(f => f.RecipientName).Filled("exchange.error.recipient-name", FormRules.Short);
                RuleFor(f => f.RecipientOrganisation).Filled("exchange.error.recipient-organisation", FormRules.Short);
            });
            RuleFor(f => f.SentOn).Day("exchange.error.on");
            RuleFor(f => f.SentTime).Must(time => DutchTime.Read(time) is not null).WithMessage("exchange.error.time");
            RuleFor(f => f.SentHow).Choice<ExchangeForm, ExchangeWay>("exchange.error.how");
            RuleFor(f => f.SentBy).Filled("exchange.error.by", FormRules.Short);
            RuleFor(f => f.DifferenceReason).AtMost();
        }
    }
}

/// <summary>
/// What really went after a decision: items, to whom, when, how and by whom, as its own sealed entry. A difference with the decision is named and needs a
/// reason; a passed moment, a consent that is gone, a newer decision or a time before the signature is refused. Serves HK-7c, HK-3e, HK-5c, HK-8c and
/// IU-KOP-2.
/// </summary>
public sealed class ExchangePage(Desk desk, Records records) : AddingPage<ExchangeForm>(desk, records, "exchange")
{
    public AgreedSharing Agreed { get; private set; } = null!;

    /// <summary>What earlier exchanges on this decision brought, to whom.</summary>
    private IReadOnlyList<(string Name, string Organisation, IReadOnlyList<string> Items)> Before { get; set; } = [];

    public IReadOnlyList<Choice> Items => [.. Agreed.Items.Select(i => new Choice(i, Words.Ready(ExchangeContent.Words(i, Desk.Words))))];

    public IReadOnlyList<Choice> To =>
    [
        .. Agreed.Recipients.Select((r, at) => new Choice(at.ToString(System.Globalization.CultureInfo.InvariantCulture), Words.Ready($"{r.Name}, {r.Organisation}"))),
        new(ExchangeForm.Other, Agreed.Recipients.Count == 0 ? "exchange.to.somebody" : "exchange.to.other"),
    ];

    /// <summary>In what it differs, once that is known.</summary>
    public IReadOnlyList<ExchangeDifference> Differences { get; private set; } = [];

    public IReadOnlyList<string> NotSent { get; private set; } = [];

    /// <summary>What already stands in the way of anything that would go now.</summary>
    public IReadOnlyList<ExchangeRefusal> Ahead => Circumstances.Ahead;

    public string Period => Agreed is { From: { } from, Until: { } until } ? T[from == until ? "exchange.moment-day" : "exchange.moment-period", ("from", Desk.Transcript.Day(from)), ("until", Desk.Transcript.Day(until))] : "";

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language, string? block) => AddAsync(id, seen, language, block);

    protected override bool Allows(Record record) => CaseFile is not null && AgreedOf(record) is { CanBeExchanged: true };

    protected override void Opened()
    {
        Agreed = AgreedOf(Record)!;
        Before = [.. Record.Supplements.Where(s => s.Kind == EntryKind.Exchange).SelectMany(s => Sent(s.Bytes.Content))];
    }

    protected override void Fill(ExchangeForm form) => form.SentBy = Desk.Person.Name;

    protected override void Completing(ExchangeForm form)
    {
        // Where the decision lists nothing, everything is in words.
        if (Agreed.Items.Count == 0 && form.SentExtras.Count == 0) form.SentExtras.Add(new());
    }

    protected override Blocks? BlocksOf(ExchangeForm form) => new(form.SentExtras, "sentExtras", "extra", Agreed.Items.Count == 0 ? 1 : 0, ExchangeForm.MostExtras);

    protected override IValidator<ExchangeForm> Validator => new ExchangeForm.Rules(Agreed);

    protected override int? Weighed => CaseFile!.Version;

    private ExchangeCircumstances Circumstances =>
        new(Agreed, Record.Line.Signed, Record.ReplacedBy is [var first, ..] ? first.Signed : null, CaseFile!, Desk.Act.At, Desk.Today);

    protected override Entry? Become(ExchangeForm form, Signing signing)
    {
        var day = DayText.Read(form.SentOn)!.Value;
        if (DutchTime.Utc(day, DutchTime.Read(form.SentTime)!.Value, Record.Line.Signed.AddMinutes(-1), signing.Act.At) is not { } sentAt)
        {
            ModelState.AddModelError("sentTime", T["exchange.error.no-such-time"]);
            return null;
        }
        var (name, organisation) = form.SentTo == ExchangeForm.Other
            ? (form.RecipientName.Clean()!, form.RecipientOrganisation.Clean()!)
            : Agreed.Recipients[int.Parse(form.SentTo!, System.Globalization.CultureInfo.InvariantCulture)] is var to ? (to.Name, to.Organisation) : default;
        var exchange = new Exchange(
            [.. Agreed.Items.Where(form.SentItems.Contains)], [.. form.SentExtras.Where(e => e.Filled).Select(e => new SentExtra(e.Extra.Clean()!, e.ExtraReason.Clean()!))],
            name, organisation, sentAt, day, Coded.Parse<ExchangeWay>(form.SentHow)!.Value, form.SentBy.Clean()!, null);
        var refusals = Circumstances.Refusals(exchange);
        if (refusals.Count > 0)
        {
            foreach (var refusal in refusals)
                ModelState.AddModelError(refusal is ExchangeRefusal.ConsentGone ? "" : "sentOn", refusal.Says(T));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return null;
        }
        // Where each recipient has a list of their own, only what that one got before counts.
        var before = Before.Where(b => Agreed.Recipients.Count < 2 || (b.Name == name && b.Organisation == organisation)).SelectMany(b => b.Items).Distinct().ToList();
        Differences = exchange.Differences(Agreed, before);
        NotSent = exchange.NotSent(Agreed, before);
        if (Differences.Count > 0 && form.DifferenceReason.Clean() is null)
        {
            ModelState.AddModelError("differenceReason", T["exchange.error.difference", ("why", T["after-sign.difference"]), ("differences", Named)]);
            return null;
        }
        return ExchangeContent.Of(exchange with { DifferenceReason = Differences.Count > 0 ? form.DifferenceReason.Clean() : null }, Differences, NotSent, Decision, signing);
    }

    private string Named => string.Join(", ", Differences.Select(d => d == ExchangeDifference.Less
        ? $"{T["exchange.difference.less"]} ({string.Join(", ", NotSent.Select(i => ExchangeContent.Words(i, Desk.Words)))})" : T["exchange.difference." + d.Code()]));

    private static IEnumerable<(string, string, IReadOnlyList<string>)> Sent(byte[]? content)
    {
        if (content is null) yield break;
        var answers = System.Text.Json.Nodes.JsonNode.Parse(content)!["answers"]!;
        yield return ((string?)answers["recipientName"] ?? "", (string?)answers["recipientOrganisation"] ?? "", [.. answers["sentItems"]!.AsArray().Select(i => i!.GetValue<string>())]);
    }
}
