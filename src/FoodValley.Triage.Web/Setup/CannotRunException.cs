namespace FoodValley.Triage.Web.Setup;

/// <summary>The program cannot do its work here: one sentence for whoever started it, and exit code 3.</summary>
public sealed class CannotRunException(string sentence) : Exception(sentence);
