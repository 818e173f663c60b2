using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Which information: nothing is ticked beforehand, every item says why it is needed, anything extra defends itself. Serves HK-3d, IU-ALG-3, IU-2-INF-1 and IU-2-INF-3.</summary>
public sealed class ItemsPage(Desk desk) : QuestionPage<ItemsForm>(desk, Question.Items)
{
    protected override IValidator<ItemsForm> Validator => new ItemsForm.Rules(key => T[key]);

    /// <summary>The question why this item is needed.</summary>
    public string Why(string itemKey) => T["item-necessity.title", ("item", T[itemKey])];

    protected override ItemsForm Fill(Answers answers)
    {
        var form = new ItemsForm();
        if (answers.Items is not { } items) return form;
        form.Items = [.. items.Items.Select(i => i.Code())];
        form.ContactDetails = [.. items.ContactDetails.Select(d => d.Code())];
        (form.NameNecessity, form.ContactNecessity, form.PurposeNecessity) = (items.NameNecessity, items.ContactNecessity, items.PurposeNecessity);
        for (var at = 0; at < items.Extras.Count; at++)
            form.Extras[at] = new() { Extra = items.Extras[at].Extra, ExtraNecessity = items.Extras[at].ExtraNecessity, ExtraReason = items.Extras[at].ExtraReason };
        return form;
    }

    protected override Answers Apply(ItemsForm form, Answers answers)
    {
        var chosen = Coded.All<ItemKind>().Where(i => form.Items.Contains(i.Code())).ToArray();
        return answers with
        {
            Items = new(
                chosen,
                chosen.Contains(ItemKind.Name) ? form.NameNecessity.Clean() : null,
                chosen.Contains(ItemKind.Contact) ? [.. Coded.All<ContactDetail>().Where(d => form.ContactDetails.Contains(d.Code()))] : [],
                chosen.Contains(ItemKind.Contact) ? form.ContactNecessity.Clean() : null,
                chosen.Contains(ItemKind.Purpose) ? form.PurposeNecessity.Clean() : null,
                [.. form.Extras.Where(e => e.Filled).Select(e => new ExtraItem(e.Extra.Clean()!, e.ExtraNecessity.Clean()!, e.ExtraReason.Clean()!))]),
        };
    }

    protected override void Completing(ItemsForm form)
    {
        while (form.Extras.Count < ItemsForm.MostExtras) form.Extras.Add(new());
    }
}
