namespace FoodValley.Triage.Asking;

/// <summary>A decision that is still being written. Only its owner sees it.</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="OrganisationId">Organisation of the owner.</param>
/// <param name="TeamId">Team of the owner.</param>
/// <param name="OwnerId">The one person who may open it.</param>
/// <param name="DossierId">The dossier it is about, once chosen. At level 1 this link never reaches the sealed content (decision matrix, ambiguity 20).</param>
/// <param name="Answers">What was answered so far.</param>
/// <param name="EditionId">The edition of the rules it was started under.</param>
/// <param name="Version">Raised by one with every save; a save with an older version is refused.</param>
/// <param name="Started">UTC.</param>
/// <param name="Changed">UTC, of the last save.</param>
/// <param name="SealedAs">The record it became; its answers are emptied then.</param>
public sealed record Draft(
    Guid Id, string OrganisationId, string TeamId, string OwnerId, Guid? DossierId, Answers Answers, string EditionId, int Version,
    DateTime Started, DateTime Changed, Guid? SealedAs);
