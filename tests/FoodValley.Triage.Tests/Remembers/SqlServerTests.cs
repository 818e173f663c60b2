using System.Data;
using System.Data.Common;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>What can be proved about SQL Server without one. Permissions, plans and locks want a real server: TRIAGE_SQLSERVER.</summary>
public class SqlServerTests
{
    private static readonly DatabaseSettings Nowhere = new() { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=none" };

    [Fact]
    public void A_parameter_knows_its_type() => Assert.Equal(SqlDbType.Int, new SqlParameter("@p", 1).SqlDbType);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.SqlServer)]
    public void The_migrations_hold_the_whole_model(DatabaseProvider provider)
    {
        using var db = Database.Open(Nowhere with { Provider = provider, ConnectionString = provider == DatabaseProvider.Sqlite ? "Data Source=none.db" : "Server=none" });
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migration_script_is_sound()
    {
        using var db = Database.Open(Nowhere);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        Assert.Empty(SqlScript.Check(script));
        Assert.All(Triggers.Names(sqlite: false), name => Assert.Contains(name, script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CREATE TABEL x (id int);", "Incorrect syntax")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY, CONSTRAINT f FOREIGN KEY (nix) REFERENCES b (id));", "column dbo.a.nix")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY); CREATE INDEX i ON a (typo);", "column dbo.a.typo")]
    [InlineData("CREATE TABLE a (id int); EXEC(N'CREATE TRIGGER t ON a AFTER UPDATE AS BEGIN THORW 1 END');", "Incorrect syntax")]
    [InlineData("CREATE TABLE a (id int); EXEC(N'CREATE TRIGGER t ON b AFTER UPDATE AS BEGIN SELECT 1 END');", "table dbo.b")]
    public void The_check_itself_finds_mistakes(string sql, string problem) =>
        Assert.Contains(SqlScript.Check(sql), p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public async Task Every_statement_of_the_store_is_t_sql()
    {
        var recorder = new Recorder();
        var options = new DbContextOptionsBuilder<SqlServerTriageDb>().UseSqlServer("Server=none").AddInterceptors(recorder, new NoConnection(), new NoTransaction());
        await using var db = new SqlServerTriageDb(options.Options);
        var who = new Person("sanne", "Sanne", Role.Caseworker, "o", "O", Sector.Government, "t", "T");
        var (act, id, client) = (new Act(who, Given.Noon, "s"), Guid.Empty, new Client("N", new DateOnly(2012, 1, 1), "", "", ""));
        var chance = Chance.Secure;
        var (people, organisations, caseload, drafts, records, log) =
            (new People(db), new Organisations(db), new Caseload(db, chance), new Drafts(db, chance), new Records(db, chance), new AccessLog(db));

        await people.FindAsync("x");
        await people.AllAsync();
        await organisations.FindAsync("x");
        await organisations.ProtocolAsync("x");
        await organisations.AddAsync(new Organisation("x", "X", Sector.Government, true));
        await organisations.SetProtocolAsync(act, new ProtocolSetting("1", new DateOnly(2026, 1, 1), [LegalGround.Consent]));
        await caseload.OfAsync(who);
        await caseload.SearchAsync(who, "mi");
        await caseload.FindAsync(who, id);
        await caseload.AddAsync(act, "1", client);
        await drafts.StartAsync(act, Answers.Empty, "e");
        await drafts.FindAsync(who, id);
        await drafts.OpenAsync(who);
        await drafts.SaveAsync(act, id, 1, Answers.Empty, null, "e");
        await drafts.DropAsync(act, id);
        Assert.IsType<Sealed>(await records.SealAsync(act, id, 1, Given.Decision(Given.Columns), Given.Columns));
        await records.FindAsync(who, id);
        await records.OfAsync(who);
        await records.OfDossierAsync(who, id);
        await records.DueAsync(who);
        recorder.DecisionIsThere = true;
        Assert.NotNull(await records.SupplementAsync(act, id, Given.Advice()));
        Assert.NotNull(await records.FindAsync(who, id));
        recorder.DecisionIsThere = false;
        var kept = new KeptForms(db, chance);
        await kept.KeepAsync("x", [1], Given.Noon, Given.Noon.AddHours(8));
        await kept.FindAsync("x", id, Given.Noon);
        await kept.DropAsync("x", id);
        await log.WriteAsync(act, AccessAction.Read);
        await log.OncePerSessionAsync(act, AccessAction.Read, id);
        await new Verification(db).RunAsync();
        await DemoData.FillAsync(db, chance, Given.Noon);
        await DemoData.IsDemoAsync(db);
        await DemoData.IsEmptyAsync(db);
        await Triggers.ArmAsync(db, default);
        await Triggers.MissingAsync(db, default);

        Assert.All(recorder.Sent, sql => Assert.True(SqlScript.Check(Declared(sql.Text, sql.Parameters)).All(p => p.Contains(": no table", StringComparison.Ordinal)), sql.Text + string.Join(' ', SqlScript.Check(sql.Text))));
        // The statements by which one knows that nothing above was skipped.
        foreach (var part in new[]
        {
            "UPDATE ledger_heads SET Size = Size", "UPDATE drafts SET SealedAs", "INSERT INTO leaves", "UPDATE drafts SET Answers", "DELETE FROM drafts", "[held_forms]",
            "WHERE NOT EXISTS (SELECT 1 FROM access_events", "[record_contents]", "[protocol_settings]", "[store_marks]", "sys.triggers", "sp_getapplock", "CREATE TRIGGER",
        })
            Assert.Contains(recorder.Sent, s => s.Text.Contains(part, StringComparison.Ordinal));
    }

    private static string Declared(string text, IReadOnlyList<string> parameters) =>
        string.Concat(parameters.Select(p => $"DECLARE {(p.StartsWith('@') ? p : "@" + p)} sql_variant;\n")) + text;

    /// <summary>Takes every statement and sends none; answers as an empty database with one ledger would.</summary>
    private sealed class Recorder : DbCommandInterceptor
    {
        public List<(string Text, IReadOnlyList<string> Parameters)> Sent { get; } = [];

        public bool DecisionIsThere { get; set; }

        public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
            InterceptionResult<DbCommand>.SuppressWithResult(new Statement(this));

        public DataTableReader Answer(string sql)
        {
            var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
            void Row(params (string Name, object Value)[] cells)
            {
                foreach (var (name, value) in cells) table.Columns.Add(name, value.GetType());
                table.Rows.Add([.. cells.Select(c => c.Value)]);
            }

            if (sql.Contains("MAX(", StringComparison.Ordinal)) Row(("m", sql.Contains("[protocol_settings]", StringComparison.Ordinal) ? 0 : 0L as object));
            else if (sql.Contains("EXISTS", StringComparison.Ordinal) && sql.Contains("CASE", StringComparison.Ordinal)) Row(("e", false));
            else if (sql.Contains("UNION", StringComparison.Ordinal)) Row(("Id", "o"));
            else if (sql.Contains("FROM [ledger_heads]", StringComparison.Ordinal)) Row(("OrganisationId", "o"), ("Frontier", Frontier.Empty.ToBytes()), ("Root", MerkleTree.EmptyRoot), ("Size", 0L));
            else if (DecisionIsThere && sql.Contains("SELECT TOP(2) [d]", StringComparison.Ordinal))
            {
                var names = sql[sql.IndexOf("[d]", StringComparison.Ordinal)..sql.IndexOf("FROM", StringComparison.Ordinal)].Split(',').Select(c => c.Trim()[5..^1]);
                Row([.. names.Select(n => (n, n switch
                {
                    "Id" => Guid.Empty, "DossierId" or "RefersTo" => Guid.Empty, "Sequence" => 0L, "Signed" => Given.Noon, "HeldUntil" or "MomentTo" => new DateOnly(2026, 1, 1),
                    "Level" => "1", "Outcome" => "share", "Sector" => "government", "Ground" => "none", _ => (object)"decision",
                }))]);
            }
            else if (DecisionIsThere && sql.Contains("FROM [leaves]", StringComparison.Ordinal)) Row(("OrganisationId", "o"), ("Sequence", 0L), ("Bytes", new byte[1]), ("Hash", new byte[32]));
            else table.Columns.Add("nothing", typeof(int));
            return table.CreateDataReader();
        }
    }

    private sealed class Statement(Recorder recorder) : DbCommand
    {
        private readonly SqlCommand inner = new();

        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameterCollection DbParameterCollection => inner.Parameters;
        public override void Cancel() { }
        public override void Prepare() { }
        protected override DbParameter CreateDbParameter() => new SqlParameter();
        private string Take()
        {
            recorder.Sent.Add((CommandText, [.. inner.Parameters.Cast<SqlParameter>().Select(p => p.ParameterName)]));
            return CommandText;
        }

        public override int ExecuteNonQuery()
        {
            Take();
            return 1;
        }

        public override object? ExecuteScalar()
        {
            Take();
            return 0;
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => recorder.Answer(Take());
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());
    }

    private sealed class NoTransaction : DbTransactionInterceptor
    {
        public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
            InterceptionResult<DbTransaction>.SuppressWithResult(new Pretended(connection));

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult<DbTransaction>.SuppressWithResult(new Pretended(connection)));
    }

    private sealed class Pretended(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;
        protected override DbConnection DbConnection => connection;
        public override void Commit() { }
        public override void Rollback() { }
    }
}
