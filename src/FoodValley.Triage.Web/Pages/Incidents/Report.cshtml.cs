using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class IncidentForm
{
    public const string NoExchange = "none";

    public string? IncidentKind { get; set; }
    public string? Exchange { get; set; }
    public string? WhatHappened { get; set; }
    public string? KnownOn { get; set; }
    public string? KnownTime { get; set; }

    public sealed class Rules : AbstractValidator<IncidentForm>
    {
        public Rules(IReadOnlyList<Choice> exchanges, DateOnly today, bool anonymous, DossierTerms? terms)
        {
            RuleFor(f => f.IncidentKind).Choice<IncidentForm, IncidentKind>("incident.error.kind");
            if (exchanges.Count > 0) RuleFor(f => f.Exchange).Among("incident.error.exchange", [.. exchanges.Select(e => e.Value)]);
            RuleFor(f => f.WhatHappened).Filled("incident.error.what");
            // At level 1 nothing that is sealed names the client (decision matrix, ambiguity 20).
            if (anonymous) RuleFor(f => f.WhatHappened).NothingIdentifying(text => Recogniser.Find(text ?? "", terms), "consult-advice.error.identifying");
            RuleFor(f => f.KnownOn).Day("incident.error.on").NotAfter(today);
            RuleFor(f => f.KnownTime).Must(time => DutchTime.Read(time) is not null).WithMessage("exchange.error.time");
        }
    }
}

/// <summary>"Wrongly shared": whoever finds out tells the privacy officer, and the clock of 72 hours starts. Serves HK-7c, HK-8c and HK-8.5.</summary>
public sealed class ReportIncidentPage(Desk desk, Records records) : AddingPage<IncidentForm>(desk, records, "incident")
{
    /// <summary>The exchanges it can be about, and none of them.</summary>
    public IReadOnlyList<Choice> Exchanges => Record.Supplements.Where(s => s.Kind == EntryKind.Exchange).Select(s => new Choice(
            s.Sequence.ToString(CultureInfo.InvariantCulture), Words.Ready(T["incident.exchange-of", ("when", ExchangeView.State(T, Sent(s)))]))).ToList() is { Count: > 0 } all
        ? [.. all, new(IncidentForm.NoExchange, "incident.exchange-none")] : [];

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override IValidator<IncidentForm> Validator =>
        new IncidentForm.Rules(Exchanges, Desk.Today, Record.Line.Level == Level.Consult, CaseFile is { } file ? DossierTerms.Of(file.Dossier) : null);

    protected override Entry? Become(IncidentForm form, Signing signing)
    {
        var day = DayText.Read(form.KnownOn)!.Value;
        if (DutchTime.Utc(day, DutchTime.Read(form.KnownTime)!.Value, DateTime.MinValue, signing.Act.At) is not { } known)
            ModelState.AddModelError("knownTime", T["exchange.error.no-such-time"]);
        else if (known > signing.Act.At)
            ModelState.AddModelError("knownTime", T["exchange.refusal.future"]);
        else
            return ExchangeContent.Of(new Incident(
                long.TryParse(form.Exchange, NumberStyles.None, CultureInfo.InvariantCulture, out var exchange) ? exchange : null,
                Coded.Parse<IncidentKind>(form.IncidentKind)!.Value, form.WhatHappened.Clean()!, known, day), Decision, signing);
        return null;
    }

    private static IEnumerable<DateTime> Sent(Supplement exchange) =>
        exchange.Bytes.Facts is { } facts && System.Text.Json.Nodes.JsonNode.Parse(facts)?["sentAt"]?.GetValue<string>() is { } at ? [DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).UtcDateTime] : [];
}
