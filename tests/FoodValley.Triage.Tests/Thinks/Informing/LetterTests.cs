using System.Globalization;
using System.Text.RegularExpressions;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;
using FoodValley.Triage.Tests.Thinks.Dossiers;
using FoodValley.Triage.Tests.Thinks.Recording;

namespace FoodValley.Triage.Tests.Thinks.Informing;

/// <summary>What a letter says, to whom, and what it leaves out. The example is signed on 1 June 2026.</summary>
public sealed partial class LetterTests
{
    private static readonly Shield Nothing = new(false, false, false);
    private static readonly Reader Young = new(null, "Quirijn Zwartepoorte", ReaderForm.Young, Nothing);
    private static readonly Reader Older = Young with { Form = ReaderForm.Older };
    private static readonly Reader Mother = new(Family.Mother.Id, "Moeder", ReaderForm.Parent, Nothing);
    private static readonly Reader Father = new(Family.Father.Id, "Vader", ReaderForm.Parent, new(true, false, false));

    private static readonly string[] Everything = [.. Coded.All<TypedPart>().Select(p => p.Code())];

    public static EightAnswers Complete { get; } = new()
    {
        Tasks = "Wij helpen.", OtherUses = "niets", System = "het systeem", Country = "Nederland", Supplier = "de leverancier", PaperPlace = "het kantoor", Backups = "drie maanden", KeepLaw = "Jeugdwet",
        KeepYears = 20, OtherAccess = "de beheerder", Reviewer = "de privacy officer", ReviewTerm = "elke maand", Billing = "een nummer", RightsWhere = "aan de balie", ComplaintName = "de klachtencommissie",
        ComplaintContact = "telefoon 1", OfficerName = "de functionaris", OfficerContact = "telefoon 2", AuthorityContact = "de website", Confidant = "Een vertrouwenspersoon", Phone = "telefoon 3",
    };

