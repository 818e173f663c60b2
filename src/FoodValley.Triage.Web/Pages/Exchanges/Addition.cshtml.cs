using FluentValidation;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class AdditionForm
{
    public string? AdditionKind { get; set; }
    public string? Addition { get; set; }
    public string? AdditionFrom { get; set; }
    public string? AdditionOn { get; set; }

    public sealed class Rules : AbstractValidator<AdditionForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.AdditionKind).Choice<AdditionForm, AdditionKind>("addition.error.kind");
            RuleFor(f => f.Addition).Filled("addition.error.text");
            RuleFor(f => f.AdditionFrom).Filled("addition.error.from", FormRules.Short);
            RuleFor(f => f.AdditionOn).Day("addition.error.on").NotAfter(today);
        }
    }
}

/// <summary>
/// A letter or an answer that came in after the signature: it stands beside the decision, which is not opened again. Level 1 has its own page for
/// advice. Serves IU-ALG-6 and HK-7b.
/// </summary>
public sealed class AdditionPage(Desk desk, Records records) : AddingPage<AdditionForm>(desk, records, "addition")
{
    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override bool Allows(Record record) => base.Allows(record) && record.Line.Level != Level.Consult;

    protected override IValidator<AdditionForm> Validator => new AdditionForm.Rules(Desk.Today);

    protected override Entry? Become(AdditionForm form, Signing signing) => ExchangeContent.Of(
        new LateAddition(Coded.Parse<AdditionKind>(form.AdditionKind)!.Value, form.Addition.Clean()!, form.AdditionFrom.Clean()!, DayText.Read(form.AdditionOn)!.Value), Decision, signing);
}
