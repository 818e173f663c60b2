using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FoodValley.Triage.Store;

/// <summary>For <c>dotnet ef … --context SqliteTriageDb</c>; opens nothing.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteTriageDb>
{
    public SqliteTriageDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteTriageDb>().UseSqlite("Data Source=none.db").Options);
}

/// <summary>For <c>dotnet ef … --context SqlServerTriageDb</c>; connects to nothing.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerTriageDb>
{
    public SqlServerTriageDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerTriageDb>().UseSqlServer("Server=none").Options);
}
