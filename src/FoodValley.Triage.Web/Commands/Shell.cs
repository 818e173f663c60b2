using System.CommandLine;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;

namespace FoodValley.Triage.Web.Commands;

/// <summary>
/// The same program from the shell. Results on standard output, messages on standard error. Exit codes: 0 good, 1 checked and found wrong,
/// 2 wrong usage, 3 cannot run.
/// </summary>
public static class Shell
{
    /// <summary>True when these arguments ask for a command; otherwise the program serves.</summary>
    public static bool Asks(string[] args) => args is [{ Length: > 0 } first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?");

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Commands().Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Use --help to see the commands.");
        return 2;
    }

    private static RootCommand Commands()
    {
        var root = new RootCommand("FoodValley Triage. Without a command it serves on http://localhost:5080; --urls ADDRESS chooses another address.");
        var rulebook = new Command("rulebook", "The rules, without a database.");
        rulebook.Add(Writes("matrix", "The 1,200 combinations of the decision matrix, a JSON line each.", RulebookCommand.Matrix));
        rulebook.Add(Writes("norms", "Every norm with where it lives in code and tests, a JSON line each.", RulebookCommand.Norms));
        root.Add(rulebook);
        root.Add(Recognise());
        root.Add(Works("migrate", "Brings the database up to date. Safe to run twice.", settings => MigrateCommand.RunAsync(settings, Console.Out, Console.Error)));
        root.Add(Verify());
        root.Add(Backup());
        root.Add(Restore());
        root.Add(Export());
        root.Add(Seed());
        root.Add(Adds("organisation", "Organisations.", AddOrganisation()));
        root.Add(Adds("person", "Who may sign in.", AddPerson()));
        return root;
    }

    private static Command Verify()
    {
        var against = new Option<string[]>("--against") { Description = "A checkpoint kept elsewhere: the ledger must begin with what it saw." };
        var package = new Option<string>("--export") { Description = "An export package to check instead. Needs no database." };
        var key = new Option<string>("--key") { Description = "The public key to trust, PEM; else Ledger:KeyFile." };
        var command = new Command("verify", "Verifies every ledger, a JSON line each.") { against, package, key };
        command.SetAction(async (parsed, stop) =>
        {
            var (settings, checkpoints) = (Settings(), parsed.GetValue(against) ?? []);
            return parsed.GetValue(package) is { } file
                ? VerifyCommand.Package(file, settings, checkpoints, parsed.GetValue(key), Console.Out, Console.Error)
                : await VerifyCommand.RunAsync(StoreSetup.Database(settings), settings, checkpoints, parsed.GetValue(key), Console.Out, Console.Error, stop);
        });
        return command;
    }

    private static Command Export()
    {
        var organisation = new Option<string>("--organisation") { Description = "Id of the organisation.", Required = true };
        var from = new Option<string>("--from") { Description = "First day, such as 2026-01-01." };
        var to = new Option<string>("--to") { Description = "Last day." };
        var levels = new Option<string[]>("--level") { Description = "1, 2a, 2b, 3 or 4; more than once for several." };
        var outcomes = new Option<string[]>("--outcome") { Description = "An outcome; more than once for several." };
        var grounds = new Option<string[]>("--ground") { Description = "A legal ground; more than once for several." };
        var sectors = new Option<string[]>("--sector") { Description = "government or non-government." };
        var reviews = new Option<string[]>("--review") { Description = "Where the review stands; more than once for several." };
        var deviation = new Option<bool?>("--deviation") { Description = "true: only where more went than the schema lists; false: only the rest." };
        var content = new Option<bool>("--with-content") { Description = "With the content of each decision, which names people: jsonl only, and --reason is needed." };
        var teams = new Option<string[]>("--team") { Description = "Id of a team; more than once for several." };
        var safety = new Option<bool?>("--safety") { Description = "true: only the safety exception; false: only the rest." };
        var format = new Option<string>("--format") { Description = "csv, xlsx, jsonl or package.", Required = true };
        format.AcceptOnlyFromAmong([.. Coded.All<ExportFormat>().Select(f => f.Code())]);
        var output = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, as the ledger keeps it." };
        var command = new Command("export", "Decisions of an organisation as a file.") { organisation, from, to, levels, outcomes, grounds, sectors, teams, reviews, safety, deviation, format, content, output, reason };
        command.SetAction(async (parsed, stop) =>
        {
            var filter = ExportCommand.Filter(
                parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(levels) ?? [], parsed.GetValue(outcomes) ?? [], parsed.GetValue(grounds) ?? [], parsed.GetValue(sectors) ?? [],
                parsed.GetValue(teams) ?? [], parsed.GetValue(reviews) ?? [], parsed.GetValue(safety), parsed.GetValue(deviation), out var wrong);
            if (filter is null)
            {
                await Console.Error.WriteLineAsync(wrong);
                return 2;
            }
            var order = new ExportOrder(filter, Coded.Parse<ExportFormat>(parsed.GetValue(format))!.Value, parsed.GetValue(reason) ?? "", parsed.GetValue(content));
            if (!order.IsSound)
            {
                await Console.Error.WriteLineAsync("Content goes along with --format jsonl only, and --reason says why.");
                return 2;
            }
            var settings = Settings();
            return await ExportCommand.RunAsync(
                StoreSetup.Database(settings), settings, parsed.GetValue(organisation)!, order, parsed.GetValue(output)!, Console.Out, Console.Error, TimeProvider.System, stop);
        });
        return command;
    }

