using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>verify</c>: recomputes every ledger from the bytes as stored.</summary>
public static class VerifyCommand
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new CodedJson() }, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A JSON line per ledger, <c>{organisation,size,root,ok,firstWrong:{leaf,kind,reason}}</c>. 0 when all are good, 1 when one is not,
    /// 3 when the database cannot be read, is not there, or belongs to a newer program. Changes nothing.
    /// </summary>
    public static async Task<int> RunAsync(DatabaseSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        try
        {
            await Database.RequireCurrentAsync(settings, cancellationToken);
            await using var db = Database.Open(settings);
            var verdicts = await new Verification(db).RunAsync(cancellationToken: cancellationToken);
            foreach (var v in verdicts)
                await output.WriteLineAsync(JsonSerializer.Serialize(new { v.Organisation, v.Size, v.Root, v.Ok, v.FirstWrong }, Json));
            return verdicts.All(v => v.Ok) ? 0 : 1;
        }
        catch (Exception e) when (Database.Reason(e, settings) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 3;
        }
    }
}
