using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FoodValley.Triage.Tests.Talks.Shell;

/// <summary>The keys of cookies and forms stand in the database, readable without a certificate only when none is asked for.</summary>
public sealed class KeysTests
{
    private static string Pem(string folder, string name)
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=" + name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var file = Path.Combine(folder, name + ".pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static List<string> Stored(TriageApp app)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(app.Folder, "triage.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Xml FROM protection_keys";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    [Fact]
    public async Task A_second_instance_on_the_same_database_knows_the_session_and_the_form()
    {
        await using var one = new TriageApp();
        await using var two = new Beside(one);
        var client = one.CreateClient();
        await TriageApp.SignInAsync(client, "sanne");
        var page = await client.GetAsync("/asking/start");
        var cookies = string.Join("; ", await CookiesAsync(one));
        var other = two.CreateClient();
        other.DefaultRequestHeaders.Add("Cookie", cookies);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await other.GetAsync("/asking/start")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        Assert.NotEmpty(Stored(one));
    }

    private static async Task<IEnumerable<string>> CookiesAsync(TriageApp app)
    {
        var client = app.CreateDefaultClient();
        using var first = await client.GetAsync("/demo/sign-in");
        var form = first.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("form=", StringComparison.Ordinal)).Split(';')[0];
        client.DefaultRequestHeaders.Add("Cookie", form);
        var page = await TriageApp.PageAsync(first);
        using var entered = await TriageApp.SubmitAsync(client, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!, ("person", "sanne"));
        return [form, .. entered.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])];
    }

    [Fact]
    public async Task With_a_certificate_the_keys_are_encrypted_and_an_old_one_still_reads_them()
    {
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        try
        {
            var (first, second) = (Pem(folder, "first"), Pem(folder, "second"));
            await using var one = new Certified(null, ("DataProtection:Certificate", first));
            var client = await one.SignedInAsync("sanne");
            Assert.Equal(System.Net.HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
            Assert.All(Stored(one), xml => { Assert.Contains("<EncryptedData", xml); Assert.DoesNotContain("<masterKey", xml); });
            // Another certificate alone reads nothing; with the first as an old one it goes on.
            await using var two = new Certified(one, ("DataProtection:Certificate", second), ("DataProtection:OldCertificates:0", first));
            Assert.Equal(System.Net.HttpStatusCode.OK, (await two.CreateClient().GetAsync("/demo/sign-in")).StatusCode);
            var said = await StartAsync(one.Folder, "--DataProtection:Certificate=" + second, "--Database:ConnectionString=Data Source=" + Path.Combine(one.Folder, "triage.db"));
            Assert.StartsWith("The keys in the database (table protection_keys) cannot be read: ", said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("no certificate")]
    [InlineData("no key")]
    public async Task A_certificate_that_cannot_be_used_is_one_sentence(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        try
        {
            var file = Path.Combine(folder, "keys.pem");
            if (kind == "no certificate") await File.WriteAllTextAsync(file, "words");
            if (kind == "no key") await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Pem(folder, "whole"))).Split("-----BEGIN PRIVATE")[0]);
            var said = await StartAsync(folder, "--DataProtection:Certificate=" + file, "--Database:ConnectionString=Data Source=" + Path.Combine(folder, "triage.db"));
            Assert.StartsWith($"The certificate for keys {file} cannot be used: ", said);
            Assert.False(File.Exists(Path.Combine(folder, "triage.db")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts the program, which must end with code 3 and, after what its log says, one sentence.</summary>
    private static async Task<string> StartAsync(string folder, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", .. settings])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var (output, said) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            // A program that does start is ended by the one below; its words then come to an end too.
            await process.WaitForExitAsync(patience.Token);
            var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var sentence = Assert.Single(lines, line => !line.StartsWith('['));
            Assert.DoesNotContain("   at ", await output + await said);
            Assert.Equal(3, process.ExitCode);
            return sentence;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private sealed class Beside(TriageApp other) : TriageApp("Development", ("Database:ConnectionString", "Data Source=" + Path.Combine(other.Folder, "triage.db")));

    private sealed class Certified(TriageApp? other, params (string, string?)[] settings)
        : TriageApp("Development", other is null ? settings : [.. settings, ("Database:ConnectionString", "Data Source=" + Path.Combine(other.Folder, "triage.db"))]);
}
