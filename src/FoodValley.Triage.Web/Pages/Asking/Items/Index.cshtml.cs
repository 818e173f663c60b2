using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Which information: nothing is ticked beforehand, every item says why it is needed, anything extra defends itself. Serves HK-3d, IU-ALG-3, IU-2-INF-1 and IU-2-INF-3.</summary>
public sealed class ItemsPage(Desk desk) : QuestionPage<ItemsForm>(desk, Question.Items)
{
    protected override IValidator<ItemsForm> Validator => new ItemsForm.Rules(key => T[key], [.. Known.Select(d => d.Code())]);

    /// <summary>What the dossier holds of this contact detail; empty when it does not.</summary>
    public string Value(ContactDetail detail) => Dossier?.Client.Contact(detail) ?? "";

    /// <summary>The contact details that can be shared: those the dossier holds.</summary>
    public IReadOnlyList<ContactDetail> Known => [.. Coded.All<ContactDetail>().Where(d => Value(d).Length > 0)];

    public IEnumerable<Choice> Kinds => Coded.All<ItemKind>().Select(i =>
        i == ItemKind.Contact && Known.Count == 0 ? new Choice(i.Code(), "item." + i.Code(), "items.no-contact", Off: true) : new Choice(i.Code(), "item." + i.Code()));

    public IEnumerable<Choice> Details => Coded.All<ContactDetail>().Select(d =>
        Value(d) is { Length: > 0 } value ? new Choice(d.Code(), "contact-detail." + d.Code(), Words.Ready(value)) : new Choice(d.Code(), "contact-detail." + d.Code(), "items.not-in-dossier", Off: true));

    /// <summary>The question why this item is needed.</summary>
    public string Why(string itemKey) => T["item-necessity.title", ("item", T[itemKey])];

    protected override ItemsForm Fill(Answers answers)
    {
        var form = new ItemsForm();
        if (answers.Items is not { } items) return form;
        form.Items = [.. items.Items.Select(i => i.Code())];
        form.ContactDetails = [.. items.ContactDetails.Select(d => d.Code())];
        (form.NameNecessity, form.ContactNecessity, form.PurposeNecessity) = (items.NameNecessity, items.ContactNecessity, items.PurposeNecessity);
        form.Extras = [.. items.Extras.Select(e => new ItemsForm.ExtraForm { Extra = e.Extra, ExtraNecessity = e.ExtraNecessity, ExtraReason = e.ExtraReason })];
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

    protected override Blocks BlocksOf(ItemsForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.Extras, "extras", "extra", Least: 0, ItemsForm.MostExtras);
    }
}