    private static CaseFile File(params Written[] lines) => new(Example.Dossier, [.. new Written[] { Family.Mother, Family.Father }.Concat(lines).Select((l, at) => new DossierLine(at + 1, new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc), "sanne", "Sanne", l))]);

    private static LetterSource Source(Answers answers) => LetterSource.Of(Sealing.Entry(answers).Content);

    private static Letter Make(Answers answers, Reader reader, IReadOnlyList<string>? mayRead = null, bool english = false, CaseFile? file = null, EightAnswers? eight = null)
    {
        var (source, dossier) = (Source(answers), file ?? File());
        var around = new LetterAround(dossier, Example.Today, "Sanne", "hulpverlener", "Gemeente Barneveld", eight ?? Complete, HiddenWords.For(reader, dossier, source.Recipients.SelectMany(r => new[] { r.Name, r.Organisation })))
        {
            DecidedOn = Example.Today, LastChange = Example.Today, MayRead = mayRead ?? [],
        };
        return Letter.Of(source, reader, "ab12cd34", around, ScreenWords.In(english), CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL"));
    }

    private static string Text(Letter letter) => string.Join('\n', letter.Parts.SelectMany(p => new[] { p.Heading, p.Text }.Concat(p.List)).OfType<string>());

    [Fact]
    [Norm("IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "HK-0e", "HK-8.3", "HK-8.4", "HK-8.6", "HK-8.7", "HK-8.8")]
    public void A_letter_says_what_with_whom_why_on_what_ground_what_was_weighed_and_all_that_one_may_do()
    {
        var letter = Make(Example.Register, Young, Everything);
        var text = Text(letter);

        Assert.False(letter.Incomplete);
        foreach (var word in new[] { "recipientName", "recipientOrganisation", "goal", "purpose", "task", "effective", "leastIntrusive", "proportionate" }) Assert.Contains(Example.Word(word), text, StringComparison.Ordinal);
        foreach (var said in new[] { "de naam", "hoe we contact kunnen leggen", "welke hulp nodig is", "1 juni 2046", "De hulpverlener, de teamleider en de privacy officer", "de beheerder", "Binnen een maand", "telefoon 1", "telefoon 2", "de website" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        // What is nobody's business in a letter: who consented, why it is necessary, who said what.
        foreach (var word in new[] { "consentBy", "consentReasoning", "nameNecessity", "secrecyReason", "talkedWith", "helpRequestBy" }) Assert.DoesNotContain(Example.Word(word), text, StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-6d", "HK-0e")]
    public void Typed_words_stand_in_it_only_for_whom_somebody_ticked_them()
    {
        Assert.Equal(2, Regex.Count(Text(Make(Example.Register, Mother)), Example.Canary)); // the recipient: person and organisation
        Assert.Contains(Example.Word("goal"), Text(Make(Example.Register, Mother, ["why"])), StringComparison.Ordinal);
        Assert.DoesNotContain(Example.Word("effective"), Text(Make(Example.Register, Mother, ["why"])), StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-6d")]
    public void Under_an_address_shield_no_recipient_is_named_and_no_ticked_word_gives_the_place_away()
    {
        var answers = Example.Register with { Purpose = new("Zij woont nu bij haar tante in BARNEVELD."), Weighing = Example.Register.Weighing! with { Effective = "De postcode is 3771 ZZ." } };
        Assert.Contains("BARNEVELD", Text(Make(answers, Mother, Everything)), StringComparison.Ordinal);
        Assert.Contains("3771", Text(Make(answers, Mother, Everything)), StringComparison.Ordinal);

        var text = Text(Make(answers, Father, Everything));

        foreach (var hidden in new[] { "BARNEVELD", "3771", "Verzonnenlaan", Example.Word("recipientName"), Example.Word("recipientOrganisation") }) Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        Assert.Contains("Met een organisatie die bij de hulp hoort.", text, StringComparison.Ordinal);
        // The sentence that protects stands in both, so that it tells nothing.
        Assert.All(new[] { Mother, Father, Young, Older }, reader => Assert.Contains("staat in al onze brieven.", Text(Make(answers, reader)), StringComparison.Ordinal));
    }

    [Fact]
    [Norm("HK-6a", "HK-6d")]
    public void Nothing_about_the_danger_reaches_a_parent_from_whom_anything_is_kept()
    {
        var answers = Example.Endangered with { MayNotKnow = new(true, [new("Vader", true, false)]) };
        foreach (var (reader, expected) in new[] { (Mother, true), (Father, false) })
        {
            var text = Text(Make(answers, reader, Everything));
            Assert.Equal(expected, text.Contains("Veiligheid", StringComparison.Ordinal));
            Assert.Equal(expected, text.Contains(Example.Word("effective"), StringComparison.Ordinal));
            foreach (var word in new[] { "threat", "threatSeriousness", "childInterest", "safetyWeighed", "consultedWhom", "consultedAdvice", "missingPerson", "person" }) Assert.DoesNotContain(Example.Word(word), text.Replace(Example.Word("purpose"), "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Norm("HK-6d", "HK-7i", "IU-ALG-2a")]
    public void Some_decisions_are_told_to_nobody_or_not_to_a_parent()
    {
        Assert.False(Source(Example.Consult).MayBeToldTo(Young, told: true));
        var postponed = Source(Example.Endangered);
        Assert.False(postponed.MayBeToldTo(Young, told: false));
        Assert.True(postponed.MayBeToldTo(Young, told: true));
        var outside = Source(Example.Register with { Outcome = new(Outcome.OutsideFramework, "melding") { OutsideRoute = OutsideRoute.SafeHome, AdviceFrom = "jurist" } });
        Assert.True(outside.MayBeToldTo(Young, told: false));
        Assert.False(outside.MayBeToldTo(Mother, told: false));
        var vital = Sealing.Content(Sealing.Entry(Example.Endangered));
        vital["ground"] = "vital-interest";
        var danger = LetterSource.Of(CanonicalJson.Write(vital));
        Assert.True(danger.MayBeToldTo(Mother, told: true));
        Assert.False(danger.MayBeToldTo(Father, told: true));
        Assert.Throws<ArgumentException>(() => Make(Example.Consult, Young));
    }

    [Fact]
    [Norm("HK-5c", "HK-6b")]
    public void What_somebody_else_said_about_consent_is_never_told()
    {
        // The mother's yes is line 3 of the dossier.
        var yes = new ConsentAnswered(null, "", null, ["name"], "hulp", Family.Mother.Id, true, new(2026, 5, 20), HowSaid.Orally, new(2026, 9, 1));
        var content = Sealing.Content(Sealing.Entry(Example.Register));
        content["basedOn"] = new System.Text.Json.Nodes.JsonObject { ["consents"] = new System.Text.Json.Nodes.JsonArray(3) };
        var source = LetterSource.Of(CanonicalJson.Write(content));
        string Says(Reader reader) => string.Join(' ', Letter.Of(source, reader, "x", new LetterAround(File(yes), Example.Today, "Sanne", "hulpverlener", "Gemeente", Complete, HiddenWords.For(reader, File(), [])) { DecidedOn = Example.Today, LastChange = Example.Today }, ScreenWords.Dutch, CultureInfo.GetCultureInfo("nl-NL")).Parts.Select(p => p.Text));

        Assert.Contains("U gaf toestemming op 20 mei 2026, tot 1 september 2026.", Says(Mother), StringComparison.Ordinal);
        foreach (var other in new[] { Father, Young })
        {
            Assert.Contains("Over toestemming van anderen vertellen we niets.", Says(other), StringComparison.Ordinal);
            Assert.DoesNotContain("20 mei", Says(other), StringComparison.Ordinal);
        }
        var refused = Example.Register with { Outcome = new(Outcome.DoNotShare, "reden") { NotSharingReason = NotSharingReason.NoConsent } };
        Assert.Contains("Er is geen toestemming.", Text(Make(refused, Young)), StringComparison.Ordinal);
        Assert.Contains("Niet alles wat hiervoor nodig is, is er.", Text(Make(refused, Mother)), StringComparison.Ordinal);
        Assert.DoesNotContain("geen toestemming", Text(Make(refused, Mother)), StringComparison.Ordinal);
    }

    public static TheoryData<bool> Languages => [false, true];

    [Theory]
    [MemberData(nameof(Languages))]
    [Norm("HK-0e")]
    public void Sentences_average_under_fifteen_words_and_a_child_reads_no_word_of_the_law(bool english)
    {
        var tried = 0;
        foreach (var answers in Sealing.Every().Append(Example.Endangered with { Informed = new(true, null) { InformWhen = InformWhen.Now } }))
        {
            LetterSource source;
            try { source = Source(answers); }
            catch (InvalidOperationException) { continue; } // not every answer of the list is one that can be signed
            foreach (var reader in new[] { Young, Older, Mother, Father }.Where(r => source.MayBeToldTo(r, told: true)))
            {
                var letter = Make(answers, reader, Everything, english);
                var text = string.Join(". ", letter.Parts.SelectMany(p => new[] { p.Heading, p.Text }.Concat(p.List)).Where(t => !string.IsNullOrWhiteSpace(t)));
                var sentences = Ends().Split(text).Select(s => Word().Count(s)).Where(words => words > 0).ToList();
                Assert.True(sentences.Average() < 15, $"{sentences.Average():F1}: {text}");
                Assert.DoesNotContain("{", text, StringComparison.Ordinal);
                foreach (var hard in reader == Young ? ["grondslag", "proportion", "verstrekken", "betrokkene", "functionaris gegevens"] : new[] { "grondslag", "proportioneel", "verstrekken", "betrokkene" })
                    Assert.DoesNotContain(hard, text.Replace(Example.Word("proportionate"), "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
                tried++;
            }
        }
        Assert.True(tried > 40, $"{tried}");
    }

    [Fact]
    [Norm("HK-8.3", "HK-8.8")]
    public void Without_a_term_or_a_place_to_complain_there_is_no_letter_to_give()
    {
        Assert.True(Make(Example.Register, Young, eight: Complete with { KeepYears = 0 }).Incomplete);
        Assert.True(Make(Example.Register, Mother, eight: Complete with { ComplaintContact = " " }).Incomplete);
        Assert.False(Make(Example.Register, Mother).Incomplete);
    }

    [Fact]
    [Norm("HK-6d")]
    public void A_reference_tells_nothing_and_differs_per_reader_and_decision()
    {
        var (one, two) = (Guid.Parse("11111111-0000-4000-8000-000000000001"), Guid.Parse("11111111-0000-4000-8000-000000000002"));
        Assert.Equal(4, new[] { Letter.ReferenceOf(one, Mother), Letter.ReferenceOf(one, Father), Letter.ReferenceOf(two, Mother), Letter.ReferenceOf(one, Young) }.Distinct().Count());
        Assert.Matches("^[0-9a-f]{8}$", Letter.ReferenceOf(one, Mother));
    }

    [GeneratedRegex(@"[.?!:;]+(?:\s|$)|\n")]
    private static partial Regex Ends();

    [GeneratedRegex(@"[\p{L}\d][\p{L}\d’'-]*")]
    private static partial Regex Word();
}

/// <summary>Who gets a letter and an overview at all.</summary>
public sealed class ReadersTests
{
    private static IReadOnlyList<string> Names(CaseFile file, params ShieldedFrom[] shielded) => [.. Readers.Of(file, Family.Today, shielded).Select(r => r.Name)];

    [Fact]
    [Norm("HK-0e", "IU-ALG-2a")]
    public void Under_12_the_parents_from_12_the_client_too_from_16_the_client_alone_unless_they_agree()
    {
        Written[] around = [Family.Mother, Family.Father, Family.Outside, Family.Confidant];
        Assert.Equal(["Moeder", "Vader"], Names(Family.Aged(11, around)));
        Assert.Equal(["Klant", "Moeder", "Vader"], Names(Family.Aged(12, around)));
        Assert.Equal(["Klant", "Moeder", "Vader"], Names(Family.Aged(15, around)));
        Assert.Equal(["Klant"], Names(Family.Aged(16, around)));
        LetterAgreed Says(bool agrees) => new(Family.Mother.Id, agrees, Family.Today, HowSaid.Orally);
        Assert.Equal(["Klant", "Moeder"], Names(Family.Aged(16, [.. around, Says(true)])));
        Assert.Equal(["Klant"], Names(Family.Aged(16, [.. around, Says(true), Says(false)])));
        Assert.Equal(["Klant"], Names(Family.Aged(30, Family.Mentor, Family.Mother)));
        Assert.Equal(["Klant", "Mentor"], Names(Family.Aged(30, Family.Mentor, Family.Judged(false))));
        Assert.Equal([ReaderForm.Young, ReaderForm.Parent, ReaderForm.Parent], Readers.Of(Family.Aged(15, around), Family.Today, []).Select(r => r.Form));
        Assert.Equal(ReaderForm.Older, Readers.Of(Family.Aged(16, around), Family.Today, [])[0].Form);
    }

    [Fact]
    [Norm("HK-6d")]
    public void A_case_shield_takes_somebody_out_and_an_address_shield_marks_them()
    {
        Written[] Around(params ShieldedPart[] parts) => [Family.Mother, Family.Father with { Shielded = parts, ShieldedWhy = "onveilig" }];
        Assert.Equal(["Klant", "Moeder"], Names(Family.Aged(14, Around(ShieldedPart.Everything))));
        var marked = Readers.Of(Family.Aged(14, Around(ShieldedPart.Address)), Family.Today, []);
        Assert.Equal(["Vader"], marked.Where(r => r.Shield.Any).Select(r => r.Name));
        Assert.True(marked[^1].Shield.HidesRecipients);

        // A safety decision names somebody in words.
        var plain = Family.Aged(14, Around());
        Assert.Equal(["Klant", "Moeder"], Names(plain, new ShieldedFrom("de vader", true, true)));
        Assert.True(Readers.Of(plain, Family.Today, [new("VADER", true, false)])[^1].Shield.Address);
        // Words that fit nobody here could mean anybody.
        Assert.Equal(["Klant"], Names(plain, new ShieldedFrom("her uncle", false, true)));
        // Of two with one surname the first name tells them apart.
        var family = Family.Aged(14, Family.Mother with { Name = "Rianne Verbeek" }, Family.Father with { Name = "Gijs Verbeek" });
        Assert.Equal(["Klant", "Rianne Verbeek"], Names(family, new ShieldedFrom("Gijs Verbeek", false, true)));
        Assert.Equal(["Klant"], Names(family, new ShieldedFrom("meneer Verbeek", false, true)));
    }

    [Fact]
    public void A_code_of_nobody_finds_nobody()
    {
        var readers = Readers.Of(Family.Aged(14, Family.Mother, Family.Outside), Family.Today, []);
        Assert.Equal("Klant", Readers.Find(readers, "client")!.Name);
        Assert.Equal("Moeder", Readers.Find(readers, Family.Mother.Id.ToString().ToUpperInvariant())!.Name);
        Assert.All(["", "x", Family.Outside.Id.ToString(), Guid.Empty.ToString()], code => Assert.Null(Readers.Find(readers, code)));
    }
}

/// <summary>The eight answers: complete or not (HK-8z).</summary>
public sealed class EightAnswersTests
{
    [Fact]
    [Norm("HK-8.1", "HK-8.2", "HK-8.3", "HK-8.4", "HK-8.5", "HK-8.6", "HK-8.7", "HK-8.8", "HK-8z")]
    public void Each_answer_that_lacks_a_word_is_named()
    {
        var all = LetterTests.Complete;
        Assert.Empty(all.Missing);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], new EightAnswers().Missing);
        foreach (var (number, without) in new (int, EightAnswers)[]
        {
            (1, all with { OtherUses = "" }), (2, all with { Country = " " }), (3, all with { KeepYears = 0 }), (4, all with { OtherAccess = "" }), (5, all with { Reviewer = "" }),
            (6, all with { Billing = "" }), (7, all with { RightsWhere = "" }), (8, all with { AuthorityContact = "" }), (8, all with { Phone = "" }),
        })
            Assert.Equal([number], without.Missing);
        Assert.Equal(all, EightAnswers.FromJson(all.ToJson()));
        Assert.Throws<System.Text.Json.JsonException>(() => EightAnswers.FromJson("null"));
        Assert.Equal(new DateOnly(2048, 2, 29), all.KeptUntil(new DateOnly(2028, 2, 29)));
        Assert.Equal(new DateOnly(2046, 2, 28), (all with { KeepYears = 18 }).KeptUntil(new DateOnly(2028, 2, 29)));
        Assert.Null(new EightAnswers().KeptUntil(new DateOnly(2026, 1, 1)));
    }
}
