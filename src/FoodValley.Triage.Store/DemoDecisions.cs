using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FoodValley.Triage.Store;

/// <summary>
/// Many invented decisions with a real ledger, to measure and to show with: every level, outcome and organisation of the demo, some with an exchange.
/// They are written in bulk, not weighed by the rules; leaf, commitments, tree and copies are those of a decision that was signed.
/// </summary>
public static class DemoDecisions
{
    private const int Batch = 2000;
    private const int PerDossier = 20;

    private static readonly (Level Level, Outcome Outcome)[] Kinds =
    [
        (Level.Consult, Outcome.Share), (Level.Refer, Outcome.Share), (Level.Register, Outcome.Share), (Level.Refer, Outcome.SharePartly), (Level.Register, Outcome.ClientPassesOn),
        (Level.Refer, Outcome.DoNotShare), (Level.Register, Outcome.Hold), (Level.Refer, Outcome.OtherLevel), (Level.Register, Outcome.OutsideFramework), (Level.Feedback, Outcome.Share),
        (Level.Network, Outcome.Share), (Level.Feedback, Outcome.DoNotShare), (Level.Network, Outcome.SharePartly),
    ];

    /// <summary>
    /// Adds so many decisions to a demo, the same for the same <paramref name="seed"/> in the same database, up to <paramref name="at"/> (UTC). Throws
    /// <see cref="InvalidOperationException"/> when the database is no demo.
    /// </summary>
    public static async Task AddAsync(TriageDb db, int count, int seed, DateTime at, CancellationToken cancellationToken = default)
    {
        if (!await DemoData.IsDemoAsync(db, cancellationToken)) throw new InvalidOperationException("Invented decisions belong in a demo database.");
        // Not the numbers the demo itself was made with, nor those of an earlier run.
        var chance = Chance.Seeded(HashCodeOf(seed, await db.LedgerHeads.SumAsync(h => h.Size, cancellationToken)));
        var people = await db.People.AsNoTracking().Where(p => p.Role == "caseworker").OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.Id).ToListAsync(cancellationToken);
        var protocols = await db.ProtocolSettings.AsNoTracking().GroupBy(p => p.OrganisationId).Select(g => new { g.Key, Version = g.OrderByDescending(p => p.Number).Select(p => p.Version).First() })
            .ToDictionaryAsync(p => p.Key, p => p.Version, cancellationToken);
        var done = 0;
        for (var turn = 0; done < count; turn++)
        {
            var organisation = organisations[turn % organisations.Count];
            var many = Math.Min(Math.Min(Batch, count - done), Math.Max(1, (count + organisations.Count - 1) / organisations.Count));
            var authors = people.Where(p => p.OrganisationId == organisation.Id).ToList();
            if (authors.Count == 0) continue;
            using var mine = await db.WriteTurnAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await new Writer(db, transaction.GetDbTransaction(), chance, organisation, authors, protocols.GetValueOrDefault(organisation.Id, ""), seed)
                .WriteAsync(done, many, count, at, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            done += many;
        }
    }

    private sealed class Writer(TriageDb db, DbTransaction transaction, Chance chance, OrganisationRow organisation, IReadOnlyList<PersonRow> authors, string protocol, int seed)
    {
        private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

        public async Task WriteAsync(int from, int many, int all, DateTime at, CancellationToken cancellationToken)
        {
            await db.LockLedgerAsync(organisation.Id, cancellationToken);
            var head = await db.LedgerHeads.AsNoTracking().SingleAsync(h => h.OrganisationId == organisation.Id, cancellationToken);
            var frontier = Frontier.FromBytes(head.Frontier);
            var (dossier, number) = (Guid.Empty, "");
            var author = authors[0];
            // Two years until now, in order.
            var step = TimeSpan.FromDays(730) / Math.Max(1, all);
            for (var i = 0; i < many; i++)
            {
                var time = Leaf.TimeOf(at - (step * (all - from - i)));
                if (i % PerDossier == 0)
                {
                    author = authors[(from / PerDossier + i / PerDossier) % authors.Count];
                    (dossier, number) = (chance.Id(), $"DEMO-{seed}-{frontier.Size:D7}");
                    await DossierAsync(dossier, number, author, time, cancellationToken);
                }
                frontier = await DecisionAsync(frontier, from + i, author, dossier, number, time, cancellationToken);
            }
            await RunAsync(
                "UPDATE ledger_heads SET Size = @size, Frontier = @frontier, Root = @root WHERE OrganisationId = @organisation", cancellationToken,
                ("@size", frontier.Size), ("@frontier", frontier.ToBytes()), ("@root", frontier.Root()), ("@organisation", organisation.Id));
            foreach (var command in _commands.Values) await command.DisposeAsync();
        }

