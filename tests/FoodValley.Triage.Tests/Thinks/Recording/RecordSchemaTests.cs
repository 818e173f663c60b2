using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.House;
using FoodValley.Triage.Tests.Thinks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>The published schema against files as the program really gives them.</summary>
public sealed class RecordSchemaTests
{
    private static readonly JsonSchema Schema = new(JsonNode.Parse(Repository.Read("docs/record.schema.json"))!.AsObject());

    [Fact]
    [Norm("HK-7d", "IU-ALG-6")]
    public async Task The_file_that_is_downloaded_fits_the_schema_and_carries_its_own_proof()
    {
        await using var app = new TriageApp();
        using var client = await app.SignedInAsync("sanne");
        foreach (var answers in new[]
        {
            Example.CrammedConsult, Example.Register, Example.Feedback, Example.CrammedFeedback with { Outcome = new(Outcome.DoNotShare, "omdat") { NotSharingReason = NotSharingReason.NotNecessary } }, Example.Network, Example.CrammedNetwork, Example.Endangered, Example.AtOnce, Example.Crammed with { Outcome = new(Outcome.DoNotShare, "omdat") { NotSharingReason = NotSharingReason.NoConsent } },
        })
        {
            var id = await SealAsync(app, answers, advice: answers.Way == Way.Consult);

            var file = JsonNode.Parse(await client.GetStringAsync($"/records/{id}/json"))!;

            Assert.Equal([], Schema.Problems(file));
            Assert.Equal(id.ToString(), (string?)file["record"]);
            Assert.Equal(answers.Way == Way.Consult ? 1 : 0, file["supplements"]!.AsArray().Count);
            foreach (var entry in file["supplements"]!.AsArray().Append(file["entry"]))
            {
                var leaf = CanonicalJson.Write(entry!["leaf"]);
                Assert.Equal((string?)entry["leafHash"], Convert.ToHexStringLower(MerkleTree.LeafHash(leaf)));
                foreach (var part in new[] { "facts", "content" })
                    Assert.Equal((string?)entry["leaf"]![part], Convert.ToHexStringLower(Commitment.Of(CanonicalJson.Write(entry[part]), Convert.FromHexString((string)entry[part + "Salt"]!))));
            }
        }
    }

    [Fact]
    [Norm("HK-7b", "IU-ALG-6")]
    public void Every_kind_of_record_fits_in_both_languages()
    {
        foreach (var english in new[] { false, true })
        foreach (var signing in new[] { Sealing.Signing(english), Sealing.Signing(english) with { Protocol = null }, Based.On(Sealing.Signing(english)) })
        foreach (var answers in Sealing.Every())
            Assert.Equal([], Schema.Problems(FileOf(Sealing.Entry(answers, signing), RecordContent.Advice(0, "advies", "talk", signing))));
    }

    [Fact]
    [Norm("HK-7d")]
    public void A_record_whose_content_was_destroyed_still_fits()
    {
        var file = Good();
        foreach (var gone in new[] { "facts", "factsSalt", "content", "contentSalt" }) file["entry"]![gone] = null;

        Assert.Equal([], Schema.Problems(file));
    }

    [Fact]
    public void A_record_without_one_of_its_fields_or_with_one_too_many_or_of_another_type_is_refused()
    {
        var (missing, extra, wrong) = (0, 0, 0);
        foreach (var path in Objects(Good(), []))
        {
            var file = Good();
            At(file, path)["unheard-of"] = 1;
            Assert.NotEmpty(Schema.Problems(file));
            extra++;
            foreach (var name in At(Good(), path).Select(p => p.Key).ToList())
            {
                file = Good();
                At(file, path)[name] = new JsonArray(new JsonArray());
                Assert.NotEmpty(Schema.Problems(file));
                wrong++;
                // An answer is there or not; dossier and client are not there at level 1, nor what it was based on; the facts follow the answers.
                var optional = path is ["entry", "content", "answers"] || (path is ["entry", "facts"] && name is "planAgreement" or "consent" or "clientPassesOn" or "recipientKind" or "momentFrom" or "momentTo" or "specialData" or "criminalData" or "secrecyWay" or "consentIncomplete" or "informed" or "talked")
                    || (path is ["entry", "content"] && name is "dossier" or "client" or "basedOn" or "colleagueAdvice" or "sharedWith") || (path is [.., "basedOn"] && name != "dossierLine") || (path is [.., "partners", _] && name == "partnerPurpose") || (path is [.., "findings", _] && name == "nearest");
                file = Good();
                At(file, path).Remove(name);
                Assert.True(optional == (Schema.Problems(file).Count == 0), $"{string.Join('.', path)} without {name}");
                missing++;
            }
        }
        Assert.True(extra > 50 && missing > 200 && wrong > 200, $"{extra} {missing} {wrong}");
    }

