using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>verify</c>: recomputes every ledger from the bytes as stored, or an export package without any database.</summary>
public static class VerifyCommand
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new CodedJson() }, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A JSON line per ledger, <c>{organisation,size,root,ok,firstWrong:{leaf,kind,reason}}</c>. 0 when all are good, 1 when one is not,
    /// 3 when the database cannot be read, is not there, or belongs to a newer program. Changes nothing.
    /// </summary>
    public static Task<int> RunAsync(DatabaseSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(settings, new ConfigurationManager(), [], null, output, error, cancellationToken);

    /// <summary>
    /// The same, and each ledger must begin with what the checkpoints in these files saw. They must be signed with the key of <paramref name="keyFile"/>, else
    /// with the one of the settings, else – where all data are invented – with the development key. 3 also when there is no key or a file cannot be read.
    /// </summary>
    public static async Task<int> RunAsync(
        DatabaseSettings settings, IConfiguration configuration, IReadOnlyList<string> against, string? keyFile, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        try
        {
            await Database.RequireCurrentAsync(settings, cancellationToken);
            await using var db = Database.Open(settings);
            var key = against.Count == 0 ? null : keyFile is not null ? LedgerSigning.PublicOf(keyFile) : await PublicAsync(configuration, db, cancellationToken);
            if (ReadAll(against, key, out var wrong, error) is not { } checkpoints) return 3;
            var verdicts = await new Verification(db).RunAsync(checkpoints, cancellationToken);
            foreach (var v in wrong.Concat(verdicts)) await output.WriteLineAsync(Line(v));
            return wrong.Count == 0 && verdicts.All(v => v.Ok) ? 0 : 1;
        }
        catch (Exception e) when (Database.Reason(e, settings) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 3;
        }
    }

    /// <summary>
    /// An export package: the same line, with <c>key</c>, <c>developmentKey</c>, <c>trustedKey</c>, <c>decisions</c> and <c>selected</c> behind it. Needs no database.
    /// Without a key to trust it says on <paramref name="error"/> that the one in the package was believed.
    /// </summary>
    public static int Package(string file, IConfiguration configuration, IReadOnlyList<string> against, string? keyFile, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            using var own = keyFile is null ? LedgerSigning.OfOperator(configuration) : null;
            var trusted = keyFile is null ? own?.PublicKey : LedgerSigning.PublicOf(keyFile);
            using var stream = File.OpenRead(file);
            var verdict = PackageVerification.Of(stream, trusted);
            if (against.Count > 0 && verdict.Ledger.Ok)
            {
                // The key of the package signed the older checkpoint too, or another one is named.
                var key = trusted ?? KeyOf(stream);
                if (ReadAll(against, key, out var wrong, error) is not { } checkpoints) return 3;
                foreach (var v in wrong) output.WriteLine(Line(v));
                if (wrong.Count > 0) return 1;
                stream.Position = 0;
                verdict = PackageVerification.Of(stream, trusted, checkpoints);
            }
            var l = verdict.Ledger;
            output.WriteLine(JsonSerializer.Serialize(
                new { l.Organisation, l.Size, l.Root, l.Ok, l.FirstWrong, Key = verdict.KeyId, DevelopmentKey = verdict.Development, TrustedKey = verdict.Trusted, verdict.Decisions, verdict.Selected }, Json));
            if (l.Ok && verdict.Development) error.WriteLine("Signed with the development key, which everybody can make: this proves nothing about real data.");
            else if (l.Ok && trusted is null) error.WriteLine($"The key in the package was believed. Compare its SHA-256 with the organisation's, or name a key with --key: {verdict.KeyId}");
            return l.Ok ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CannotRunException)
        {
            error.WriteLine(e.Message);
            return 3;
        }
    }

    private static byte[]? KeyOf(Stream stream)
    {
        stream.Position = 0;
        return PackageVerification.KeyOf(stream);
    }

    private static async Task<byte[]> PublicAsync(IConfiguration configuration, TriageDb db, CancellationToken cancellationToken)
    {
        using var key = await LedgerSigning.KeyAsync(configuration, db, cancellationToken);
        return key.PublicKey;
    }

    // Null when a file cannot be read; a checkpoint that is none, or signed with another key, is a verdict.
    private static List<Checkpoint>? ReadAll(IReadOnlyList<string> files, byte[]? key, out List<LedgerVerdict> wrong, TextWriter error)
    {
        var checkpoints = new List<Checkpoint>();
        wrong = [];
        foreach (var file in files)
        {
            try
            {
                var note = Checkpoint.Parse(File.ReadAllBytes(file));
                if (key is not null && note.IsSignedBy(key)) checkpoints.Add(note.Checkpoint);
                else wrong.Add(Verdict(note.Checkpoint, "The checkpoint is not signed with the expected key."));
            }
            catch (FormatException e)
            {
                wrong.Add(Verdict(null, e.Message));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"The checkpoint {file} cannot be read: {e.Message}");
                return null;
            }
        }
        return checkpoints;

        static LedgerVerdict Verdict(Checkpoint? said, string reason) =>
            new(said?.Organisation ?? "", said?.Size ?? 0, said is null ? "" : Convert.ToHexStringLower(said.Root), new FirstWrong(null, Flaw.Checkpoint, reason));
    }

    internal static string Line(LedgerVerdict v) => JsonSerializer.Serialize(new { v.Organisation, v.Size, v.Root, v.Ok, v.FirstWrong }, Json);
}
