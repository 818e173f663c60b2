using System.CommandLine;
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
        root.Add(Works("verify", "Verifies every ledger, a JSON line each.", settings => VerifyCommand.RunAsync(settings, Console.Out, Console.Error)));
        return root;
    }

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