    [Theory]
    [InlineData("entry.content.outcome", "maybe")]
    [InlineData("entry.content.level", "5")]
    [InlineData("entry.content.answers.consent", "Given")]
    [InlineData("entry.content.answers.items", "name")]
    [InlineData("entry.content.answers.agreedOn", "20-5-2026")]
    [InlineData("entry.content.answers.secrecyKind", "oath")]
    [InlineData("entry.content.answers.secrecyWay", "gossip")]
    [InlineData("entry.content.answers.specialItems.0.specialGround", "curiosity")]
    [InlineData("entry.content.answers.recipientPartner", "7")]
    [InlineData("entry.content.colleagueAdvice.0.answeredAt", "1 juni")]
    [InlineData("entry.content.colleagueAdvice.0.role", "administrator")]
    [InlineData("entry.content.basedOn.plan", "3")]
    [InlineData("entry.facts.secrecyWay", "gossip")]
    [InlineData("entry.content.signedAt", "2026-06-01T09:30:15Z")]
    [InlineData("entry.content.language", "de")]
    [InlineData("entry.content.reason", "")]
    [InlineData("entry.content.kind", "supplement")]
    [InlineData("entry.facts.ground", "permission")]
    [InlineData("entry.leaf.facts", "00")]
    [InlineData("entry.leafHash", "zz")]
    [InlineData("record", "1")]
    public void A_value_that_does_not_exist_is_refused(string path, string value)
    {
        var file = Good();
        string[] names = path.Split('.');
        At(file, names[..^1])[names[^1]] = value;

        Assert.NotEmpty(Schema.Problems(file));
    }

    [Fact]
    public void The_reader_of_schemas_passes_over_no_keyword() =>
        Assert.Throws<NotSupportedException>(() => new JsonSchema(new JsonObject { ["maxContains"] = 1 }).Problems(1));

    private static JsonObject Good() => Whole.DeepClone().AsObject();

    private static readonly JsonObject Whole = FileOf(
        Sealing.Entry(Based.Answers with { Outcome = new(Outcome.DoNotShare, "omdat"), Necessary = new("n", false, "r") }, Based.On(Sealing.Signing())),
        RecordContent.Advice(0, "advies", "talk", Sealing.Signing()));

    /// <summary>The file as the program makes it, without a database; <see cref="The_file_that_is_downloaded_fits_the_schema_and_carries_its_own_proof"/> takes the real one.</summary>
    private static JsonObject FileOf(Entry decision, params Entry[] supplements) => new()
    {
        ["format"] = 1,
        ["record"] = "00010203-0405-4607-8809-0a0b0c0d0e0f",
        ["entry"] = Sealed(decision, 0),
        ["supplements"] = new JsonArray([.. supplements.Select((s, at) => (JsonNode)Sealed(s, at + 1))]),
    };

    private static JsonObject Sealed(Entry entry, long sequence)
    {
        byte[] salt = new byte[Commitment.SaltLength];
        var leaf = new Leaf(new(entry.Kind, "org-b", sequence, Sealing.Signing().Act.At, entry.EditionId, entry.ProtocolId, entry.Refers), Commitment.Of(entry.Facts, salt), Commitment.Of(entry.Content, salt)).ToBytes();
        return new()
        {
            ["leaf"] = JsonNode.Parse(leaf), ["leafHash"] = Convert.ToHexStringLower(MerkleTree.LeafHash(leaf)),
            ["facts"] = JsonNode.Parse(Encoding.UTF8.GetString(entry.Facts)), ["factsSalt"] = Convert.ToHexStringLower(salt),
            ["content"] = JsonNode.Parse(Encoding.UTF8.GetString(entry.Content)), ["contentSalt"] = Convert.ToHexStringLower(salt),
        };
    }

    private static async Task<Guid> SealAsync(TriageApp app, Answers answers, bool advice)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var of = scope.ServiceProvider;
        var person = (await of.GetRequiredService<People>().FindAsync("sanne"))!;
        var signing = Sealing.Signing() with { Act = new(person, Sealing.Signing().Act.At, "sitting") };
        var draft = await of.GetRequiredService<Drafts>().StartAsync(signing.Act, answers, Editions.CurrentId);
        var decision = Sealing.Decision(answers);
        var columns = new DecisionColumns(decision.Level, decision.Outcome, decision.Sector, decision.Ground, HeldUntil: answers.Outcome?.HoldUntil, MomentTo: answers.Moment?.LastDay)
        {
            Safety = answers.Safety is not null, CompleteBy = RecordContent.CompleteBy(decision, signing.Today),
        };
        var records = of.GetRequiredService<Records>();
        var done = Assert.IsType<Sealed>(await records.SealAsync(signing.Act, draft.Id, 1, RecordContent.Of(decision, signing), columns));
        if (advice) Assert.NotNull(await records.SupplementAsync(signing.Act, done.RecordId, RecordContent.Advice(done.Sequence, "Vraag het de ouders.", "talk", signing)));
        return done.RecordId;
    }

    private static JsonObject At(JsonNode file, IEnumerable<string> path) =>
        path.Aggregate(file, (node, name) => node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!).AsObject();

    private static IEnumerable<string[]> Objects(JsonNode? node, string[] path) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value, [.. path, p.Key])).Prepend(path),
        JsonArray a => a.SelectMany((v, at) => Objects(v, [.. path, at.ToString(System.Globalization.CultureInfo.InvariantCulture)])),
        _ => [],
    };
}
