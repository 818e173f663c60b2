namespace FoodValley.Triage.Dossiers;

/// <summary>Whose data it is. No citizen service number anywhere (law B3).</summary>
/// <param name="Name">As the client is called.</param>
/// <param name="BirthDate">Age is counted on the day of a decision, never stored.</param>
/// <param name="Phone">Empty when unknown.</param>
/// <param name="Email">Empty when unknown.</param>
/// <param name="Address">Street, number, postcode and town in one text; empty when unknown.</param>
public sealed record Client(string Name, DateOnly BirthDate, string Phone, string Email, string Address)
{
    /// <summary>Full years on <paramref name="day"/>. Born on 29 February: a year older on 1 March of other years.</summary>
    public int AgeOn(DateOnly day) =>
        day.Year - BirthDate.Year - (day.Month < BirthDate.Month || (day.Month == BirthDate.Month && day.Day < BirthDate.Day) ? 1 : 0);
}

/// <summary>What a decision about this client hangs on; what was written in it is the <see cref="CaseFile"/>. One dossier and one decision per client (decision matrix, ambiguity 14).</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="Number">The organisation's number, unique within it.</param>
/// <param name="Client">Whose data it is.</param>
/// <param name="OrganisationId">Owner.</param>
/// <param name="TeamId">Team of the responsible caseworker.</param>
/// <param name="ResponsibleId">The caseworker who may open it.</param>
/// <param name="Opened">Moment of opening, UTC.</param>
/// <param name="Version">Number of the last line that was written in it; 0 for none.</param>
public sealed record Dossier(Guid Id, string Number, Client Client, string OrganisationId, string TeamId, string ResponsibleId, DateTime Opened, int Version = 0);