    private static Command Backup()
    {
        var output = new Option<string>("--out") { Description = "The file to write; it must not be there yet.", Required = true };
        var command = new Command("backup", "A consistent copy of the embedded database, also while it serves.") { output };
        command.SetAction(async (parsed, stop) =>
            await BackupCommand.WriteAsync(StoreSetup.Database(Settings()), parsed.GetValue(output)!, Console.Out, Console.Error, TimeProvider.System, stop));
        return command;
    }

    private static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "The backup.", Required = true };
        var command = new Command("restore", "Puts a backup in an empty place, after verifying every ledger in it.") { from };
        command.SetAction(async (parsed, stop) =>
            await BackupCommand.RestoreAsync(StoreSetup.Database(Settings()), parsed.GetValue(from)!, Console.Out, Console.Error, TimeProvider.System, stop));
        return command;
    }

    private static Command Seed()
    {
        var decisions = new Option<int>("--decisions") { Description = "How many.", Required = true };
        var random = new Option<int>("--random") { Description = "The same number gives the same decisions.", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "Invented decisions with a real ledger, in an empty or demo database.") { decisions, random };
        command.SetAction(async (parsed, stop) =>
            await SeedCommand.RunAsync(StoreSetup.Database(Settings()), parsed.GetValue(decisions), parsed.GetValue(random), Console.Out, Console.Error, TimeProvider.System, stop));
        return command;
    }

    private static Command AddOrganisation()
    {
        var id = new Option<string>("--id") { Description = "Small letters, digits and hyphens; never changes.", Required = true };
        var name = new Option<string>("--name") { Description = "As shown.", Required = true };
        var sector = new Option<string>("--sector") { Description = "government or non-government; never changes.", Required = true };
        var team = new Option<string>("--team") { Description = "Name of the first team.", Required = true };
        var live = new Option<bool>("--live") { Description = "Sharing can be signed at once; else an administrator says so later." };
        var command = new Command("add", "A new organisation with an empty ledger and a first team.") { id, name, sector, team, live };
        command.SetAction(async (parsed, stop) => await SetUpCommands.OrganisationAsync(
            StoreSetup.Database(Settings()), parsed.GetValue(id)!, parsed.GetValue(name)!, parsed.GetValue(sector)!, parsed.GetValue(team)!, parsed.GetValue(live), Console.Out, Console.Error, TimeProvider.System, stop));
        return command;
    }

    private static Command AddPerson()
    {
        var organisation = new Option<string>("--organisation") { Description = "Id of the organisation.", Required = true };
        var id = new Option<string>("--id") { Description = "By which the sign-in provider knows the person.", Required = true };
        var name = new Option<string>("--name") { Description = "As shown and signed with.", Required = true };
        var role = new Option<string>("--role") { Description = "caseworker, team-lead, privacy-officer or administrator.", Required = true };
        var team = new Option<string>("--team") { Description = "Id of the team; not needed when there is one." };
        var command = new Command("add", "A new person, who may sign in.") { organisation, id, name, role, team };
        command.SetAction(async (parsed, stop) => await SetUpCommands.PersonAsync(
            StoreSetup.Database(Settings()), parsed.GetValue(organisation)!, parsed.GetValue(id)!, parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(team), Console.Out, Console.Error, TimeProvider.System, stop));
        return command;
    }

    private static Command Adds(string name, string what, Command add) => new(name, what) { add };

    private static Command Recognise()
    {
        var input = new Option<string>("--in") { Description = "A JSON line per text: {id,text,dossier?}.", Required = true };
        var output = new Option<string>("--out") { Description = "A JSON line per text: {id,spans}.", Required = true };
        var command = new Command("recognise", "What identifies somebody in these texts. Needs no database.") { input, output };
        command.SetAction(parsed => RecogniseCommand.Run(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Error));
        return command;
    }

    private static Command Writes(string name, string what, Action<TextWriter> write)
    {
        var command = new Command(name, what);
        command.SetAction(_ =>
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            write(output);
            return 0;
        });
        return command;
    }

    private static Command Works(string name, string what, Func<DatabaseSettings, Task<int>> work)
    {
        var command = new Command(name, what);
        command.SetAction(async (_, _) => await work(StoreSetup.Database(Settings())));
        return command;
    }

    // The settings of the web server, without starting one.
    private static ConfigurationManager Settings() =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }).Configuration;
}
