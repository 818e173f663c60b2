using FoodValley.Triage.Asking;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Decisions that are still being written. Only their owner sees them.</summary>
public sealed class Drafts(TriageDb db, Chance chance)
{
    /// <summary>A new draft, version 1.</summary>
    public async Task<Draft> StartAsync(Act act, Answers answers, string editionId, Guid? dossierId = null, CancellationToken cancellationToken = default)
    {
        var (id, at, who) = (chance.Id(), StoredTime.Of(act.At), act.Who);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO drafts (Id, OrganisationId, TeamId, OwnerId, DossierId, Answers, EditionId, Version, Started, Changed, SealedAs)
            VALUES ({id}, {who.OrganisationId}, {who.TeamId}, {who.Id}, {dossierId}, {answers.ToJson()}, {editionId}, 1, {at}, {at}, NULL)
            """,
            cancellationToken);
        return new Draft(id, who.OrganisationId, who.TeamId, who.Id, dossierId, answers, editionId, 1, at, at, null);
    }

    /// <summary>This person's draft, sealed ones too; null when it does not exist or is somebody else's.</summary>
    public async Task<Draft?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default) =>
        (await HotQueries.Of(db).Draft(db, person.OrganisationId, person.Id, id, cancellationToken))?.ToDraft();

    /// <summary>This person's open drafts, last changed first.</summary>
    public async Task<IReadOnlyList<Draft>> OpenAsync(Person person, CancellationToken cancellationToken = default)
    {
        var found = new List<Draft>();
        await foreach (var row in HotQueries.Of(db).OpenDrafts(db, person.OrganisationId, person.Id).WithCancellation(cancellationToken)) found.Add(row.ToDraft());
        return found;
    }

    /// <summary>
    /// The new version, or null when nothing was written: another version was saved meanwhile, it is sealed or gone, or it is somebody else's.
    /// One statement without tracking, for this happens at every answer.
    /// </summary>
    public async Task<int?> SaveAsync(
        Act act, Guid id, int expectedVersion, Answers answers, Guid? dossierId, string editionId, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE drafts SET Answers = {answers.ToJson()}, DossierId = {dossierId}, EditionId = {editionId}, Version = Version + 1, Changed = {StoredTime.Of(act.At)}
            WHERE Id = {id} AND Version = {expectedVersion} AND OwnerId = {act.Who.Id} AND OrganisationId = {act.Who.OrganisationId} AND SealedAs IS NULL
            """,
            cancellationToken);
        return written == 1 ? expectedVersion + 1 : null;
    }

    /// <summary>Throws an own, open draft away, with what colleagues were asked from within it; false when there is none.</summary>
    public async Task<bool> DropAsync(Act act, Guid id, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM colleague_advice WHERE DraftId = {id} AND OrganisationId = {act.Who.OrganisationId}
              AND EXISTS (SELECT 1 FROM drafts WHERE drafts.Id = {id} AND drafts.OwnerId = {act.Who.Id} AND drafts.SealedAs IS NULL)
            """,
            cancellationToken);
        var dropped = await db.Database.ExecuteSqlAsync(
            $"DELETE FROM drafts WHERE Id = {id} AND OwnerId = {act.Who.Id} AND OrganisationId = {act.Who.OrganisationId} AND SealedAs IS NULL",
            cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return dropped;
    }
}
