using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Benchmarks;

/// <summary>The product and the empty page, each in its process, and the same database from the side, to lay drafts ready.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly DatabaseSettings _database;

    private Bench(string folder, int rounds, ServerProcess product, ServerProcess empty)
    {
        (_folder, Rounds, Product, Empty) = (folder, rounds, product, empty);
        _database = new DatabaseSettings { ConnectionString = "Data Source=" + Path.Combine(folder, "triage.db") };
    }

    public int Rounds { get; }
    public ServerProcess Product { get; }
    public ServerProcess Empty { get; }

    /// <summary>A file of its own beside the database: the same disk.</summary>
    public string RawFile => Path.Combine(_folder, "raw.db");

    public static async Task<Bench> StartAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("triage-speed-").FullName;
        var (product, _) = await ServerProcess.ProductAsync(Repository.Built, folder, SignInPage);
        return new Bench(folder, rounds, product, await ServerProcess.EmptyAsync(folder));
    }

    public const string SignInPage = "/demo/sign-in";

    public async Task<Visitor> SignedInAsync(string person)
    {
        var visitor = new Visitor(Product.Address);
        await visitor.SignInAsync(person);
        return visitor;
    }

    /// <summary>Drafts of this person about their first dossier, each with these answers.</summary>
    public async Task<IReadOnlyList<Guid>> DraftsAsync(string person, int count, Func<Answers, Answers> answers)
    {
        await using var db = Database.Open(_database);
        var who = await new People(db).FindAsync(person) ?? throw new InvalidOperationException($"Nobody is called {person}.");
        var act = new Act(who, TimeProvider.System.GetUtcNow().UtcDateTime, "");
        var (caseload, files, number) = (new Caseload(db, Chance.Secure), new CaseFiles(db), $"MEET-{person}");
        // A dossier of its own: what the demonstration wrote in another one does not fit these answers.
        if (await caseload.AddAsync(act, number, new Client("Mila Verweij", new DateOnly(2017, 5, 1), "06-00000777", "", "")) is Added { Dossier: var added })
        {
            await files.WriteAsync(act, added.Id, added.Version, [new RepresentativeNoted(Chance.Secure.Id(), "Ria Verweij", RepresentativeRole.ParentWithCustody, "", "", "", [], null)]);
            var file = await files.FindAsync(who, added.Id) ?? throw new InvalidOperationException("The new dossier is not there.");
            await files.WriteAsync(act, added.Id, file.Version, Given.Lines(file));
        }
        var dossier = (await caseload.OfAsync(who)).Single(d => d.Number == number).Id;
        var drafts = new List<Guid>(count);
        for (var made = 0; made < count; made++)
            drafts.Add((await new Drafts(db, Chance.Secure).StartAsync(act, answers(Given.Ready(dossier)), Rules.Rulebook.Current.Id, dossier)).Id);
        return drafts;
    }

    public async Task<Guid> DossierAsync(string person)
    {
        await using var db = Database.Open(_database);
        return (await new Caseload(db, Chance.Secure).OfAsync((await new People(db).FindAsync(person))!))[0].Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Empty.DisposeAsync();
        await Product.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Where things are.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The built program, of the same configuration as this one.</summary>
    public static string Built => Path.Combine(Root, "src", "FoodValley.Triage.Web", "bin",
        AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release", "net10.0", "FoodValley.Triage.Web.dll");

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "FoodValley.Triage.sln"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Run this inside the repository.");
    }
}
