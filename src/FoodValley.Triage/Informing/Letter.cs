using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Informing;

/// <summary>One part of a letter.</summary>
/// <param name="Heading">In bold before the text; null for none.</param>
/// <param name="Text">Short sentences; may be empty when the list says it.</param>
/// <param name="List">Lines below it.</param>
public sealed record LetterPart(string? Heading, string Text, IReadOnlyList<string> List);

/// <summary>What a letter says besides the decision itself.</summary>
/// <param name="File">The dossier as it stands now.</param>
/// <param name="Today">The day in the Netherlands.</param>
/// <param name="Worker">Who is responsible, as called.</param>
/// <param name="WorkerFunction">In which job.</param>
/// <param name="Organisation">The organisation, as called.</param>
/// <param name="Answers">Its eight answers.</param>
/// <param name="Hidden">What may not stand in it.</param>
public sealed record LetterAround(CaseFile File, DateOnly Today, string Worker, string WorkerFunction, string Organisation, EightAnswers Answers, HiddenWords Hidden)
{
    /// <summary>The day of the decision in the Netherlands.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>When something went on this decision, as days in the Netherlands.</summary>
    public IReadOnlyList<DateOnly> Sent { get; init; } = [];

    /// <summary>Something went wrong with it, and the privacy officer decided that the client is told (HK-7c).</summary>
    public bool SharedWrongly { get; init; }

    /// <summary>The last day on which something changed in the file: from there its keeping counts (HK-8.3).</summary>
    public required DateOnly LastChange { get; init; }

    /// <summary>Functions of the municipality and municipal organisations that know, over all decisions this reader may know of (HK-8.6).</summary>
    public IReadOnlyList<string> MunicipalRecipients { get; init; } = [];

    /// <summary>The parts whose typed words this reader may see.</summary>
    public IReadOnlyList<string> MayRead { get; init; } = [];

    /// <summary>True when somebody who speaks for the client gets a letter too.</summary>
    public bool ParentsGetOne { get; init; }
}

/// <summary>
/// What is told about one decision to one reader, in plain words: what, with whom, why, on what ground, what was weighed, how long it is kept, who sees
/// it, rights and complaints (HK-0e, IU-ALG-2a, IU-ALG-2b, IU-ALG-2c, HK-8.1 to HK-8.8). Same decision, reader and dossier, same letter. What is
/// shielded is left out before a word is made (HK-6d).
/// </summary>
public sealed class Letter
{
    private Letter(string reference, IReadOnlyList<LetterPart> parts, bool missing) => (Reference, Parts, Incomplete) = (reference, parts, missing);

    /// <summary>Tells letters apart without a number that counts.</summary>
    public string Reference { get; }

    /// <summary>Greeting to closing.</summary>
    public IReadOnlyList<LetterPart> Parts { get; }

    /// <summary>True when something that must be said is not known, such as where to complain: then there is no letter to give.</summary>
    public bool Incomplete { get; }

