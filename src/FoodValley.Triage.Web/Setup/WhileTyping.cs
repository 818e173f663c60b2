
namespace FoodValley.Triage.Web.Setup;

/// <summary>Requests that only ask for marks while a text is being typed. Nothing of them is kept, and one person can ask only so often.</summary>
public static class WhileTyping
{
    /// <summary>The page handler they ask for.</summary>
    public const string Handler = "Marks";

    /// <summary>At once at most; two more each second.</summary>
    public const int AtOnce = 30;

    public static bool Asked(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsPost(request.Method) && string.Equals(request.Query["handler"], Handler, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The answer may load one script of our own and ask this server from it; every other answer may not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithScriptAttribute : Attribute;
