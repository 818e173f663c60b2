namespace FoodValley.Triage.Store;

/// <summary>The databases this product keeps its memory in.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, the default.</summary>
    Sqlite,
    /// <summary>For production with several instances.</summary>
    SqlServer,
}

/// <summary>Section <c>Database</c> of the settings.</summary>
public sealed record DatabaseSettings
{
    /// <summary>Which database.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>For SQLite a relative file is the caller's: relative to the current directory.</summary>
    public string ConnectionString { get; init; } = "Data Source=App_Data/triage.db";

    /// <summary>How long a write, and a start, waits for somebody else's lock on the embedded database.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>The program cannot do its work here: database, key or file. The message is one sentence for the operator; the program prints it and ends with exit code 3.</summary>
public sealed class CannotRunException : Exception
{
    /// <summary>With a sentence for the operator.</summary>
    public CannotRunException(string message) : base(message)
    {
    }

    /// <summary>With a sentence for the operator and what lies under it.</summary>
    public CannotRunException(string message, Exception inner) : base(message, inner)
    {
    }
}
