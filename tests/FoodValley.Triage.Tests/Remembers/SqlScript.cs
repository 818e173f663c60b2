using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>
/// T-SQL without a server: syntax by Microsoft's own parser (SQL Server 2019), and every table and column that a key or an index names must exist.
/// Looks inside EXEC(N'…') too. Renames and drops of later migrations are not followed.
/// </summary>
internal sealed class SqlScript : TSqlFragmentVisitor
{
    private readonly Dictionary<string, HashSet<string>> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Table, IEnumerable<string> Columns, string From)> references = [];
    private readonly List<string> problems = [];

    public static IReadOnlyList<string> Check(string sql)
    {
        var script = new SqlScript();
        script.Read(sql);
        var missing =
            from r in script.references
            let known = script.columns.GetValueOrDefault(r.Table)
            from what in known is null ? ["table " + r.Table] : r.Columns.Where(c => !known.Contains(c)).Select(c => $"column {r.Table}.{c}")
            select $"{r.From}: no {what}";
        return [.. script.problems, .. missing];
    }

    private void Read(string sql)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true, SqlEngineType.Standalone).Parse(new StringReader(sql), out var errors);
        problems.AddRange(errors.Select(e => $"line {e.Line}: {e.Message}"));
        if (errors.Count == 0) tree.Accept(this);
    }

    private static string Name(SchemaObjectName n) => (n.SchemaIdentifier?.Value ?? "dbo") + "." + n.BaseIdentifier.Value;

    private static IEnumerable<string> Names(IEnumerable<ColumnWithSortOrder> list) => list.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value);

    private void Add(SchemaObjectName table, TableDefinition definition)
    {
        if (!columns.TryGetValue(Name(table), out var known)) known = columns[Name(table)] = new(StringComparer.OrdinalIgnoreCase);
        known.UnionWith(definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value));
        foreach (var c in definition.TableConstraints)
        {
            var name = c.ConstraintIdentifier?.Value ?? "constraint";
            if (c is UniqueConstraintDefinition u) references.Add((Name(table), Names(u.Columns), name));
            if (c is not ForeignKeyConstraintDefinition f) continue;
            references.Add((Name(table), f.Columns.Select(x => x.Value), name));
            references.Add((Name(f.ReferenceTableName), f.ReferencedTableColumns.Select(x => x.Value), name));
        }
    }

    public override void Visit(CreateTableStatement node) => Add(node.SchemaObjectName, node.Definition);

    public override void Visit(AlterTableAddTableElementStatement node) => Add(node.SchemaObjectName, node.Definition);

    public override void Visit(CreateIndexStatement node) => references.Add((Name(node.OnName), Names(node.Columns), node.Name.Value));

    public override void Visit(CreateTriggerStatement node) => references.Add((Name(node.TriggerObject.Name), [], node.Name.BaseIdentifier.Value));

    public override void Visit(ExecutableStringList node)
    {
        foreach (var text in node.Strings.OfType<StringLiteral>()) Read(text.Value);
    }
}
