using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class ExchangeAnswerForm
{
    public string? RecipientSaid { get; set; }
    public string? SaidOn { get; set; }
    public string? Remark { get; set; }

    public sealed class Rules : AbstractValidator<ExchangeAnswerForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.RecipientSaid).Choice<ExchangeAnswerForm, RecipientSaid>("exchange-answer.error.said");
            RuleFor(f => f.SaidOn).Day("exchange-answer.error.on").NotAfter(today);
            RuleFor(f => f.Remark).AtMost();
        }
    }
}

/// <summary>What the recipient said to an exchange: received, refused, done; its own entry beside it. Serves HK-7c.</summary>
public sealed class ExchangeAnswerPage(Desk desk, Records records) : AddingPage<ExchangeAnswerForm>(desk, records, "exchange-answer")
{
    private long Exchange => long.Parse((string)RouteData.Values["exchange"]!, CultureInfo.InvariantCulture);

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override bool Allows(Record record) => base.Allows(record) && record.Supplements.Any(s => s.Kind == EntryKind.Exchange && s.Sequence == Exchange);

    protected override IValidator<ExchangeAnswerForm> Validator => new ExchangeAnswerForm.Rules(Desk.Today);

    protected override Entry? Become(ExchangeAnswerForm form, Signing signing) => ExchangeContent.Of(
        new ExchangeAnswer(Exchange, Coded.Parse<RecipientSaid>(form.RecipientSaid)!.Value, DayText.Read(form.SaidOn)!.Value, form.Remark.Clean()), Decision, signing);
}
