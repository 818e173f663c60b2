namespace FoodValley.Triage.Auditing;

/// <summary>Why somebody opens a dossier that is not theirs. A released name never changes.</summary>
public enum EmergencyReason
{
    /// <summary>Somebody is in danger now (HK-6a).</summary>
    [Code("danger")] Danger,
    /// <summary>The client, or somebody around, is in a crisis and calls for help.</summary>
    [Code("crisis")] Crisis,
    /// <summary>It cannot wait and nobody who knows the client can be reached.</summary>
    [Code("nobody-there")] NobodyThere,
}

/// <summary>How long an emergency lasts.</summary>
public static class EmergencyTerm
{
    /// <summary>Until 17:00 of the next working day in the Netherlands, UTC: by then somebody who knows the client is there, or the dossier is handed over.</summary>
    public static DateTime Until(DateTime utc) => Signals.Moment(WorkingDays.After(Signals.DayOf(utc), 1), WorkingDays.DueAt);
}
