using System.Data.Common;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>The address book of an organisation (HK-8b). Everybody of the organisation reads it; caseworkers and privacy officers keep it up.</summary>
public sealed class Partners(TriageDb db, Chance chance)
{
    /// <summary>All partners by name; those that ended only when asked for.</summary>
    public async Task<IReadOnlyList<Partner>> OfAsync(Person person, bool ended = false, CancellationToken cancellationToken = default)
    {
        var rows = await db.Partners.AsNoTracking().Where(p => p.OrganisationId == person.OrganisationId && (ended || !p.Ended))
            .OrderBy(p => p.Organisation).ThenBy(p => p.Contact).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToPartner())];
    }

    /// <summary>The partner with this id, ended ones too; null when it does not exist or is another organisation's.</summary>
    public async Task<Partner?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default) =>
        (await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == person.OrganisationId, cancellationToken))?.ToPartner();

    /// <summary>
    /// The partner with this organisation and contact, made when it is not there yet: a recipient added on the spot. One that had ended is taken up again.
    /// </summary>
    public async Task<Partner> FindOrAddAsync(Act act, RecipientKind kind, string organisation, string contact, CancellationToken cancellationToken = default)
    {
        var partner = new Partner(chance.Id(), kind, SectorOf(kind), organisation, contact, "", "", null, "", "", 1, false);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await ThereAsync(act, organisation, contact, cancellationToken) is { } there)
        {
            if (!there.Ended) return there.ToPartner();
            await db.Database.ExecuteSqlAsync($"UPDATE partners SET Ended = {false}, Version = Version + 1 WHERE Id = {there.Id}", cancellationToken);
            return (await ThereAsync(act, organisation, contact, cancellationToken))!.ToPartner();
        }
        return await InsertAsync(act, partner, cancellationToken) ? partner : (await ThereAsync(act, organisation, contact, cancellationToken))!.ToPartner();
    }

    /// <summary>A new partner; null, and nothing written, when organisation and contact are in the book already. Id and version of <paramref name="partner"/> do not matter.</summary>
    public async Task<Partner?> AddAsync(Act act, Partner partner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partner);
        var added = partner with { Id = chance.Id(), Version = 1 };
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await ThereAsync(act, partner.Organisation, partner.Contact, cancellationToken) is not null) return null;
        return await InsertAsync(act, added, cancellationToken) ? added : null;
    }

    /// <summary>
    /// The new version of a partner. <see cref="WrittenMeanwhile"/> when another version was saved meanwhile or it is not there,
    /// <see cref="NumberInUse"/> when organisation and contact are another partner's.
    /// </summary>
    public async Task<Writing> ChangeAsync(Act act, Partner partner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partner);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await ThereAsync(act, partner.Organisation, partner.Contact, cancellationToken) is { } there && there.Id != partner.Id) return new NumberInUse();
        try
        {
            return await UpdateAsync(act, partner, cancellationToken) ? new Wrote(partner.Version + 1) : new WrittenMeanwhile();
        }
        catch (DbException problem) when (db.IsDuplicate(problem))
        {
            // Somebody else gave another partner that name after we looked.
            return new NumberInUse();
        }
        catch (DbException problem) when (db.IsInTheWay(problem))
        {
            return new WrittenMeanwhile();
        }
    }

    private async Task<bool> UpdateAsync(Act act, Partner partner, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE partners SET Kind = {partner.Kind.Code()}, Sector = {partner.Sector.Code()}, Organisation = {partner.Organisation}, Contact = {partner.Contact},
              Phone = {partner.Phone}, Email = {partner.Email}, AgreedOn = {partner.AgreedOn}, Owner = {partner.Owner}, Answers = {partner.Answers}, Ended = {partner.Ended}, Version = Version + 1
            WHERE Id = {partner.Id} AND OrganisationId = {act.Who.OrganisationId} AND Version = {partner.Version}
            """,
            cancellationToken) == 1;

    /// <summary>The usual sector of a kind of organisation; can be set otherwise (decision matrix, ambiguity 3).</summary>
    public static Sector SectorOf(RecipientKind kind) =>
        kind is RecipientKind.Municipality or RecipientKind.LocalTeam or RecipientKind.Police or RecipientKind.SafeHome ? Sector.Government : Sector.NonGovernment;

    private Task<PartnerRow?> ThereAsync(Act act, string organisation, string contact, CancellationToken cancellationToken) =>
        db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.OrganisationId == act.Who.OrganisationId && p.Organisation == organisation && p.Contact == contact, cancellationToken);

    private async Task<bool> InsertAsync(Act act, Partner partner, CancellationToken cancellationToken)
    {
        db.Add(RowOf(act.Who.OrganisationId, partner));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (db.ChangeTracker.Entries<PartnerRow>().Any())
        {
            db.ChangeTracker.Clear();
            if (await ThereAsync(act, partner.Organisation, partner.Contact, cancellationToken) is null) throw;
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    internal static PartnerRow RowOf(string organisationId, Partner p) => new()
    {
        Id = p.Id, OrganisationId = organisationId, Kind = p.Kind.Code(), Sector = p.Sector.Code(), Organisation = p.Organisation, Contact = p.Contact, Phone = p.Phone,
        Email = p.Email, AgreedOn = p.AgreedOn, Owner = p.Owner, Answers = p.Answers, Version = p.Version, Ended = p.Ended,
    };
}
