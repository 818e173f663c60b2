using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.House;
using FoodValley.Triage.Tests.Thinks.Asking;
using FoodValley.Triage.Tests.Thinks.Recording;

namespace FoodValley.Triage.Tests.Thinks.Exchanging;

public sealed class ExchangeTests
{
    [Fact]
    [Norm("HK-7c", "HK-3e")]
    public void The_decision_says_what_may_go_to_whom_and_until_when()
    {
        var agreed = Agreed.Of(Example.Register with { Items = Example.Crammed.Items, Explained = Example.Crammed.Explained });
        Assert.Equal(["name", "phone", "email", "purpose", "extra: " + Example.Word("extra")], agreed.Items);
        var recipient = Assert.Single(agreed.Recipients);
        Assert.Equal((Example.Word("recipientName"), Example.Word("recipientOrganisation"), null as Guid?), (recipient.Name, recipient.Organisation, recipient.Partner));
        Assert.Equal(agreed.Items, recipient.Items);
        Assert.Equal((new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 15), Example.Word("purpose"), false, true), (agreed.From!.Value, agreed.Until!.Value, agreed.Purpose, agreed.RecordedAfterwards, agreed.CanBeExchanged));
    }

    [Fact]
    [Norm("IU-KOP-2", "HK-8c", "IU-2-VOOR-1b")]
    public void Only_a_decision_that_lets_something_go_can_be_exchanged_on()
    {
        foreach (var answers in Sealing.Every())
        {
            var agreed = Agreed.Of(answers);
            Assert.Equal(answers.Way != Way.Consult && agreed.Outcome is Outcome.Share or Outcome.SharePartly or Outcome.OutsideFramework && agreed.Level != Level.Consult, agreed.CanBeExchanged);
            Assert.Equal(agreed.Outcome == Outcome.ClientPassesOn, agreed.ClientTakesLetter);
            if (agreed.Outcome == Outcome.OutsideFramework) Assert.Equal((0, 0, null as DateOnly?), (agreed.Items.Count, agreed.Recipients.Count, agreed.Until));
        }
    }

    [Fact]
    [Norm("IU-4-VOOR-2", "IU-4-INF-GRENS", "IU-3-INF-1", "HK-7c")]
    public void Each_participant_has_a_list_of_their_own_and_more_than_that_is_a_difference()
    {
        var agreed = Agreed.Of(Example.Network);
        var topic = "extra: " + Example.Word("topic");
        Assert.Equal([["dat"], ["dat", topic]], agreed.Recipients.Select(r => r.Items));
        Assert.Equal([DatPart.Known, DatPart.InCare], agreed.Dat(agreed.Recipients[1]));

        Exchange To(int seat, params string[] items) => Agreed.Sent(null, items) with { RecipientName = agreed.Recipients[seat].Name, RecipientOrganisation = agreed.Recipients[seat].Organisation };

        Assert.Empty(To(0, "dat").Differences(agreed, []));
        Assert.Empty(To(1, "dat", topic).Differences(agreed, []));
        Assert.Equal([ExchangeDifference.More], To(0, "dat", topic).Differences(agreed, []));
        Assert.Equal([ExchangeDifference.Less], To(1, "dat").Differences(agreed, []));
        Assert.Empty(To(1, "dat").Differences(agreed, [topic]));

        var answer = Agreed.Of(Example.Feedback);
        Assert.Equal((Example.Word("feedbackAnswer"), Example.Word("feedbackUse")), (answer.Answer, answer.Purpose));
        Assert.Equal(["answer"], Assert.Single(answer.Recipients).Items);
        Assert.Equal("begeleiding; 8 uur; mei", Agreed.Of(Example.Feedback with { Funding = new(true, false, null), FeedbackAnswer = new(null, "begeleiding", "8 uur", "mei") }).Answer);
        // What was shared before it was recorded says so itself (ambiguity 19).
        Assert.True(Agreed.Of(Example.Endangered with { Safety = new(SafetyTiming.AlreadyShared), Moment = new(Example.Today, null) { SharedAt = new(8, 0), AfterwardsReason = "haast" } }).RecordedAfterwards);
    }

    public static TheoryData<string, string, string> Differences => new()
    {
        { "name phone email purpose", "", "" }, { "name", "", "less" }, { "name", "phone email purpose", "" }, { "name phone email purpose", "+", "more" }, { "name", "phone +", "more,less" },
        { "name phone email purpose", "@", "recipient" }, { "name phone email purpose", "!", "moment" }, { "name", "+ @ !", "more,less,recipient,moment" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    [Norm("HK-7c")]
    public void Every_difference_is_named(string items, string more, string expected)
    {
        var agreed = Agreed.Of(Example.Register);
        var marks = more.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sent = Agreed.Sent(null, items.Split(' '));
        if (marks.Contains("+")) sent = sent with { SentExtras = [new("verslag", "want")] };
        if (marks.Contains("@")) sent = sent with { RecipientOrganisation = "Ander" };
        if (marks.Contains("!")) sent = sent with { SentOn = new DateOnly(2026, 5, 31) };
        Assert.Equal(expected, string.Join(',', sent.Differences(agreed, [.. marks.Where(m => m.Length > 1)]).Select(d => d.Code())));
    }

    [Fact]
    [Norm("HK-7c")]
    public void Where_the_decision_lists_nothing_there_is_nothing_to_differ_from() => Assert.Empty(
        (Agreed.Sent() with { SentItems = [], SentExtras = [new("wat ik zag", "melding")], RecipientOrganisation = "Veilig Thuis" })
        .Differences(Agreed.Of(Example.Register with { Outcome = new(Outcome.OutsideFramework, "plicht") { OutsideRoute = OutsideRoute.SafeHome, AdviceFrom = "a" } }), []));

    public static TheoryData<string, string, string, string> Moments => new()
    {
        // sent, now, replaced, refusals; sealed at 09:30:15.25, which people write as 09:30
        { "2026-06-01T09:30", "2026-06-01T10:00", "", "" }, { "2026-06-01T09:29", "2026-06-01T10:00", "", "before-decision" }, { "2026-05-31T12:00", "2026-06-01T10:00", "", "before-decision" },
        { "2026-06-01T10:00", "2026-06-01T10:00", "", "" }, { "2026-06-01T10:01", "2026-06-01T10:00", "", "future" }, { "2026-06-15T21:59", "2026-06-20T10:00", "", "" },
        { "2026-06-15T22:00", "2026-06-20T10:00", "", "moment-passed" }, { "2026-06-02T10:00", "2026-06-03T10:00", "2026-06-02T10:00", "replaced" }, { "2026-06-02T09:59", "2026-06-03T10:00", "2026-06-02T10:00", "" },
        { "2026-07-02T10:00", "2026-07-01T10:00", "2026-06-02T10:00", "future,moment-passed,replaced" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    [Norm("IU-KOP-2", "HK-3e", "HK-7c", "IU-ALG-6")]
    public void A_time_fits_the_decision_or_is_refused(string sent, string now, string replaced, string expected)
    {
        // In June the Netherlands are two hours ahead.
        var at = Utc(sent);
        var around = Agreed.Around(Agreed.Of(Example.Register), now: Utc(now), replaced: replaced.Length == 0 ? null : Utc(replaced), today: DateOnly.FromDateTime(Utc(now).AddHours(2)));
        Assert.Equal(expected, string.Join(',', around.Refusals(Agreed.Sent(at) with { SentOn = DateOnly.FromDateTime(at.AddHours(2)) }).Select(r => r.Code())));

        static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
    }

    [Fact]
    [Norm("IU-KOP-2")]
    public void Before_the_signature_is_possible_only_where_the_decision_itself_says_that_it_was_recorded_afterwards()
    {
        var content = Sealing.Content(Sealing.Entry(Example.Register));
        foreach (var (flag, allowed) in new (JsonNode?, bool)[] { (true, true), (false, false), ("true", false), (1, false), (null, false) })
        {
            content["recordedAfterwards"] = flag?.DeepClone();
            Assert.Equal(allowed, Agreed.Around(AgreedSharing.Of(CanonicalJson.Write(content))).Refusals(Agreed.Sent(Agreed.Sealed.AddHours(-1))).Count == 0);
        }
    }

    private static readonly ConsentAnswered Yes = new(
        Agreed.School, "School", null, ["name", "phone", "email", "purpose"], "doel", null, true, new DateOnly(2026, 5, 20), HowSaid.Orally, new DateOnly(2026, 9, 1));

    private static readonly RepresentativeNoted Mother = new(new("30000000-0000-4000-8000-000000000001"), "Moeder", RepresentativeRole.ParentWithCustody, "", "", "", [], null);
    private static readonly RepresentativeNoted Father = Mother with { Id = new("30000000-0000-4000-8000-000000000002"), Name = "Vader" };

    private static CaseFile File(params Written[] lines) => new(Example.Dossier, [.. lines.Select((l, at) => new DossierLine(at + 1, Agreed.Sealed, "sanne", "Sanne", l))]);

    [Fact]
    [Norm("HK-5c")]
    public void A_consent_that_is_gone_lets_nothing_go_and_one_that_stands_does()
    {
        Written[] given = [Mother, Yes, Yes with { Giver = Mother.Id }]; // lines 1 to 3
        bool May(Written[] lines, string[]? items = null, AgreedSharing? agreed = null, string today = "2026-06-01") => !Agreed.Around(agreed ?? Agreed.OnConsent(Agreed.School), File(lines),
            today: DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Refusals(Agreed.Sent(null, items ?? [])).Contains(ExchangeRefusal.ConsentGone);

        Assert.True(May(given));
        Assert.False(May([]));
        Assert.False(May([.. given, new ConsentWithdrawn(2, Yes.On, HowSaid.Orally)]));
        Assert.False(May([.. given, new ConsentWithdrawn(3, Yes.On, HowSaid.Orally)]));
        Assert.False(May([.. given, new ConsentVoided(2, "niet vrij")]));
        Assert.False(May(given, today: "2026-09-02"));
        Assert.False(May([.. given, Yes with { Given = false, Until = null }]));
        // Another partner's consent is no consent here; what was taken back for one item stops that item only.
        Assert.False(May(given, agreed: Agreed.OnConsent(new Guid("10000000-0000-4000-8000-000000000009"))));
        Written[] noPhone = [.. given, Yes with { Data = ["phone"], Given = false, Until = null }];
        Assert.False(May(noPhone));
        Assert.True(May(noPhone, ["name"]));
        // Something beyond the list needs no less than the list.
        Assert.False(May(noPhone, ["extra: verslag"]));
        // A parent who is not waited for was weighed when it was signed.
        Written[] oneParent = [Mother, Father, Yes, Yes with { Giver = Mother.Id }];
        Assert.False(May(oneParent));
        Assert.True(May(oneParent, agreed: Agreed.OnConsent(Agreed.School, "vader is onbereikbaar")));
        // A recipient that stands in no address book: what was sealed counts, with its last day.
        Assert.True(May([], agreed: Agreed.OnConsent(null)));
        Assert.False(May([], agreed: Agreed.OnConsent(null), today: "2026-09-02"));
        // Any other ground does not rest on it.
        Assert.True(May([], agreed: Agreed.Of(Example.Register)));
    }

    [Fact]
    [Norm("HK-3e", "HK-5c")]
    public void What_is_in_the_way_is_known_before_anybody_fills_in_a_form()
    {
        var agreed = Agreed.OnConsent(Agreed.School);
        Assert.Equal([ExchangeRefusal.MomentPassed, ExchangeRefusal.Replaced, ExchangeRefusal.ConsentGone], Agreed.Around(agreed, File(), replaced: Agreed.Sealed, today: new DateOnly(2026, 6, 16)).Ahead);
        Assert.Empty(Agreed.Around(agreed, File(Mother, Yes, Yes with { Giver = Mother.Id }), today: new DateOnly(2026, 6, 15)).Ahead);
    }

    [Fact]
    [Norm("HK-7b", "IU-ALG-6")]
    public void Answers_come_back_from_the_record_as_they_were_signed()
    {
        foreach (var answers in Sealing.Every().Append(Example.CrammedConsult).Append(Based.Answers))
        {
            var back = SealedAnswers.Of(Sealing.Entry(answers).Content);
            foreach (var question in Interview.Path(answers).Where(q => q != Question.Client)) Assert.Equal(answers.ToJson(question), back.ToJson(question));
            Assert.Equal(answers.Way, back.Way);
            Assert.Null(back.Dossier);
        }
        foreach (var odd in new[] { "{}", "[]", "{\"answers\":{}}", "{\"answers\":[],\"level\":\"2b\"}" })
            Assert.ThrowsAny<JsonException>(() => SealedAnswers.Of(System.Text.Encoding.UTF8.GetBytes(odd)));
    }

    private static IEnumerable<Entry> Entries(bool english)
    {
        var signing = Sealing.Signing(english);
        var decision = new AddedTo(4, Level.Register, Outcome.Share, Sector.Government, LegalGround.StatutoryTask);
        var sent = Agreed.Sent() with { SentItems = ["name", "extra: " + Example.Word("extra")], SentBy = Example.Word("sentBy") };
        yield return ExchangeContent.Of(sent, [], [], decision, signing);
        yield return ExchangeContent.Of(sent with { SentExtras = [new(Example.Word("more"), Example.Word("why"))], DifferenceReason = Example.Word("reason") }, [.. Coded.All<ExchangeDifference>()], ["phone"], decision, signing);
        foreach (var said in Coded.All<RecipientSaid>()) yield return ExchangeContent.Of(new ExchangeAnswer(5, said, Example.Today, said == RecipientSaid.Done ? Example.Word("remark") : null), decision, signing);
        foreach (var kind in Coded.All<AdditionKind>()) yield return ExchangeContent.Of(new LateAddition(kind, Example.Word("addition"), Example.Word("from"), Example.Today), decision, signing);
        foreach (var kind in Coded.All<IncidentKind>()) yield return ExchangeContent.Of(new Incident(kind == IncidentKind.Lost ? null : 5, kind, Example.Word("what"), Agreed.Sealed, Example.Today), decision, signing);
        foreach (var yes in new[] { true, false }) yield return ExchangeContent.Of(new IncidentHandling(6, yes, Example.Word("regulator"), !yes, Example.Word("client")), 3, decision, signing);
    }

    [Fact]
    [Norm("HK-7c", "HK-7b", "IU-ALG-6")]
    public void Facts_name_nobody_content_says_everything_and_the_first_leaf_it_refers_to_is_the_decision()
    {
        foreach (var entry in Entries(false).Concat(Entries(true)))
        {
            Assert.Equal(4, entry.Refers[0]);
            Assert.DoesNotContain(Example.Canary, System.Text.Encoding.UTF8.GetString(entry.Facts), StringComparison.Ordinal);
            Assert.DoesNotContain("Sanne", System.Text.Encoding.UTF8.GetString(entry.Facts), StringComparison.Ordinal);
            var content = Agreed.Json(entry.Content);
            var shown = content["shown"]!.ToJsonString();
            foreach (var typed in System.Text.RegularExpressions.Regex.Matches(content["answers"]!.ToJsonString(), Example.Canary + "[A-Za-z]+").Select(m => m.Value)) Assert.Contains(typed, shown, StringComparison.Ordinal);
            Assert.Equal((entry.Kind.Code(), 4L), ((string?)content["kind"], content["decision"]!.GetValue<long>()));
        }
        // 72 hours, to the minute.
        Assert.Equal(new DateTime(2026, 6, 4, 9, 30, 15, 250, DateTimeKind.Utc), Incident.Deadline(Agreed.Sealed));
    }

    [Fact]
    [Norm("HK-7c", "HK-7d")]
    public void Every_kind_of_entry_fits_the_published_schema_and_nothing_less_does()
    {
        var root = JsonNode.Parse(Repository.Read("docs/record.schema.json"))!.AsObject();
        foreach (var entry in Entries(false).Concat(Entries(true)))
        {
            var name = string.Concat(entry.Kind.Code().Split('-').Select((part, at) => at == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
            var schema = new JsonSchema(new JsonObject { ["$ref"] = "#/$defs/" + name, ["$defs"] = root["$defs"]!.DeepClone() });
            var (facts, content) = (Agreed.Json(entry.Facts), Agreed.Json(entry.Content));
            JsonObject Whole() => new()
            {
                ["leaf"] = JsonNode.Parse(new Leaf(new(entry.Kind, "org", 7, Agreed.Sealed, "e", "", entry.Refers), new byte[32], new byte[32]).ToBytes()),
                ["leafHash"] = new string('0', 64), ["facts"] = facts.DeepClone(), ["factsSalt"] = new string('0', 64), ["content"] = content.DeepClone(), ["contentSalt"] = new string('0', 64),
            };
            Assert.Equal([], schema.Problems(Whole()));
            foreach (var part in new[] { "facts", "content" })
                foreach (var member in Whole()[part]!.AsObject().Select(p => p.Key).Where(k => !(part == "facts" && k == "exchange" && entry.Kind == EntryKind.Incident)))
                {
                    var less = Whole();
                    less[part]!.AsObject().Remove(member);
                    Assert.NotEmpty(schema.Problems(less));
                }
            var more = Whole();
            more["facts"]!["name"] = "Quirijn";
            Assert.NotEmpty(schema.Problems(more));
        }
    }
}
