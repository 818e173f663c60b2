using System.Text.RegularExpressions;
using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed partial class AskConsentForm
{
    /// <summary>Our own processing, as a partner to choose.</summary>
    public const string Own = "own";
    /// <summary>A partner that is not in the address book yet.</summary>
    public const string New = "new";
    /// <summary>Before the id of a part of the plan whose partner is not in the address book yet.</summary>
    public const string OfPlan = "plan-";
    /// <summary>Longest text of data in other words.</summary>
    public const int MostOther = 600;
    private const int MostLines = 5;

    public string? Partner { get; set; }

    /// <summary>True for a partner that is not in the address book yet.</summary>
    public bool GoesInBook => Partner == New || Partner?.StartsWith(OfPlan, StringComparison.Ordinal) == true;

    public string? PartnerOrganisation { get; set; }
    public string? PartnerContact { get; set; }
    public string? PartnerKind { get; set; }
    public string[] Data { get; set; } = [];
    /// <summary>Data in other words, one on a line.</summary>
    public string? Other { get; set; }
    public string? Purpose { get; set; }
    public List<AnswerForm> Answers { get; set; } = [];

    /// <summary>What one person said.</summary>
    public sealed class AnswerForm
    {
        public string? Giver { get; set; }
        public string? Said { get; set; }
        public string? On { get; set; }
        public string? How { get; set; }
        public string? Until { get; set; }

        public bool Answered => Said is "yes" or "no";
    }

    /// <summary>All data this form names, as they are kept.</summary>
    public IReadOnlyList<string> Named() => [.. DossierWords.Listed.Where(Data.Contains), .. OtherLines(Other).Select(DossierWords.ExtraOf).Distinct(StringComparer.Ordinal)];

    private static string[] OtherLines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public sealed class Rules : AbstractValidator<AskConsentForm>
    {
        public Rules(DateOnly today, IReadOnlyCollection<string> partners, IReadOnlyCollection<string> givers)
        {
            RuleFor(f => f.Partner).Among("dossier-consent.error.partner", [Own, New, .. partners]);
            When(f => f.Partner == New, () => RuleFor(f => f.PartnerOrganisation).Filled("dossier-consent.error.organisation", FormRules.Short));
            When(f => f.GoesInBook, () =>
            {
                RuleFor(f => f.PartnerContact).AtMost(FormRules.Short);
                RuleFor(f => f.PartnerKind).Choice<AskConsentForm, RecipientKind>("recipient.error.kind");
            });
            RuleFor(f => f.Data).Must(data => data.All(DossierWords.Listed.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Data).Must((form, _) => form.Named().Count > 0).WithMessage("dossier-consent.error.data");
            // Consent to everything does not exist (HK-5c).
            RuleFor(f => f.Other).AtMost(MostOther).Must(text => text is null || !Everything().IsMatch(text)).WithMessage("dossier-consent.error.everything")
                .Must(text => OtherLines(text).Length <= MostLines && OtherLines(text).All(l => l.Length <= FormRules.Short)).WithMessage("dossier-consent.error.other-long");
            RuleFor(f => f.Purpose).Filled("dossier-consent.error.purpose", 500);
            RuleFor(f => f.Answers).Must(answers => answers.All(a => a.Giver is { } giver && givers.Contains(giver))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Answers).Must(answers => answers.Exists(a => a.Answered)).OverridePropertyName("Answers[0].Said").WithMessage("dossier-consent.error.nobody-answered")
                .When(f => f.Answers.TrueForAll(a => string.IsNullOrEmpty(a.Said) || a.Said == "not-asked"));
            RuleForEach(f => f.Answers).ChildRules(answer =>
            {
                answer.RuleFor(a => a.Said).Must(said => said is null or "" or "yes" or "no" or "not-asked").WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                answer.When(a => a.Answered, () =>
                {
                    answer.RuleFor(a => a.On).Day("dossier-consent.error.on").NotAfter(today);
                    answer.RuleFor(a => a.How).Choice<AnswerForm, HowSaid>("dossier-consent.error.how");
                });
                answer.When(a => a.Said == "yes", () => answer.RuleFor(a => a.Until).Day("consent-details.error.until")
                    .Must(until => DayText.Read(until) is not { } last || last >= today).WithMessage("consent-details.error.until-past")
                    .Must(until => DayText.Read(until) is not { } last || last <= today.AddYears(10)).WithMessage("dossier-consent.error.until-long"));
            });
        }
    }

    [GeneratedRegex(@"\b(alles|alle (gegevens|informatie|data)|(hele|volledige) dossier|everything|all (data|information)|(whole|entire) file)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Everything();
}

/// <summary>
/// What was said to sharing data with a partner, or to using them ourselves, for one purpose: each person apart, nothing ticked in advance.
/// Serves HK-5c.
/// </summary>
public sealed class AskConsentPage(Desk desk) : DossierForm<AskConsentForm>(desk, "dossier-consent")
{
    private IReadOnlyList<Partner> _book = [];
    private Partner? _added;

    public IReadOnlyList<Giver> Givers => CaseFile.GiversOn(Desk.Today);

    public Position Position => new([.. Givers.Select(g => new Said(g, Triage.Rules.ConsentStatus.NotAsked))], CaseFile.Dossier.Client.AgeOn(Desk.Today));

    public override Hindrance? Hindrance => Givers.Count > 0 ? null : new(InWords.Nobody, Address("people/new"), T["giver.add"]);

    /// <summary>What the draft wants to share, in words.</summary>
    public string? DraftItems => Draft?.Answers.Items is { } items ? InWords.Items(items.Listed()) : null;

    /// <summary>Partners of the plan first, also those that are in no address book yet, then the rest of the address book.</summary>
    public IEnumerable<Choice> Offered =>
    [
        new(AskConsentForm.Own, Words.Ready(T["dossier-consent.own", ("organisation", Desk.Person.OrganisationName)])),
        .. Unlisted.Where(part => !_book.Any(p => Named(part, p))).Select(part => new Choice(AskConsentForm.OfPlan + part.Id, Words.Ready(T["dossier-consent.in-plan", ("name", part.Name)]))),
        .. _book.OrderBy(p => PartOf(p) is null).ThenBy(p => p.Name, StringComparer.CurrentCulture)
            .Select(p => new Choice(p.Id.ToString(), Words.Ready(PartOf(p) is null ? p.Name : T["dossier-consent.in-plan", ("name", p.Name)]))),
        new(AskConsentForm.New, "dossier-consent.new-partner"),
    ];

    protected override IValidator<AskConsentForm> Validator =>
        new AskConsentForm.Rules(Desk.Today, [.. _book.Select(p => p.Id.ToString()), .. Unlisted.Select(p => AskConsentForm.OfPlan + p.Id)], [.. Givers.Select(g => g.Code())]);

    private IEnumerable<PlanPart> Unlisted => (CaseFile.Plan?.What.Parts ?? []).Where(p => p.Partner is null);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        _book = await Desk.Partners.OfAsync(Desk.Person, cancellationToken: ct);
        return null;
    }

    protected override AskConsentForm Fill()
    {
        // Whom it is about may be known already; what is consented to never is.
        var known = Request.Query["partner"].ToString() is { Length: > 0 } asked ? asked : Draft?.Answers.Recipient?.RecipientPartner?.ToString();
        return new() { Partner = known == AskConsentForm.Own || _book.Any(p => p.Id.ToString() == known) ? known : null };
    }

    // In the order of the page, also when somebody was added or went meanwhile.
    protected override void Completing(AskConsentForm form) => form.Answers =
    [
        .. Givers.Select(g => form.Answers.Find(a => a.Giver == g.Code()) ?? new() { Giver = g.Code() }),
        .. form.Answers.Where(a => Meanwhile.Count == 0 && Was == CaseFile.Version && Givers.All(g => g.Code() != a.Giver)),
    ];

    protected override async Task PrepareAsync(AskConsentForm form, CancellationToken ct)
    {
        if (!form.GoesInBook) return;
        _added = await Desk.Partners.FindOrAddAsync(Desk.Act, Coded.Parse<RecipientKind>(form.PartnerKind)!.Value, Organisation(form), form.PartnerContact.Clean() ?? "", ct);
    }

    protected override IReadOnlyList<Written> Become(AskConsentForm form)
    {
        var partner = form.Partner == AskConsentForm.Own ? null
            : !form.GoesInBook ? _book.First(p => p.Id.ToString() == form.Partner)
            : _added ?? _book.FirstOrDefault(p => p.Organisation == Organisation(form) && p.Contact == (form.PartnerContact.Clean() ?? ""));
        if (form.GoesInBook && partner is null) return [];
        var part = Chosen(form) ?? PartOf(partner);
        return
        [
            .. form.Answers.Where(a => a.Answered).Select(a => new ConsentAnswered(
                partner?.Id, partner?.Name ?? "", part?.Id, form.Named(), form.Purpose.Clean()!, Givers.First(g => g.Code() == a.Giver).Representative, a.Said == "yes",
                DayText.Read(a.On)!.Value, Coded.Parse<HowSaid>(a.How)!.Value, a.Said == "yes" ? DayText.Read(a.Until) : null)),
        ];
    }

    /// <summary>The part of the plan that was chosen itself, before its partner is in the address book.</summary>
    private PlanPart? Chosen(AskConsentForm form) => Unlisted.FirstOrDefault(p => AskConsentForm.OfPlan + p.Id == form.Partner);

    private string Organisation(AskConsentForm form) => Chosen(form)?.Name ?? form.PartnerOrganisation.Clean()!;

    private PlanPart? PartOf(Partner? partner) => partner is null ? null : CaseFile.Plan?.What.Parts.FirstOrDefault(p => p.Partner == partner.Id || (p.Partner is null && Named(p, partner)));

    private static bool Named(PlanPart part, Partner partner) =>
        string.Equals(part.Name, partner.Organisation, StringComparison.OrdinalIgnoreCase) || string.Equals(part.Name, partner.Name, StringComparison.OrdinalIgnoreCase);
}
