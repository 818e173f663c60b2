using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>With whom: a person or team, and an organisation, from the address book or added to it on the spot. Serves HK-3c, HK-8b, IU-ALG-2b and IU-3-DOEL.</summary>
public sealed class RecipientPage(Desk desk) : QuestionPage<RecipientForm>(desk, Question.Recipient)
{
    private Partner? _added;

    /// <summary>The partners one may choose, and the chosen one when it has ended since.</summary>
    public IReadOnlyList<Partner> Book { get; private set; } = [];

    /// <summary>The partner that was chosen before.</summary>
    public Partner? Chosen => Book.FirstOrDefault(p => p.Id == Answers.Recipient?.RecipientPartner);

    protected override IValidator<RecipientForm> Validator => new RecipientForm.Rules(Book, Answers.Way == Way.Feedback ? Answers.Recipient?.RecipientPartner ?? Guid.Empty : null);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        Book = [.. (await Desk.Partners.OfAsync(Desk.Person, ended: true, ct)).Where(p => !p.Ended || p.Id == Answers.Recipient?.RecipientPartner)];
        // Level 3: whoever referred is the recipient; to answer somebody else, another referral is chosen.
        return await base.LoadedAsync(ct) ?? (Answers.Way == Way.Feedback && !HttpMethods.IsPost(Request.Method) ? Redirect(Address(Draft.Id, Question.FeedbackReferral.Code())) : null);
    }

    protected override RecipientForm Fill(Answers answers) => answers.Recipient is not { } recipient ? new()
        : Chosen is { } partner ? new() { RecipientPartner = partner.Id.ToString(), RecipientName = partner.Contact.Length == 0 ? recipient.RecipientName : null }
        : new() { RecipientName = recipient.RecipientName, RecipientOrganisation = recipient.RecipientOrganisation, RecipientKind = recipient.RecipientKind.Code() };

    protected override async Task PreparedAsync(RecipientForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (string.IsNullOrEmpty(form.RecipientPartner))
            _added = await Desk.Partners.FindOrAddAsync(Desk.Act, Coded.Parse<RecipientKind>(form.RecipientKind)!.Value, form.RecipientOrganisation.Clean()!, form.RecipientName.Clean()!, ct);
    }

    protected override Answers Apply(RecipientForm form, Answers answers)
    {
        var partner = _added ?? Book.First(p => p.Id.ToString() == form.RecipientPartner);
        return answers with
        {
            Recipient = new(partner.Kind, partner.Contact.Length > 0 ? partner.Contact : form.RecipientName.Clean()!, partner.Organisation) { RecipientPartner = partner.Id },
        };
    }
}
