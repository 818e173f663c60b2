using Microsoft.AspNetCore.Http.HttpResults;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Addresses inside this application, as they stand in a header; whatever else is asked for becomes the first page.</summary>
public static class Local
{
    public static string Url(string? asked) => !string.IsNullOrEmpty(asked) && asked[0] == '/' && asked.All(c => c is > ' ' and < '\u007f') && RedirectHttpResult.IsLocalUrl(asked) ? asked : "/";
}
