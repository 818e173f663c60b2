using FoodValley.Triage.Rules;

namespace FoodValley.Triage;

/// <summary>What somebody may do. Serves HK-0c and HK-8.4.</summary>
public enum Role
{
    /// <summary>Talks with the client, weighs and decides.</summary>
    [Code("caseworker")] Caseworker,
    /// <summary>Reads signed decisions of the own team.</summary>
    [Code("team-lead")] TeamLead,
    /// <summary>Guards the rules of the organisation and accounts for them.</summary>
    [Code("privacy-officer")] PrivacyOfficer,
    /// <summary>Arranges people, teams and settings; sees no content.</summary>
    [Code("administrator")] Administrator,
}

/// <summary>Somebody who signed in, with everything a door asks about. Organisation and team stand on every query.</summary>
/// <param name="Id">Stable id, unique over all organisations.</param>
/// <param name="Name">As shown on screens and signed with.</param>
/// <param name="Role">The one role of this person.</param>
/// <param name="OrganisationId">The organisation; nothing of another organisation is ever read or written.</param>
/// <param name="OrganisationName">As shown and sealed.</param>
/// <param name="Sector">The organisation's usual sector; per decision it can be chosen otherwise with a reason.</param>
/// <param name="TeamId">The team.</param>
/// <param name="TeamName">As shown and sealed.</param>
public sealed record Person(
    string Id, string Name, Role Role, string OrganisationId, string OrganisationName, Sector Sector, string TeamId, string TeamName);

/// <summary>Who acts, and when: travels with every write and every access event.</summary>
/// <param name="Who">The person who acts.</param>
/// <param name="At">The moment, UTC.</param>
/// <param name="Session">Id of the sign-in session, so that events of one sitting can be told apart; empty for the shell.</param>
public sealed record Act(Person Who, DateTime At, string Session);
