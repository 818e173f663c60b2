using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Dossiers;

/// <summary>An organisation we work with, as it stands in the address book of one organisation (HK-8b).</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="Kind">What kind of organisation.</param>
/// <param name="Sector">Whether it is government (decision matrix, ambiguity 3).</param>
/// <param name="Organisation">Its name; with <paramref name="Contact"/> unique in the address book.</param>
/// <param name="Contact">The person or team one speaks with; a decision needs it (IU-ALG-2b).</param>
/// <param name="Phone">Empty when unknown.</param>
/// <param name="Email">Empty when unknown.</param>
/// <param name="AgreedOn">Date of the agreement or covenant; null when there is none.</param>
/// <param name="Owner">Who of our organisation keeps that agreement up; empty when nobody does.</param>
/// <param name="Answers">Web address (https) of this partner's own answers to the eight questions (HK-8z); empty when unknown.</param>
/// <param name="Version">Raised by one with every change.</param>
/// <param name="Ended">True when we no longer work together; it stays in old decisions and is not offered any more.</param>
public sealed record Partner(
    Guid Id, RecipientKind Kind, Sector Sector, string Organisation, string Contact, string Phone, string Email, DateOnly? AgreedOn, string Owner, string Answers, int Version, bool Ended)
{
    /// <summary>As people call it: who, and of which organisation.</summary>
    public string Name => Contact.Length == 0 ? Organisation : $"{Contact}, {Organisation}";
}
