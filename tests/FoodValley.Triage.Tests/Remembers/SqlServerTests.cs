using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
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

    [Fact]
    public void On_a_new_server_a_lock_comes_after_its_table()
    {
        using var db = Database.Open(Nowhere);
        var script = db.GetService<IMigrator>().GenerateScript();
        Assert.All(Regex.Matches(script, @"CREATE TRIGGER \w+ ON (\w+)"), trigger =>
            Assert.InRange(script.IndexOf($"CREATE TABLE [{trigger.Groups[1].Value}]", StringComparison.Ordinal), 0, trigger.Index));
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
        recorder.Model = db.Model;
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
        using (recorder.With("decisions", "leaves"))
        {
            Assert.NotNull(await records.SupplementAsync(act, id, Given.Advice()));
            Assert.NotNull(await records.FindAsync(who, id));
        }
        RecordLine found;
        using (recorder.With("decisions", "leaves")) found = (await records.FindAsync(who, id))!.Line;
        var about = Given.Columns with { DossierId = id };
        Assert.IsType<Sealed>(await records.SealAsync(act, id, 1, Given.Decision(about), about, dossierVersion: 1));
        var again = about with { RefersTo = id };
        Assert.IsType<Sealed>(await records.SealAsync(act, id, 1, Given.Decision(again), again, dossierVersion: 1, advice: []));
        using (recorder.With("decisions")) Assert.Single(await records.UninformedAsync(who));
        using (recorder.With("decisions")) Assert.Single(await records.MomentPassedAsync(who, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)));

        var (files, partners, asked) = (new CaseFiles(db), new Partners(db, chance), new AskedColleagues(db, chance));
        Written line = new HelpRequestVersion("w", "s", null, new DateOnly(2026, 1, 1));
        Assert.Equal(new Wrote(3), await files.WriteAsync(act, id, 1, [line, line]));
        Assert.IsType<Wrote>(await files.ChangeClientAsync(act, id, 1, "2", client, new(["name"])));
        using (recorder.With("dossiers", "dossier_lines", "people"))
        {
            Assert.Single((await files.FindAsync(who, id))!.Lines);
            Assert.Single(await files.OfAsync(who));
            Assert.IsType<Wrote>(await files.HandOverAsync(act, id, 1, "x", "why"));
            Assert.Single(await files.OfTeamAsync(who with { Role = Role.TeamLead }));
            Assert.Single(await files.CaseworkersAsync(who));
            Assert.Single(await asked.MayAskAsync(who));
        }
        var partner = new Partner(id, RecipientKind.School, Sector.Government, "O", "C", "", "", null, "", 1, false);
        Assert.NotNull(await partners.AddAsync(act, partner));
        Assert.NotNull(await partners.FindOrAddAsync(act, RecipientKind.School, "O", "C"));
        using (recorder.With("partners"))
        {
            Assert.Single(await partners.OfAsync(who));
            Assert.NotNull(await partners.FindAsync(who, id));
            Assert.NotNull(await partners.FindOrAddAsync(act, RecipientKind.School, "O", "C"));
            Assert.IsType<Wrote>(await partners.ChangeAsync(act, partner));
        }
        using (recorder.With("people", "colleague_advice", "decisions", "drafts"))
        {
            recorder.Exists = true;
            Assert.NotNull(await asked.AskAsync(act, id, "x", "q"));
            recorder.Exists = false;
            Assert.Single(await asked.OfDraftAsync(who, id));
            Assert.Single(await asked.OfDraftAsync(who, id, id));
            Assert.Single(await asked.OfOpenDraftsAsync(who));
            Assert.Single(await asked.OfHeldAsync(who, [found]));
            Assert.Single(await asked.WaitingAsync(who));
            Assert.NotNull(await asked.FindAsync(who, id));
            Assert.True(await asked.AnswerAsync(act, id, "a"));
        }
        var meetings = new TeamMeetings(db);
        var set = new MeetingSet(new DateOnly(2026, 1, 1), new TimeOnly(9, 0), "");
        Assert.IsType<Wrote>(await meetings.OpenAsync(act, id, set));
        Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, 1, set));
        Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, 1, new CaseDropped(1)));
        using (recorder.With("meetings", "meeting_lines", "meeting_cases", "dossiers", "people"))
        {
            Assert.Equal(2, (await meetings.OfAsync(who, new DateOnly(2026, 1, 1))).Count);
            Assert.Single(await meetings.OnAsync(who, new DateOnly(2026, 1, 1)));
            Assert.NotNull(await meetings.FindAsync(who, id));
            Assert.Single(await meetings.DossiersAsync(who));
            Assert.Single(await meetings.ColleaguesAsync(who));
            Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, 1, new CasePut(1, id, 10, [])));
        }
        Assert.IsType<NotOurs>(await meetings.WriteAsync(act, id, 1, new CasePut(1, id, 10, [])));
        recorder.Exists = true;
        Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, 1, new PersonPut(1, id, null, "n", "r", [])));
        Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, 1, new PersonPut(1, null, "x", "n", "r", [])));
        Assert.IsType<WrittenMeanwhile>(await meetings.OpenAsync(act, id, set));
        recorder.Exists = false;
        using (recorder.With("dossier_lines", "dossiers", "people")) await new OpenRequests(db).OfAsync(who with { Role = Role.PrivacyOfficer });
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
            "UPDATE dossiers SET Version = Version WHERE", "UPDATE dossiers SET Version = Version + ", "UPDATE dossiers SET Number", "UPDATE dossiers SET ResponsibleId", "UPDATE drafts SET OwnerId",
            "INSERT INTO dossier_lines", "[dossier_lines]", "INSERT INTO [partners]", "UPDATE partners SET Ended", "UPDATE partners SET Kind", "INSERT INTO [colleague_advice]",
            "UPDATE colleague_advice SET Answer", "UPDATE colleague_advice SET DraftId", "DELETE FROM colleague_advice", "INSERT INTO meetings", "UPDATE meetings SET Version", "UPDATE meetings SET Day", "DELETE FROM meeting_cases", "INSERT INTO meeting_lines",
        })
            Assert.Contains(recorder.Sent, s => s.Text.Contains(part, StringComparison.Ordinal));
    }

    private static string Declared(string text, IReadOnlyList<string> parameters) =>
        string.Concat(parameters.Select(p => $"DECLARE {(p.StartsWith('@') ? p : "@" + p)} sql_variant;\n")) + text;

    /// <summary>Takes every statement and sends none; answers as an empty database with one ledger would.</summary>
    private sealed class Recorder : DbCommandInterceptor
    {
        public List<(string Text, IReadOnlyList<string> Parameters)> Sent { get; } = [];

        public IModel Model { get; set; } = null!;

        /// <summary>Tables that answer with one row, when they are the first that is asked.</summary>
        public HashSet<string> There { get; } = [];

        public bool Exists { get; set; }

        public IDisposable With(params string[] tables)
        {
            There.UnionWith(tables);
            return new Until(There);
        }

        private sealed class Until(HashSet<string> there) : IDisposable
        {
            public void Dispose() => there.Clear();
        }

        // A plain select: its first table, and every column with the table it is of.
        private static (string Main, IReadOnlyList<(string Table, string Column)> Columns)? Asked(string sql)
        {
            var from = sql.IndexOf("\nFROM ", StringComparison.Ordinal);
            if (!sql.StartsWith("SELECT", StringComparison.Ordinal) || from < 0) return null;
            var tables = Regex.Matches(sql, @"(?:FROM|JOIN) \[(\w+)\] AS \[(\w+)\]").Select(m => (Table: m.Groups[1].Value, Alias: m.Groups[2].Value)).ToList();
            var columns = Regex.Matches(sql[..from], @"CASE[\s\S]+?END|\[(\w+)\]\.\[(\w+)\]")
                .Select(m => m.Groups[2].Success ? (tables.First(t => t.Alias == m.Groups[1].Value).Table, m.Groups[2].Value) : ("", "")).ToList();
            return (tables[0].Table, columns);
        }

        private object Cell(string table, string column, string main)
        {
            if (column.Length == 0) return true;
            var property = Model.GetEntityTypes().Single(e => e.GetTableName() == table).GetProperties().Single(p => p.GetColumnName() == column);
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            return type == typeof(Guid) ? Guid.Empty
                : type == typeof(DateTime) ? Given.Noon
                : type == typeof(DateOnly) ? new DateOnly(2026, 1, 1)
                : type == typeof(int) ? 1
                : type == typeof(long) ? 0L
                : type == typeof(bool) ? column == "Ended"
                : type == typeof(byte[]) ? column == "Facts" ? """{"informed":false}"""u8.ToArray() : new byte[column == "Hash" ? 32 : 1]
                : (object)(column switch
                {
                    "Body" when table == "meeting_lines" => new MeetingSet(new DateOnly(2026, 1, 1), new TimeOnly(9, 0), "").ToJson(),
                    "Body" => new HelpRequestVersion("w", "s", null, new DateOnly(2026, 1, 1)).ToJson(),
                    "Answers" => "{}",
                    "Level" => "1", "Outcome" => "share", "Sector" => "government", "Ground" => "none", "Role" or "AskedRole" => "caseworker",
                    "Kind" => table == "partners" ? "school" : "decision",
                    _ => $"of {main}",
                });
        }

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
            else if (sql.StartsWith("SELECT CASE", StringComparison.Ordinal)) Row(("e", Exists));
            else if (sql.Contains("UNION", StringComparison.Ordinal)) Row(("Id", "o"));
            else if (sql.Contains("FROM [ledger_heads]", StringComparison.Ordinal)) Row(("OrganisationId", "o"), ("Frontier", Frontier.Empty.ToBytes()), ("Root", MerkleTree.EmptyRoot), ("Size", 0L));
            else if (Asked(sql) is { } asked && There.Contains(asked.Main))
                Row([.. asked.Columns.Select((c, at) => ($"{at}", Cell(c.Table, c.Column, asked.Main)))]);
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
