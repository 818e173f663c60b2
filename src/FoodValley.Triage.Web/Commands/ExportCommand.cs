using System.Globalization;
using System.Text.Json;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Setup;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>export</c>: the filtered decisions of an organisation as a file, for scheduled use. Acts as <c>operator</c>; the ledger says that it was done.</summary>
public static class ExportCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new CodedJson() } };

    /// <summary>
    /// Writes the file and a JSON line <c>{organisation,format,rows,size,sha256}</c>. 0 when it is there; 1 when the ledger does not hold and there is no
    /// file; 2 for an organisation that does not exist; 3 when database, key or file cannot be used.
    /// </summary>
    public static async Task<int> RunAsync(
        DatabaseSettings settings, IConfiguration configuration, string organisation, ExportOrder order, string file, TextWriter output, TextWriter error,
        TimeProvider clock, CancellationToken cancellationToken = default)
    {
        try
        {
            await Database.RequireCurrentAsync(settings, cancellationToken);
            await using var db = Database.Open(settings);
            if (await new Organisations(db).FindAsync(organisation, cancellationToken) is not { } owner)
            {
                await error.WriteLineAsync($"There is no organisation {organisation}.");
                return 2;
            }
            using var key = order.Format == ExportFormat.Package ? await LedgerSigning.KeyAsync(configuration, db, cancellationToken) : null;
            var act = new Act(new Person("operator", "operator", Role.Administrator, owner.Id, owner.Name, owner.Sector, "operator", "operator"), clock.GetUtcNow().UtcDateTime, "");
            Exported? exported;
            try
            {
                exported = await new Exports(db, Chance.Secure).WriteAsync(act, order, file, key, cancellationToken: cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"The file {file} cannot be written: {e.Message}");
                return 3;
            }
            if (exported is null)
            {
                await error.WriteLineAsync("The ledger does not hold, so nothing was exported: `verify` says what is wrong.");
                return 1;
            }
            await output.WriteLineAsync(JsonSerializer.Serialize(new { organisation, exported.Format, exported.Rows, exported.Size, exported.Sha256 }, Json));
            if (order.Format != ExportFormat.Package) await error.WriteLineAsync("This file carries no proof; --format package does.");
            return 0;
        }
        catch (Exception e) when (Database.Reason(e, settings) is { } why)
        {
            await error.WriteLineAsync(why);
            return 3;
        }
    }

    /// <summary>The filter of these options, or null with a sentence in <paramref name="wrong"/>. Days are those of the Netherlands; the last one counts too.</summary>
    public static ExportFilter? Filter(
        string? from, string? to, IReadOnlyList<string> levels, IReadOnlyList<string> outcomes, IReadOnlyList<string> grounds, IReadOnlyList<string> sectors, IReadOnlyList<string> teams,
        IReadOnlyList<string> reviews, bool? safety, bool? deviation, out string wrong)
    {
        wrong = "";
        DateOnly? first = Day(from), last = Day(to);
        if ((from is not null && first is null) || (to is not null && last is null)) wrong = "A day is written as 2026-11-24.";
        else if (first > last) wrong = "The last day comes before the first.";
        else if (Codes<Level>(levels) is not { } l) wrong = "A level is 1, 2a, 2b, 3 or 4.";
        else if (Codes<Outcome>(outcomes) is not { } o) wrong = $"An outcome is one of {string.Join(' ', Coded.All<Outcome>().Select(c => c.Code()))}.";
        else if (Codes<LegalGround>(grounds) is not { } g) wrong = $"A ground is one of {string.Join(' ', Coded.All<LegalGround>().Select(c => c.Code()))}.";
        else if (Codes<Sector>(sectors) is not { } s) wrong = "A sector is government or non-government.";
        else if (Codes<ReviewState>(reviews) is not { } r) wrong = $"A review is one of {string.Join(' ', Coded.All<ReviewState>().Select(c => c.Code()))}.";
        else return Period(first, last) with { Levels = l, Outcomes = o, Grounds = g, Sectors = s, Teams = teams, Reviews = r, Safety = safety, Deviation = deviation };
        return null;
    }

    /// <summary>From the beginning of the first day to the end of the last, in the Netherlands; null has no bound.</summary>
    public static ExportFilter Period(DateOnly? first, DateOnly? last) => new(Begin(first), Begin(last?.AddDays(1)));

    private static DateTime? Begin(DateOnly? day) => day is { } d ? TimeZoneInfo.ConvertTimeToUtc(d.ToDateTime(TimeOnly.MinValue), Desk.Amsterdam) : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    private static List<T>? Codes<T>(IReadOnlyList<string> codes) where T : struct, Enum
    {
        var known = codes.Select(c => Coded.Parse<T>(c)).ToList();
        return known.Contains(null) ? null : [.. known.Select(k => k!.Value)];
    }
}
