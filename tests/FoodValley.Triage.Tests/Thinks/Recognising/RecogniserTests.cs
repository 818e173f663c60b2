using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recognising;
using FsCheck;
using FsCheck.Fluent;

namespace FoodValley.Triage.Tests.Thinks.Recognising;

[Norm("IU-1-INF-a")]
public class RecogniserTests
{
    // Everybody and everything here is invented. Numbers that pass the eleven test stand in these tests and nowhere else.
    private static readonly DossierTerms Yara = Terms("Yara-Lynn van der Zwaluwé", new(2012, 3, 4), "06-98765432", "yara.zwaluw@voorbeeld.test", "Kleine Wielewaalweg 17b, 3779 QX Klein-Barrevoort", "LT-2026-0417");

    private static DossierTerms Terms(string name, DateOnly born, string phone = "", string email = "", string address = "", string number = "") => DossierTerms.Of(
        new(Guid.Empty, number, new Client(name, born, phone, email, address), "org", "team", "person", new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc)));

    /// <summary>As "kind:fragment", an exclamation mark behind what must go.</summary>
    private static string[] Marks(string text, DossierTerms? dossier = null) =>
        [.. Recogniser.Find(text, dossier).Select(m => $"{m.Kind.Code()}:{m.Fragment}{(m.MustGo ? "!" : "")}")];

    [Theory]
    [InlineData("BSN 123456782", "123456782")]
    [InlineData("het nummer is 123 456 782.", "123 456 782")]
    [InlineData("het nummer is 123.456.782, zei hij", "123.456.782")]
    [InlineData("nr 123-456-782", "123-456-782")]
    [InlineData("nr 1112.22.333", "1112.22.333")]
    [InlineData("nr 123 - 456 - 782", "123 - 456 - 782")]
    [InlineData("nr 1 2 3 4 5 6 7 8 2", "1 2 3 4 5 6 7 8 2")]
    [InlineData("nr 123\u00a0456\u00a0782", "123\u00a0456\u00a0782")]
    [InlineData("nr 123–456–782", "123–456–782")]
    [InlineData("acht cijfers: 12345672", "12345672")]
    [InlineData("nul vooraan: 012345672", "012345672")]
    [InlineData("aan een woord geplakt: bsn123456782x", "123456782")]
    [InlineData("een ander getal ervoor: 12 123456782", "123456782")]
    public void A_number_that_passes_the_eleven_test_must_go(string text, string bsn) => Assert.Equal([$"bsn:{bsn}!"], Marks(text));

    [Theory]
    [InlineData("123456789")]
    [InlineData("123456783")]
    [InlineData("123 456 783")]
    [InlineData("000000000")]
    [InlineData("1234567")]
    [InlineData("1234567820")]
    [InlineData("12345\n6782")]
    [InlineData("€ 1.000.000.000")]
    [InlineData("Het jaar 2026 is net begonnen.")]
    [InlineData("Hij is 14 en zit in groep 8.")]
    public void A_number_that_fails_it_is_no_citizen_number(string text) => Assert.DoesNotContain(Marks(text), m => m.StartsWith("bsn", StringComparison.Ordinal));

    [Theory]
    [InlineData("rekening NL91ABNA0417164300", "NL91ABNA0417164300")]
    [InlineData("rekening nl91 abna 0417 1643 00.", "nl91 abna 0417 1643 00")]
    [InlineData("IBAN:NL91-ABNA-0417-1643-00", "NL91-ABNA-0417-1643-00")]
    [InlineData("uit België: BE68 5390 0754 7034", "BE68 5390 0754 7034")]
    public void An_account_number_with_right_check_digits_is_marked(string text, string iban) => Assert.Equal([$"iban:{iban}"], Marks(text));

    [Theory]
    [InlineData("NL92ABNA0417164300")]
    [InlineData("NL91ABNA04171643001")]
    [InlineData("XX91ABNA0417164300")]
    public void An_account_number_with_wrong_check_digits_is_not(string text) => Assert.DoesNotContain(Marks(text), m => m.StartsWith("iban", StringComparison.Ordinal));

    [Theory]
    [InlineData("mail naar o.k@school.test.", "o.k@school.test")]
    [InlineData("<Team+1@sub-domein.voorbeeld.test>", "Team+1@sub-domein.voorbeeld.test")]
    [InlineData("één@voorbeeld.test", "één@voorbeeld.test")]
    public void An_email_address_is_marked(string text, string email) => Assert.Equal([$"email:{email}"], Marks(text));

    [Theory]
    [InlineData("we spreken @ vier uur af")]
    [InlineData("naam@huis")]
    [InlineData("@voorbeeld.test")]
    [InlineData("a@b.1")]
    public void An_at_sign_alone_makes_no_address(string text) => Assert.DoesNotContain(Marks(text), m => m.StartsWith("email", StringComparison.Ordinal));

    [Theory]
    [InlineData("bel 0612345678", "0612345678")]
    [InlineData("bel 06-12345672", "06-12345672")]
    [InlineData("bel 06 12 34 56 78", "06 12 34 56 78")]
    [InlineData("bel 06-12-34-56-78", "06-12-34-56-78")]
    [InlineData("bel +31 6 12345678", "+31 6 12345678")]
    [InlineData("bel +31(0)612345678", "+31(0)612345678")]
    [InlineData("bel 0031 6 12345678", "0031 6 12345678")]
    [InlineData("bel 0342-123456", "0342-123456")]
    [InlineData("bel (0342) 12 34 56", "(0342) 12 34 56")]
    [InlineData("bel 033 - 123 45 67", "033 - 123 45 67")]
    [InlineData("bel +32 470 12 34 56", "+32 470 12 34 56")]
    public void A_telephone_number_is_marked(string text, string phone) => Assert.Equal([$"phone:{phone}"], Marks(text));

    [Theory]
    [InlineData("bel 112")]
    [InlineData("bel 0800-2000")]
    [InlineData("bel 14 0342")]
    [InlineData("06-1234567")]
    [InlineData("0000000000")]
    [InlineData("de reeks 01 23 45 67 89")]
    public void A_number_of_nobody_is_no_telephone_number(string text) => Assert.DoesNotContain(Marks(text), m => m.StartsWith("phone", StringComparison.Ordinal));

    [Theory]
    [InlineData("in 3771 AB", "3771 AB")]
    [InlineData("in 3771AB.", "3771AB")]
    [InlineData("in 3771ab", "3771ab")]
    public void A_postcode_is_marked(string text, string postcode) => Assert.Equal([$"postcode:{postcode}"], Marks(text));

    [Theory]
    [InlineData("in 2026 is dat anders")]
    [InlineData("0771 AB")]
    [InlineData("3771 SS")]
    [InlineData("13771 AB")]
    [InlineData("3771 ABC")]
    [InlineData("groep 3771, AB")]
    [InlineData("groep 3771\nAB")]
    public void Four_digits_and_a_word_are_no_postcode(string text) => Assert.Empty(Marks(text));

    [Theory]
    [InlineData("op 04-03-2012", "04-03-2012")]
    [InlineData("op 4/3/12.", "4/3/12")]
    [InlineData("op 4.3.2012", "4.3.2012")]
    [InlineData("op 04.03.12", "04.03.12")]
    [InlineData("op 4 - 3 - 2012", "4 - 3 - 2012")]
    [InlineData("op 2012-03-04", "2012-03-04")]
    [InlineData("op 4 maart 2012", "4 maart 2012")]
    [InlineData("op 4 mrt. '12", "4 mrt. '12")]
    [InlineData("op 4-MRT-2012", "4-MRT-2012")]
    [InlineData("op de 4e maart 2012", "4e maart 2012")]
    [InlineData("on the 3rd of March 2012", "3rd of March 2012")]
    [InlineData("on March 3, 2012", "March 3, 2012")]
    [InlineData("on March 3rd 2012", "March 3rd 2012")]
    [InlineData("op 29 februari 2012", "29 februari 2012")]
    [InlineData("op 01-02-2012 14 uur", "01-02-2012")]
    [InlineData("op 01-08-2012", "01-08-2012")] // as digits it passes the eleven test
    public void A_full_date_is_marked(string text, string date) => Assert.Equal([$"date:{date}"], Marks(text));

    [Theory]
    [InlineData("in maart 2012")]
    [InlineData("4-3 keer per week")]
    [InlineData("op 31-02-2012")]
    [InlineData("op 32-01-2012")]
    [InlineData("artikel 7.3.11 Jeugdwet")]
    [InlineData("tussen 4-3 en 5-3")]
    [InlineData("op 4-3.2012")]
    [InlineData("in 1812-03-04")]
    public void What_is_no_date_is_not_marked(string text) => Assert.Empty(Marks(text));

    [Theory]
    [InlineData("op 4 maart", "4 maart")]
    [InlineData("op 4 maart 12 kinderen", "4 maart")]
    [InlineData("op 29 februari 2013", "29 februari")]
    [InlineData("op 3-11 gebeld", "3-11")]
    [InlineData("het was 28/02", "28/02")]
    [InlineData("in het weekend van 23 en 24 maart", "23 en 24 maart")]
    public void A_day_with_a_month_is_marked_without_a_year_too(string text, string date) => Assert.Equal([$"date:{date}"], Marks(text));

    [Theory]
    [InlineData("Yara-Lynn van der Zwaluwé komt.", "Yara-Lynn van der Zwaluwé")]
    [InlineData("yara lynn VAN DER ZWALUWE komt.", "yara lynn VAN DER ZWALUWE")]
    [InlineData("Mevrouw Van der Zwaluwé belde.", "Van der Zwaluwé")]
    [InlineData("Zwaluwe\u0301 belde.", "Zwaluwe\u0301")]
    [InlineData("Ik sprak YARALYNN.", "YARALYNN")]
    [InlineData("Ik sprak Yara.", "Yara")]
    [InlineData("Ik sprak Lynn's moeder.", "Lynn")]
    [InlineData("Dat is Yaras fiets.", "Yaras")]
    [InlineData("Zij woont aan de Kleine Wielewaalweg.", "Kleine Wielewaalweg")]
    [InlineData("Zij woont op kleine wielewaalweg 17.", "kleine wielewaalweg 17")]
    [InlineData("Zij woont op Kleine Wielewaalweg 17 B.", "Kleine Wielewaalweg 17 B")]
    [InlineData("She lives at 17 Kleine Wielewaalweg.", "17 Kleine Wielewaalweg")]
    [InlineData("postcode 3779qx", "3779qx")]
    [InlineData("postcode 3779 qx", "3779 qx")]
    [InlineData("Zij komt uit klein barrevoort.", "klein barrevoort")]
    [InlineData("zie LT-2026-0417", "LT-2026-0417")]
    [InlineData("zie lt 2026 0417", "lt 2026 0417")]
    [InlineData("bel 0698765432", "0698765432")]
    [InlineData("bel +31 (0)6 987 654 32", "+31 (0)6 987 654 32")]
    [InlineData("bel 6 98765432", "6 98765432")]
    [InlineData("mail YARA.zwaluw@Voorbeeld.test", "YARA.zwaluw@Voorbeeld.test")]
    [InlineData("geboren 4-3-2012", "4-3-2012")]
    [InlineData("geboren 04/03/12", "04/03/12")]
    [InlineData("born 3/4/2012", "3/4/2012")]
    [InlineData("geboren 2012-03-04", "2012-03-04")]
    [InlineData("geboren 4 maart 2012", "4 maart 2012")]
    [InlineData("born on March 4th, 2012", "March 4th, 2012")]
    [InlineData("Ya\u200bra", "Ya\u200bra")]
    [InlineData("Ｙａｒａ", "Ｙａｒａ")]
    public void What_equals_a_value_of_the_dossier_must_go(string text, string value) => Assert.Equal([$"dossier:{value}!"], Marks(text, Yara));

    [Theory]
    [InlineData("Van der Molen is een naam met van, der en de.")]
    [InlineData("Een yarawortel of een zwaluw.")]
    [InlineData("De kleine weg op nummer 17.")]
    [InlineData("Het is klein.")]
    [InlineData("lynnette")]
    [InlineData("Klein\nBarrevoort")]
    [InlineData("LT")]
    public void What_only_resembles_the_dossier_need_not_go(string text) => Assert.DoesNotContain(Marks(text, Yara), m => m.EndsWith('!'));

    [Fact]
    public void A_date_that_is_not_the_birth_date_is_only_a_date() => Assert.Equal(["date:5-3-2012", "dossier:4-3-2012!"], Marks("niet 5-3-2012 maar 4-3-2012", Yara));

    [Theory]
    [InlineData("Gisteren belde Fatima weer.", "person:Fatima")]
    [InlineData("de zoon van J.P. de Graaf", "person:J.P. de Graaf")]
    [InlineData("Ze woont in Lunteren.", "place:Lunteren")]
    [InlineData("Adres: Dorpsstraat 12a", "address:Dorpsstraat 12a")]
    [InlineData("Hij zit op basisschool De Zonnewijzer.", "org:basisschool De Zonnewijzer")]
    [InlineData("Zie www.voorbeeld.test/fatima.", "url:www.voorbeeld.test/fatima")]
    [InlineData("op insta heet ze @sanneke_06", "handle:@sanneke_06")]
    [InlineData("de auto met kenteken 12-XKB-3", "plate:12-XKB-3")]
    [InlineData("zaaknummer 2023/004512", "casenr:2023/004512")]
    [InlineData("Het meisje (M.B.) zweeg.", "initials:M.B.")]
    [InlineData("geboren op 12 maart 2011", "dob:12 maart 2011")]
    public void What_tells_who_it_is_about_is_marked_without_a_dossier(string text, string mark) => Assert.Equal([mark], Marks(text));

    [Theory]
    [InlineData("Een roos in de tuin, dat maakt verschil.")]
    [InlineData("Sinds september gaat hij naar de basisschool in de buurt.")]
    [InlineData("Veilig Thuis en de huisarts weten ervan.")]
    [InlineData("Zij spreekt Turks en komt uit Syrië.")]
    public void An_ordinary_sentence_has_no_marks(string text) => Assert.Empty(Marks(text));

    [Theory]
    [InlineData("Siobhán O’Brien", "OBrien zei niets", "OBrien")]
    [InlineData("Siobhán O'Brien", "o'brien zei niets", "o'brien")]
    [InlineData("Søren Łukasz", "soren en LUKASZ", "soren|LUKASZ")]
    [InlineData("محمد الأمين", "الطفل محمد يلعب", "محمد")]
    [InlineData("Bo Li", "Bo Li ziet dat bo slaapt", "Bo Li")]
    [InlineData("Denis Os", "de nis en het os", "")]
    public void Names_of_every_spelling_are_found(string name, string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(f => $"dossier:{f}!"), Marks(text, Terms(name, new(2001, 1, 1))));

    [Theory]
    [InlineData("2e Dorpsstraat 5", "op de 2e Dorpsstraat", "2e Dorpsstraat")]
    [InlineData("Molenpad 3, Lutterveld", "in Lutterveld", "Lutterveld")]
    [InlineData("Molenpad", "Molenpad 8", "Molenpad 8")]
    [InlineData("3779 QX", "in 3779 QX", "3779 QX")]
    public void An_address_may_be_written_in_part(string address, string text, string expected) =>
        Assert.Equal([$"dossier:{expected}!"], Marks(text, Terms("Ab", new(2001, 1, 1), address: address)));

    [Theory]
    [InlineData("06-98765432 / 0342-654321")]
    [InlineData("0342 654321 (oma)")]
    [InlineData("+31 342 654321")]
    public void Every_number_of_the_telephone_field_counts(string field) =>
        Assert.Equal(["dossier:0342-654321!"], Marks("bel 0342-654321", Terms("Ab", new(2001, 1, 1), phone: field)));

    [Fact]
    public void An_empty_dossier_marks_nothing() => Assert.Empty(Marks("Een gewone zin, met - en . en '.", Terms("", new(2001, 1, 1))));

    [Fact]
    public void A_value_of_the_dossier_inside_something_larger_takes_it_along() => Assert.Equal(["dossier:yara@ander.test!"], Marks("yara@ander.test", Yara));

    [Fact]
    public void Where_two_overlap_the_longer_one_stays() => Assert.Equal(["iban:NL91 ABNA 0417 1643 00"], Marks("NL91 ABNA 0417 1643 00"));

    [Fact]
    public void Marks_carry_the_place_in_the_text_as_given()
    {
        var marks = Recogniser.Find("👩‍👧 שלום 123456782\0 e\u0301e\u0301n@voorbeeld.test", null);
        Assert.Equal(
            [new Mark(11, 20, "123456782", MarkKind.Bsn, true), new Mark(22, 42, "e\u0301e\u0301n@voorbeeld.test", MarkKind.Email, false)],
            marks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("\ud83d")]
    [InlineData("\ude00\ud83d@\ud83d.nl")]
    [InlineData("\uffff\ufffe")]
    public void Odd_texts_are_taken_as_they_are(string text) => Assert.Empty(Marks(text, Yara));

    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("a1")]
    [InlineData("1-")]
    [InlineData("06")]
    [InlineData("NL91")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("yar")]
    [InlineData("\u0301")]
    [InlineData("\0")]
    public void A_hundred_thousand_characters_without_a_space_are_read_to_the_end(string piece)
    {
        var filler = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        Assert.Equal("bsn:123456782!", Marks(filler + "\n\n\n\n123456782", Yara)[^1]);
    }

    [Fact]
    public void Marks_are_sorted_disjoint_and_equal_to_the_text()
    {
        string[] pieces =
            ["123456782", "12", "3", "0612345678", "06", "+31", "4", "maart", "2012", "04-03-2012", "Yara", "zwaluwe", "van", "3779", "QX", "NL91ABNA0417164300", "yara.zwaluw@voorbeeld.test", "@", " ", " ", "-",
                ".", "'", "\n", "/", "(", "é", "e\u0301", "😀", "\ud83d", "\ude00", "\0", "שלום", "\u200b", "s"];
        var texts = Gen.Elements(pieces).ArrayOf().Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts, text =>
        {
            var end = 0;
            foreach (var mark in Recogniser.Find(text, Yara))
            {
                Assert.True(mark.Start >= end && mark.End > mark.Start);
                Assert.Equal(text[mark.Start..mark.End], mark.Fragment);
                end = mark.End;
            }
        }));
    }

    [Theory]
    [InlineData("FATIMA EL IDRISSI BELDE OVER HAAR ZOON IN LUNTEREN", "person:FATIMA EL IDRISSI", "place:LUNTEREN")]
    [InlineData("gisteren belde fatima over haar zoon in lunteren", "person:fatima", "place:lunteren")]
    [InlineData("| Naam | Telefoon |\n|---|---|\n| Fatima | 06-12345678 |", "person:Fatima", "phone:06-12345678")]
    [InlineData("Naam\tPlaats\nFatima\tLunteren\n", "person:Fatima", "place:Lunteren")]
    [InlineData("[12:04] Fatima: ben je er?\n[12:05] Ik: ja 😀", "person:Fatima")]
    [InlineData("👩‍👧‍👦🏳️‍🌈 Fatima 👍🏽", "person:Fatima")]
    [InlineData("\u202eFatima\u202c belde", "person:Fatima")]
    [InlineData("Fa\u00adtima belde Fatima", "person:Fatima")]
    public void However_it_is_written_the_names_are_found(string text, params string[] expected)
    {
        var marks = Marks(text);
        Assert.All(expected, mark => Assert.Contains(mark, marks));
    }

    [Fact]
    public void Every_single_character_is_taken_alone_and_beside_others()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var sign = (char)c;
            foreach (var text in new[] { $"{sign}", $"Fatima{sign}1{sign} {sign}a{sign}" })
            {
                var end = 0;
                foreach (var mark in Recogniser.Find(text, Yara))
                {
                    Assert.True(mark.Start >= end && mark.End <= text.Length && mark.Fragment == text[mark.Start..mark.End], $"U+{c:X4}");
                    end = mark.End;
                }
            }
        }
    }

    [Fact]
    public void The_same_text_has_the_same_marks_whoever_reads_it_and_how_often()
    {
        var texts = LabelledText.Read(House.Repository.PathOf("tests/FoodValley.Triage.Tests/Thinks/Recognising/Texts/tune.jsonl"));
        var once = texts.Select(t => string.Join('|', Marks(t.Text, Yara))).ToList();
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(once, texts.AsEnumerable().Reverse().Select(t => string.Join('|', Marks(t.Text, Yara))).Reverse());
        }
        finally { System.Globalization.CultureInfo.CurrentCulture = culture; }
        Assert.Equal(once, texts.AsParallel().AsOrdered().Select(t => string.Join('|', Marks(t.Text, Yara))));
    }
}
