using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>The second lock on what must stay: SQL that walks past <see cref="AppendOnly"/> meets these.</summary>
internal static partial class Triggers
{
    /// <summary>The hand-written SQL of this provider.</summary>
    public static string Sql(bool sqlite)
    {
        var name = $"{typeof(Triggers).Assembly.GetName().Name}.Providers.{(sqlite ? "Sqlite" : "SqlServer")}.triggers.sql";
        using var stream = typeof(Triggers).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Every trigger that must exist, by name.</summary>
    public static IReadOnlyList<string> Names(bool sqlite) => [.. Created().Matches(Sql(sqlite)).Select(m => m.Groups[1].Value)];

    /// <summary>Drops and makes them anew, in one transaction; several instances may do so at once.</summary>
    public static async Task ArmAsync(TriageDb db, CancellationToken cancellationToken)
    {
        var sqlite = db.Database.IsSqlite();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!sqlite)
            await db.Database.ExecuteSqlRawAsync("EXEC sp_getapplock @Resource = N'triage_triggers', @LockMode = N'Exclusive', @LockOwner = N'Transaction'", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Sql(sqlite), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The names that are missing, disabled, or – where the database keeps the text as written – say something else.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(TriageDb db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
        {
            var there = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sys.triggers WHERE is_disabled = 0").ToListAsync(cancellationToken);
            return [.. Names(sqlite: false).Except(there, StringComparer.OrdinalIgnoreCase)];
        }
        var texts = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync(cancellationToken);
        var wanted = Sql(sqlite: true);
        return [.. Names(sqlite: true).Where(name => !texts.Any(t => t.StartsWith($"CREATE TRIGGER {name} ", StringComparison.Ordinal) && wanted.Contains(t + ";", StringComparison.Ordinal)))];
    }

    [GeneratedRegex(@"CREATE TRIGGER (\w+)")]
    private static partial Regex Created();
}
