using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.AspNetCore.Connections;

namespace FoodValley.Triage.Web.Setup;

/// <summary>What keeps the program from doing its work here, as one sentence for whoever started it.</summary>
public static class CannotRun
{
    /// <summary>The sentence, or null when this is a mistake of ours and its trace is worth more.</summary>
    public static string? Sentence(Exception problem) => problem switch
    {
        CannotRunException or RulebookFlawedException => problem.Message,
        TypeInitializationException { InnerException: { } inner } => Sentence(inner),
        IOException { InnerException: AddressInUseException } =>
            "The address is in use by another program: " + problem.Message + " Stop that program, or choose another address with --urls.",
        _ => null,
    };
}
