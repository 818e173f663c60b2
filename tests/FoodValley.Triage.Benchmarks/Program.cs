using System.Globalization;
using FoodValley.Triage.Benchmarks;
using FoodValley.Triage.Reporting;

// The goals of docs/speed.md, as ratios of two things measured in the same run.
if (args is ["--empty-page", var address])
{
    await EmptyPage.ServeAsync(address);
    return 0;
}

string? Given(string name) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;

var only = Array.IndexOf(args, "--goal") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : (int?)null;
var rounds = Array.IndexOf(args, "--rounds") is >= 0 and var from && from + 1 < args.Length ? int.Parse(args[from + 1], CultureInfo.InvariantCulture) : 5;

var results = new List<Result>();
if (only is null or 1 or 2 or 3 or 4)
{
    await using var bench = await Bench.StartAsync(rounds);
    if (only is null or 4) results.AddRange(await FormPages.MeasureAsync(bench));
    if (only is null or 1) results.AddRange(await Answering.MeasureAsync(bench));
    if (only is null or 2) results.AddRange(await Signing.MeasureAsync(bench));
    if (only is null or 3) results.AddRange(await SigningAtOnce.MeasureAsync(bench));
}
if (only is null or 5 or 6 or 7 or 8)
{
    await using var stores = await Stores.OpenAsync(Given("--large"), Given("--small"), int.Parse(Given("--decisions") ?? "100000", CultureInfo.InvariantCulture), walk: only is null or 5);
    if (only is null or 5) results.AddRange(await LargePages.MeasureAsync(stores, rounds));
    if (only is null or 6) results.AddRange(await ExportingRows.ExportsAsync(stores, rounds, [ExportFormat.Csv, ExportFormat.JsonLines, ExportFormat.Package], 6));
    if (only is null or 7) results.AddRange(await ExportingRows.ExportsAsync(stores, rounds, [ExportFormat.Xlsx], 7));
    if (only is null or 8) results.AddRange(await ExportingRows.VerificationAsync(stores, rounds));
}
if (only is null or 10) results.AddRange(RecognisingTexts.Measure(rounds));
if (only is null or 11) results.AddRange(PlanningMeetings.Measure(rounds));
if (only is null or 9) results.AddRange(await FirstPage.MeasureAsync(rounds));

Console.WriteLine();
Console.WriteLine("| Goal | What | Ratio | Limit | Met | Witness |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var result in results.OrderBy(r => r.Goal)) Console.WriteLine(result.Line);
return 0;
