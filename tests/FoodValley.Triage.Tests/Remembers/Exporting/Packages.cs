using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.House;

namespace FoodValley.Triage.Tests.Remembers.Exporting;

/// <summary>A small ledger, packages of it, and the second verifier.</summary>
internal static class Packages
{
    /// <summary>Decision, decision, advice, decision – a minute apart, from noon on.</summary>
    public static async Task<TestStore> StoreAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var first = await Given.SealedAsync(store, act, Given.Columns with { HeldUntil = new DateOnly(2026, 7, 1) });
        await Given.SealedAsync(store, await Given.ActAsync(store, "joris", 1), Given.Columns with { Level = Level.Register, Outcome = Outcome.DoNotShare, Ground = LegalGround.None });
        await using (var db = store.Open()) await new Records(db, Chance.Secure).SupplementAsync(act with { At = act.At.AddMinutes(2) }, first.RecordId, Given.Advice());
        await Given.SealedAsync(store, await Given.ActAsync(store, "sanne", 3));
        return store;
    }

    public static Task<Exported?> WriteAsync(TestStore store, ExportFilter filter, ExportFormat format, string file, LedgerKey? key = null, string person = "fatima") =>
        WriteAsync(store, new ExportOrder(filter, format, "Jaarverslag"), file, key, person);

    /// <summary>With batches of one row, so that a small ledger passes in steps.</summary>
    public static async Task<Exported?> WriteAsync(
        TestStore store, ExportOrder order, string file, LedgerKey? key = null, string person = "fatima", Action<ExportProgress>? progress = null, long? largest = null, CancellationToken stop = default)
    {
        using var development = LedgerKey.Development();
        var act = await Given.ActAsync(store, person, 60);
        await using var db = store.Open();
        var exports = largest is { } most ? new Exports(db, Chance.Secure) { BatchSize = 1, LargestPackage = most } : new Exports(db, Chance.Secure) { BatchSize = 1 };
        return await exports.WriteAsync(act, order, file, order.Format == ExportFormat.Package ? key ?? development : null, progress, stop);
    }

    public static async Task<byte[]> PackageAsync(TestStore store, ExportFilter? filter = null, LedgerKey? key = null)
    {
        var file = Path.Combine(store.Folder!, "package.zip");
        Assert.NotNull(await WriteAsync(store, filter ?? new(), ExportFormat.Package, file, key));
        return await File.ReadAllBytesAsync(file);
    }

    public static PackageVerdict Verdict(byte[] package, byte[]? trusted = null, params IReadOnlyList<Checkpoint> against) =>
        PackageVerification.Of(new MemoryStream(package, writable: false), trusted, against);

    /// <summary>The files in a package; null where it is none.</summary>
    public static Dictionary<string, byte[]>? Files(byte[] package)
    {
        try
        {
            var file = new PackageFile(new MemoryStream(package, writable: false));
            return PackageFile.Names.ToDictionary(n => n, n => file.Read(n, 1 << 20));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What somebody who holds the key could make: files changed, counted, hashed and signed anew.</summary>
    public static byte[] Forged(byte[] package, Action<Dictionary<string, byte[]>> change, Action<JsonObject>? inManifest = null, LedgerKey? key = null)
    {
        using var development = LedgerKey.Development();
        key ??= development;
        var files = Files(package)!;
        change(files);
        var manifest = JsonNode.Parse(files[PackageFile.Manifest])!.AsObject();
        manifest.Remove("signature");
        foreach (var name in PackageManifest.Hashed) manifest["files"]![name] = Convert.ToHexStringLower(SHA256.HashData(files[name]));
        manifest["key"]!["public"] = Convert.ToBase64String(key.PublicKey);
        manifest["key"]!["development"] = key.IsDevelopment;
        inManifest?.Invoke(manifest);
        manifest["signature"] = Convert.ToBase64String(key.Sign(CanonicalJson.Write(manifest)));
        files[PackageFile.Manifest] = CanonicalJson.Write(manifest);
        return Zip(files);
    }

    public static byte[] Zip(Dictionary<string, byte[]> files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in PackageFile.Names)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.ExternalAttributes = 0;
                using var part = entry.Open();
                part.Write(files[name]);
            }
        return bytes.ToArray();
    }

    public static string[] Lines(Dictionary<string, byte[]> files, string name) => Encoding.UTF8.GetString(files[name]).Split('\n')[..^1];

    public static void SetLines(Dictionary<string, byte[]> files, string name, IEnumerable<string> lines) => files[name] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    /// <summary>(ok, leaf, kind) of each package by the verifier in Node, which shares no line with ours.</summary>
    public static async Task<List<(bool Ok, long? Leaf, string? Kind)>> SecondAsync(IEnumerable<byte[]> packages)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tests/verifier/verify.mjs"), "--stream"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var writing = Task.Run(async () =>
        {
            foreach (var package in packages) await node.StandardInput.WriteLineAsync(Convert.ToBase64String(package));
            node.StandardInput.Close();
        });
        var verdicts = new List<(bool, long?, string?)>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var wrong = json.RootElement.GetProperty("firstWrong");
            verdicts.Add(wrong.ValueKind == JsonValueKind.Null ? (true, null, null) : (false, wrong.GetProperty("leaf").ValueKind == JsonValueKind.Null ? null : wrong.GetProperty("leaf").GetInt64(), wrong.GetProperty("kind").GetString()));
        }
        await writing;
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return verdicts;
    }

    /// <summary>As an operator makes one.</summary>
    public static LedgerKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return LedgerKey.FromPem(key.ExportPkcs8PrivateKeyPem());
    }

    public static (bool Ok, long? Leaf, string? Kind) Short(PackageVerdict verdict) => (verdict.Ledger.Ok, verdict.Ledger.FirstWrong?.Leaf, verdict.Ledger.FirstWrong?.Kind.Code());
}
