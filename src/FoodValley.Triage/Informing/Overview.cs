using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Informing;

/// <summary>Something that really went.</summary>
/// <param name="On">The day in the Netherlands.</param>
/// <param name="To">To whom.</param>
/// <param name="Items">Codes of what went, or <c>extra: </c> and words.</param>
public sealed record SentOn(DateOnly On, string To, IReadOnlyList<string> Items);

/// <summary>A decision that this reader may know of.</summary>
/// <param name="Source">What was sealed.</param>
/// <param name="On">The day of the decision.</param>
/// <param name="Replaced">True when a newer one took its place.</param>
/// <param name="Sent">What went on it.</param>
/// <param name="MayRead">The parts whose typed words this reader may see.</param>
public sealed record OverviewDecision(LetterSource Source, DateOnly On, bool Replaced, IReadOnlyList<SentOn> Sent, IReadOnlyList<string> MayRead);

/// <summary>Somebody saw the file.</summary>
/// <param name="When">As it is told: with the time for the client, the day for a parent.</param>
/// <param name="Role">In which role.</param>
public sealed record SeenBy(string When, string Role);

/// <summary>
/// All that was done with the information about one client, on one page for one reader: decisions to share and not to share, what went, consents, who
/// looked (HK-7i, HK-8.4, HK-8.6, IU-ALG-2b). It is made from what this reader may know and from nothing else: no count, no number, no gap tells that
/// something is missing (HK-6d).
/// </summary>
public static class Overview
{
    /// <summary>The parts, and whether something that must be said is not known.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="decisions">What this reader may know of, newest first.</param>
    /// <param name="seen">Who looked, oldest first.</param>
    /// <param name="around">What a letter says besides the decision.</param>
    /// <param name="municipality">True when the organisation is a municipality.</param>
    /// <param name="reference">Tells papers apart.</param>
    /// <param name="words">The words.</param>
    /// <param name="culture">For days.</param>
    public static (IReadOnlyList<LetterPart> Parts, bool Incomplete) Of(
        Reader reader, IReadOnlyList<OverviewDecision> decisions, IReadOnlyList<SeenBy> seen, LetterAround around, bool municipality, string reference, Wording words, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(around);
        ArgumentNullException.ThrowIfNull(words);
        var text = new ClientText(reader, around, words, culture);
        Part("intro", []);
        text.Put("client-overview.made", [], ("date", text.Day(around.Today)), ("function", around.WorkerFunction));
        Part(decisions.Count == 0 ? "decisions-none" : "decisions", [.. decisions.Select(Decided)]);
        IReadOnlyList<string> sent = [.. decisions.SelectMany(d => d.Sent.Select(s => (d, s))).OrderByDescending(p => p.s.On).Select(p => text.Fill(words("client-overview.sent"),
            ("date", text.Day(p.s.On)), ("items", Items(p.s.Items, p.d)), ("whom", Whom(p.s.To))))];
        Part(sent.Count == 0 ? "exchanges-none" : "exchanges", sent);
        IReadOnlyList<string> consents = [.. around.File.Consents.Where(c => c.What.Giver == reader.Representative && !around.File.Voided(c.Number)).Reverse().Select(Consent)];
        Part(consents.Count == 0 ? "consents-none" : "consents", consents);
        IReadOnlyList<string> requests = [.. ClientRequest.Of(around.File).Where(r => r.Decided is null && r.Received.What.By == reader.Representative).Select(r => text.Fill(words("client-overview.request-open"),
            ("on", text.Day(r.Received.What.On)), ("about", words("request.kind." + r.Received.What.About.Code())), ("due", text.Day(r.DueOn(around.Today)))))];
        if (requests.Count > 0) Part("requests", requests);
        Part("access", [.. seen.Select(s => text.Fill(words("client-overview.seen"), ("when", s.When), ("role", s.Role)))]);
        Plan();
        text.Kept(municipality);
        text.Rights();
        text.Complaints();
        text.Closing(reference);
        return (text.Parts, text.Missing);

        void Part(string key, IReadOnlyList<string> list) =>
            text.Put($"client-overview.{key}.{reader.Form.Code()}", list, ("child", around.File.Dossier.Client.Name.Split(' ')[0]));

        // The plan is the client's own (HK-5f); who speaks for the client reads it when they agreed with it, and so have seen it. A line with a hidden word is left out.
        void Plan()
        {
            var file = around.File;
            if (reader.Form == ReaderForm.Parent && !(file.Plan is { } plan && file.All<PlanAnswered>().Any(a => a.What.Plan == plan.Number && a.What.Giver == reader.Representative && a.What.Agrees))) return;
            var said = new[] { ("request", file.HelpRequest?.What.Words), ("goal", file.Goal?.What.Words), ("steps", file.Plan?.What.Steps) }
                .Where(line => line.Item2 is { Length: > 0 } typed && !around.Hidden.In(typed)).Select(line => text.Fill(words("client-overview." + line.Item1), ("words", line.Item2!))).ToList();
            if (said.Count > 0) Part("plan", said);
        }

        string Whom(string name) => reader.Shield.HidesRecipients || name.Length == 0 ? words("client-overview.somebody") : name;

        string Items(IReadOnlyList<string> items, OverviewDecision decision)
        {
            var mayRead = decision.MayRead.Contains(TypedPart.Extras.Code()) && !(decision.Source.Safety && reader.Shield.Any) && !items.Any(around.Hidden.In);
            return string.Join(", ", items.Select(i => Letter.Item(i, mayRead, words)).Distinct());
        }

        string Decided(OverviewDecision decision)
        {
            var (source, said) = (decision.Source, new List<string>());
            said.Add(words("client-overview.outcome." + source.Agreed.Outcome.Code()));
            if (source.Agreed.Outcome.Shares())
            {
                if (source.Agreed.Items.Count > 0) said.Add(text.Fill(words("client-overview.what"), ("items", Items(source.Agreed.Items, decision))));
                said.Add(text.Fill(words("client-overview.whom"), ("whom", string.Join("; ", source.Recipients.Select(r => Whom($"{r.Name}, {r.Organisation}")).Distinct()))));
                var why = decision.MayRead.Contains(TypedPart.Why.Code()) && !(source.Safety && reader.Shield.Any) && source.Agreed.Purpose is { } purpose && !around.Hidden.In(purpose) ? purpose : words("client-overview.why-neutral");
                said.Add(text.Fill(words("client-overview.why"), ("why", why)));
            }
            if (decision.Replaced && reader.Form != ReaderForm.Parent) said.Add(words("client-overview.replaced"));
            return $"{text.Day(decision.On)}: {string.Join(" ", said)}";
        }

        string Consent(Line<ConsentAnswered> consent)
        {
            var what = consent.What;
            var state = around.File.StatusOn(around.Today, consent);
            return text.Fill(words("client-overview.consent." + state.Code()),
                ("date", text.Day(what.On)), ("whom", what.Partner is null ? around.Organisation : Whom(what.PartnerName)), ("until", text.Day(what.Until ?? what.On)),
                ("items", string.Join(", ", what.Data.Select(i => Letter.Item(i, !reader.Shield.Any, words)).Distinct())));
        }
    }
}