    /// <summary>The reference of what this reader gets about this decision, or about the whole dossier: eight letters and digits that follow from nothing a reader knows.</summary>
    public static string ReferenceOf(Guid about, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about:D}/{reader.Code}")))[..8];
    }

    /// <summary>The letter. Ask <see cref="LetterSource.MayBeToldTo"/> first; <see cref="ArgumentException"/> when this reader gets none.</summary>
    public static Letter Of(LetterSource source, Reader reader, string reference, LetterAround around, Wording words, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(around);
        ArgumentNullException.ThrowIfNull(words);
        if (!source.MayBeToldTo(reader, told: true)) throw new ArgumentException("This reader gets no letter about it.", nameof(reader));
        var made = new Writing(source, reader, reference, around, words, culture);
        made.All();
        return new(reference, made.Parts, made.Missing);
    }

    /// <summary>The words for a kind of information, as a client would say it. Words beyond the list: only when they may be read.</summary>
    public static string Item(string item, bool mayRead, Wording words)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(words);
        if (item.StartsWith(Share.Extra, StringComparison.Ordinal)) return mayRead ? item[Share.Extra.Length..] : words("client-item.more");
        // Which contact detail goes is nobody's business but the client's.
        return words("client-item." + (item is "phone" or "email" or "address" ? "contact" : item));
    }

    private sealed class Writing(LetterSource source, Reader reader, string reference, LetterAround around, Wording words, CultureInfo culture)
    {
        private readonly Answers _a = source.Answers;
        private readonly ClientText _text = new(reader, around, words, culture);
        private readonly bool _child = reader.Form != ReaderForm.Parent;

        public List<LetterPart> Parts => _text.Parts;
        public bool Missing => _text.Missing;

        private Outcome Outcome => source.Agreed.Outcome;
        private bool Shares => Outcome.Shares();
        private string FirstName => source.ClientName.Split(' ')[0];

        public void All()
        {
            Say("greeting", ("reader", reader.Name));
            Say("intro", ("worker", around.Worker), ("child", FirstName), ("date", Day(around.DecidedOn)));
            if (source.Replaces && _child) Say("corrected");
            Ends();
            What();
            Why();
            Ground();
            Special();
            Consent();
            Plan();
            Weighed();
            Danger();
            if (around.SharedWrongly && !reader.Shield.Any) Say("wrong", ("worker", around.Worker));
            Kept();
            Rights();
        }

        private void Ends()
        {
            Say("outcome-" + (Outcome == Outcome.ClientPassesOn && !source.Agreed.ClientTakesLetter ? "client-tells" : Outcome.Code()),
                ("child", FirstName), ("organisation", RecipientNamed ? source.Recipients[0].Organisation : words("client-letter.somebody")), ("worker", around.Worker));
            if (Outcome == Outcome.DoNotShare) Say("not-share-" + NotShared(), ("child", FirstName), ("reason", Typed(TypedPart.Reason) is [var reason, ..] ? Clause(reason) : words("client-letter.ask-us")));
            if (Outcome == Outcome.Hold && _a.Outcome is { HoldReason: { } hold, HoldUntil: { } until })
                Say("hold", ("reason", hold == HoldReason.Other && Typed(TypedPart.Reason) is [var why, ..] ? Clause(why) : words("client-letter.hold." + hold.Code())), ("date", Day(until)));
        }

        // What somebody said or refused is never told to somebody else.
        private string NotShared() => _a.Outcome?.NotSharingReason switch
        {
            NotSharingReason.NoGround => "no-ground",
            NotSharingReason.NotNecessary => "not-necessary",
            NotSharingReason.NotProportionate => "not-proportionate",
            NotSharingReason.ClientDoesIt => "client-does-it",
            NotSharingReason.NoConsent or NotSharingReason.ConsentWithdrawn or NotSharingReason.PlanNotAgreed when !_child => "neutral",
            NotSharingReason.NoConsent => "no-consent",
            NotSharingReason.ConsentWithdrawn => "consent-withdrawn",
            NotSharingReason.PlanNotAgreed => "plan-not-agreed",
            NotSharingReason.Other when Typed(TypedPart.Reason).Count > 0 => "other",
            _ => "neutral",
        };

        private void What()
        {
            if (!Shares && Outcome != Outcome.ClientPassesOn) return;
            if (source.Agreed.Level == Level.Network)
            {
                Say("network");
                foreach (var to in RecipientNamed ? source.Recipients : [])
                    Add(null, to.Organisation + ", " + to.Name + ":", Items(to.Items));
                if (!RecipientNamed) Neutral("recipient-neutral");
            }
            else
            {
                if ((Shares || source.Agreed.ClientTakesLetter) && source.Agreed.Items.Count > 0) Say("items", Items(source.Agreed.Items));
                if (!RecipientNamed) Neutral("recipient-neutral");
                else if (source.Recipients is [var to, ..]) Say("recipient", ("name", to.Name), ("organisation", to.Organisation));
            }
            if (!Shares) return;
            if (Outcome == Outcome.SharePartly && Typed(TypedPart.NotShared) is { Count: > 0 } withheld) Say("not-shared", [.. withheld]);
            else Say("not-shared-neutral");
            if (_child && _a.Explained is not null && _a.Talked is { Talked: true, TalkedOn: { } on }) Say("explained", ("date", Day(on)));
            else if (_child && _a.Talked is { Talked: false }) Say("talk-none", ("reason", Typed(TypedPart.Talk) is [var why, ..] ? Clause(why) : words("client-letter.ask-us")));
            if (source.Agreed is { From: { } from, Until: { } until })
                Say(from == until ? "moment-day" : "moment", ("from", Day(from)), ("until", Day(until)));
            if (around.Sent.Count > 0) Say("sent", ("date", string.Join(", ", around.Sent.Distinct().Select(Day))));
        }

        // A recipient can give away a place: under such a shield none is named (rule 5).
        private bool RecipientNamed => !reader.Shield.HidesRecipients && source.Recipients.Count > 0;

        private IReadOnlyList<string> Items(IReadOnlyList<string> items)
        {
            var mayRead = Typed(TypedPart.Extras).Count > 0;
            return [.. items.Select(i => Item(i, mayRead, words)).Distinct()];
        }

        private void Why()
        {
            if (!Shares && Outcome != Outcome.ClientPassesOn) return;
            var typed = Typed(TypedPart.Why);
            if (typed.Count == 0 || source.Agreed.Purpose is not { } purpose) Say("why-neutral");
            else if (_a.Goal?.Goal is { } goal) Say("why", ("goal", Clause(goal)), ("purpose", Sentence(purpose)));
            else Say("why-safety", ("worker", around.Worker), ("purpose", Sentence(purpose)));
        }

        private void Ground()
        {
            var evidence = Typed(TypedPart.Ground).Count > 0 ? _a.Ground : null;
            switch (source.Agreed.Ground)
            {
                case LegalGround.StatutoryTask when evidence is { Task: { } task }:
                    Say("ground-statutory-task", ("task", Clause(task)), ("article", evidence.Article ?? words("client-letter.law")));
                    break;
                case LegalGround.StatutoryTask: Say("ground-statutory-task-neutral"); break;
                case LegalGround.Agreement: Say("ground-agreement"); break;
                case LegalGround.Consent: Say("ground-consent"); break;
                case LegalGround.LegitimateInterest when evidence is { Interest: { } interest }: Say("ground-legitimate-interest", ("interest", Sentence(interest))); break;
                case LegalGround.LegitimateInterest: Say("ground-legitimate-interest-neutral"); break;
                case LegalGround.VitalInterest: Say("ground-vital-interest"); break;
                default:
                    if (Outcome == Outcome.DoNotShare && _a.Outcome?.NotSharingReason == NotSharingReason.NoGround) Say("ground-missing");
                    break;
            }
        }

        private void Special()
        {
            if (!Shares || _a.SpecialData is not { SpecialData: true }) return;
            Say("special", ("reason", Typed(TypedPart.Special) is [var why, ..] ? Clause(why) : words("client-letter.special-neutral")));
        }

        private void Consent()
        {
            if (_a.ConsentStatus is not { } said) return;
            var own = around.File.Consents.Where(c => source.Consents.Contains(c.Number) && c.What.Giver == reader.Representative && !around.File.Voided(c.Number)).ToList();
            if (own.Count == 0)
            {
                Say("consent-other");
                return;
            }
            var last = own[^1];
            var reason = Typed(TypedPart.Consent) is [var why, ..] ? Clause(why) : words("client-letter.ask-us");
            switch (around.File.StatusOn(around.Today, last))
            {
                case ConsentStatus.Given: Say("consent-given", ("date", Day(last.What.On)), ("until", Day(last.What.Until ?? said.ConsentUntil ?? around.Today)), ("worker", around.Worker)); break;
                case ConsentStatus.Withdrawn: Say("consent-withdrawn", ("date", Day(around.File.All<ConsentWithdrawn>().Last(w => w.What.Consent == last.Number).What.On))); break;
                case ConsentStatus.Expired: Say("consent-expired", ("until", Day(last.What.Until ?? around.Today))); break;
                case ConsentStatus.Refused: Say("consent-refused", ("reason", reason)); break;
                default: Say("consent-other"); break;
            }
        }

        private void Plan()
        {
            var agreed = around.File.All<PlanAnswered>().Any(p => source.Agreements.Contains(p.Number) && p.What.Giver == reader.Representative && p.What.Agrees);
            if (agreed) Say("plan");
            else if (_child && source.Safety && Shares) Say("plan-none");
        }

        private void Weighed()
        {
            if (_a.Weighing is not { } weighing) return;
            if (Typed(TypedPart.Weighed).Count == 0) Say("weighed-neutral");
            else Say("weighed", ("effective", Sentence(weighing.Effective)), ("least", Sentence(weighing.LeastIntrusive)), ("proportionate", Sentence(weighing.Proportionate)));
        }

        private void Danger()
        {
            if (!source.Safety || !Shares || reader.Shield.Any) return;
            Say("safety", ("child", FirstName));
            if (source.Postponed && around.Sent.Count > 0) Say("postponed", ("date", Day(around.Sent[0])));
        }

        private void Kept() => _text.Kept(source.Municipality);

        private void Rights()
        {
            _text.Rights();
            if (source.Agreed.Ground is LegalGround.StatutoryTask or LegalGround.LegitimateInterest) Say("objection");
            _text.Complaints();
            var age = around.File.Dossier.Client.AgeOn(around.Today);
            if (reader.Form == ReaderForm.Young && around.ParentsGetOne) Say("who-else", ("worker", around.Worker));
            else if (reader.Form == ReaderForm.Older && age < 18) Say(around.ParentsGetOne ? "who-else-agreed" : "who-else");
            _text.Closing(reference);
        }

        private void Neutral(string key) => Say(key, ("contact", around.Answers.OfficerContact));

        // Typed words appear when they were ticked for this reader and hold nothing that is hidden; about danger never where anything is.
        private IReadOnlyList<string> Typed(TypedPart part)
        {
            if (source.Safety && reader.Shield.Any) return [];
            var typed = source.Of(part);
            return around.MayRead.Contains(part.Code()) && !typed.Any(around.Hidden.In) ? typed : [];
        }

        private string Day(DateOnly day) => day.ToString("d MMMM yyyy", culture);

        // Typed words inside a sentence of ours, or as one of their own.
        private static string Clause(string typed) => typed.Trim().TrimEnd('.', ' ');

        private static string Sentence(string typed) => typed.Trim() is var text && text.Length > 0 && char.IsLetterOrDigit(text[^1]) ? text + "." : text;

        private void Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => _text.Say(key, [], values);

        private void Say(string key, IReadOnlyList<string> list, params ReadOnlySpan<(string Name, string Value)> values) => _text.Say(key, list, values);

        private void Add(string? heading, string text, IReadOnlyList<string> list) => _text.Parts.Add(new(heading, text, list));
    }
}