        private async Task DossierAsync(Guid id, string number, PersonRow author, DateTime time, CancellationToken cancellationToken)
        {
            var born = DateOnly.FromDateTime(time).AddYears(-4 - (chance.Bytes(1)[0] % 14));
            db.Add(Caseload.RowOf(id, organisation.Id, author.TeamId, author.Id, number, new Client($"Verzonnen klant {number}", born, "", "", ""), time));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        private async Task<Frontier> DecisionAsync(Frontier frontier, int at, PersonRow author, Guid dossier, string number, DateTime time, CancellationToken cancellationToken)
        {
            var pick = chance.Bytes(4);
            var (level, outcome) = Kinds[at % Kinds.Length];
            var sector = organisation.Sector == Sector.Government.Code() ? Sector.Government : Sector.NonGovernment;
            var safety = level != Level.Consult && outcome == Outcome.Share && pick[0] < 20;
            var ground = level == Level.Consult || outcome is not (Outcome.Share or Outcome.SharePartly) ? LegalGround.None : safety ? LegalGround.VitalInterest
                : sector == Sector.Government ? LegalGround.StatutoryTask : pick[1] % 3 == 0 ? LegalGround.Consent : pick[1] % 3 == 1 ? LegalGround.Agreement : LegalGround.LegitimateInterest;
            var today = DateOnly.FromDateTime(time);
            DateOnly? held = outcome == Outcome.Hold ? today.AddDays(3 + (pick[2] % 20)) : null, moment = ground == LegalGround.None ? null : today.AddDays(7);
            var facts = new JsonObject
            {
                ["format"] = RecordContent.Format, ["kind"] = EntryKind.Decision.Code(), ["level"] = level.Code(), ["sector"] = sector.Code(), ["outcome"] = outcome.Code(),
                ["ground"] = ground.Code(), ["safety"] = safety, ["team"] = author.TeamId, ["deviation"] = pick[2] % 12 == 0 && ground != LegalGround.None, ["extraItems"] = pick[2] % 12 == 0 ? 1 : 0,
                ["items"] = pick[3] % 6, ["warnings"] = pick[3] % 3, ["otherCapacity"] = false, ["protocolMissing"] = false, ["signed"] = Day(today),
                ["specialData"] = pick[1] % 4 == 0, ["informed"] = pick[0] % 10 != 0, ["talked"] = pick[0] % 7 != 0,
            };
            if (held is { } until) facts["heldUntil"] = Day(until);
            if (moment is { } last) (facts["momentFrom"], facts["momentTo"]) = (Day(today), Day(last));
            var content = new JsonObject
            {
                ["format"] = RecordContent.Format, ["kind"] = EntryKind.Decision.Code(), ["language"] = "nl", ["signedAt"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["author"] = new JsonObject { ["id"] = author.Id, ["name"] = author.Name, ["role"] = author.Role },
                ["organisation"] = new JsonObject { ["id"] = organisation.Id, ["name"] = organisation.Name, ["sector"] = organisation.Sector },
                ["team"] = new JsonObject { ["id"] = author.TeamId, ["name"] = author.TeamId },
                ["edition"] = new JsonObject { ["id"] = Rulebook.Current.Id, ["validFrom"] = Day(Rulebook.Current.ValidFrom), ["confirmedBy"] = Rulebook.Current.ConfirmedBy },
                ["protocol"] = null, ["level"] = level.Code(), ["sector"] = sector.Code(), ["ground"] = ground.Code(), ["outcome"] = outcome.Code(), ["safety"] = safety,
                ["reason"] = "Verzonnen besluit om mee te meten.", ["answers"] = new JsonObject(), ["shown"] = new JsonArray(), ["findings"] = new JsonArray(), ["statement"] = "",
            };
            if (level != Level.Consult) content["dossier"] = number;
            var entry = new Entry(EntryKind.Decision, Rulebook.Current.Id, protocol, [], CanonicalJson.Write(facts), CanonicalJson.Write(content));
            var row = new DecisionRow
            {
                OrganisationId = organisation.Id, TeamId = author.TeamId, AuthorId = author.Id, DossierId = level == Level.Consult ? null : dossier, Sequence = 0, Kind = entry.Kind.Code(),
                Level = level.Code(), Outcome = outcome.Code(), Sector = sector.Code(), Ground = ground.Code(), Signed = time, HeldUntil = held, MomentTo = moment, Safety = safety,
            };
            var decided = frontier.Size;
            (frontier, row) = await AppendAsync(frontier, entry, row, "sealed", cancellationToken);
            if (ground == LegalGround.None || pick[0] % 2 != 0) return frontier;

            var sent = new JsonObject
            {
                ["format"] = RecordContent.Format, ["kind"] = EntryKind.Exchange.Code(), ["team"] = author.TeamId, ["how"] = "oral", ["sentAt"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["sentOn"] = Day(today), ["differs"] = false,
            };
            var went = new Entry(EntryKind.Exchange, Rulebook.Current.Id, protocol, [decided], CanonicalJson.Write(sent), CanonicalJson.Write(content.DeepClone()));
            var copy = new DecisionRow
            {
                OrganisationId = organisation.Id, TeamId = author.TeamId, AuthorId = author.Id, DossierId = row.DossierId, Sequence = 0, Kind = went.Kind.Code(),
                Level = row.Level, Outcome = row.Outcome, Sector = row.Sector, Ground = row.Ground, Signed = time, RefersTo = row.Id,
            };
            var place = frontier.Size;
            (frontier, _) = await AppendAsync(frontier, went, copy, "exchanged", cancellationToken);
            await RunAsync(
                "INSERT INTO exchanges (OrganisationId, Sequence, DecisionSequence, SentAt, How) VALUES (@organisation, @sequence, @decision, @at, 'oral')", cancellationToken,
                ("@organisation", organisation.Id), ("@sequence", place), ("@decision", decided), ("@at", time));
            return frontier;
        }

        private async Task<(Frontier, DecisionRow)> AppendAsync(Frontier frontier, Entry entry, DecisionRow row, string action, CancellationToken cancellationToken)
        {
            var (factsSalt, contentSalt) = (chance.Bytes(Commitment.SaltLength), chance.Bytes(Commitment.SaltLength));
            var leaf = new Leaf(
                new(entry.Kind, organisation.Id, frontier.Size, row.Signed, entry.EditionId, entry.ProtocolId, entry.Refers), Commitment.Of(entry.Facts, factsSalt), Commitment.Of(entry.Content, contentSalt)).ToBytes();
            var hash = MerkleTree.LeafHash(leaf);
            row.At(frontier.Size, hash);
            await RunAsync(
                "INSERT INTO leaves (OrganisationId, Sequence, Bytes, Hash) VALUES (@organisation, @sequence, @bytes, @hash)", cancellationToken,
                ("@organisation", organisation.Id), ("@sequence", row.Sequence), ("@bytes", leaf), ("@hash", hash));
            await RunAsync(
                "INSERT INTO record_contents (OrganisationId, Sequence, Facts, FactsSalt, Content, ContentSalt) VALUES (@organisation, @sequence, @facts, @factsSalt, @content, @contentSalt)", cancellationToken,
                ("@organisation", organisation.Id), ("@sequence", row.Sequence), ("@facts", entry.Facts), ("@factsSalt", factsSalt), ("@content", entry.Content), ("@contentSalt", contentSalt));
            await RunAsync(
                """
                INSERT INTO decisions (Id, OrganisationId, TeamId, AuthorId, DossierId, Sequence, Kind, Level, Outcome, Sector, Ground, Signed, HeldUntil, MomentTo, RefersTo, Safety, CompleteBy)
                VALUES (@id, @organisation, @team, @author, @dossier, @sequence, @kind, @level, @outcome, @sector, @ground, @signed, @held, @moment, @refers, @safety, NULL)
                """, cancellationToken,
                ("@id", row.Id), ("@organisation", organisation.Id), ("@team", row.TeamId), ("@author", row.AuthorId), ("@dossier", row.DossierId), ("@sequence", row.Sequence), ("@kind", row.Kind),
                ("@level", row.Level), ("@outcome", row.Outcome), ("@sector", row.Sector), ("@ground", row.Ground), ("@signed", row.Signed), ("@held", row.HeldUntil), ("@moment", row.MomentTo),
                ("@refers", row.RefersTo), ("@safety", row.Safety));
            await RunAsync(
                "INSERT INTO access_events (OrganisationId, TeamId, Outcome, Purpose, Origin, PersonId, Role, Action, DossierId, RecordId, DraftId, Session, At, Detail) VALUES (@organisation, @team, 'done', 'casework', 'shell', @author, 'caseworker', @action, @dossier, @id, NULL, '', @at, '')",
                cancellationToken,
                ("@organisation", organisation.Id), ("@team", row.TeamId), ("@author", row.AuthorId), ("@action", action), ("@dossier", row.DossierId), ("@id", row.Id), ("@at", row.Signed));
            return (frontier.Append(hash), row);
        }

        // One prepared command per statement: bulk writing is the point here.
        private async Task RunAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
        {
            if (!_commands.TryGetValue(sql, out var command))
            {
                _commands[sql] = command = db.Database.GetDbConnection().CreateCommand();
                (command.CommandText, command.Transaction) = (sql, transaction);
                foreach (var (name, _) in values)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = name;
                    command.Parameters.Add(parameter);
                }
            }
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static int HashCodeOf(int seed, long size) => unchecked((seed * 7919) + (int)size + 1_000_003);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
