using System.Globalization;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Dutch, unless this person chose English. What the browser prefers does not count: colleagues see the same screen.</summary>
public static class Culture
{
    public const string Cookie = "language";

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<ScreenText>();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            var dutch = CultureInfo.GetCultureInfo("nl-NL");
            var english = CultureInfo.GetCultureInfo("en-GB");
            options.DefaultRequestCulture = new(dutch);
            options.SupportedCultures = options.SupportedUICultures = [dutch, english];
            options.ApplyCurrentCultureToResponseHeaders = true;
            var chosen = Task.FromResult<ProviderCultureResult?>(new(english.Name));
            var none = Task.FromResult<ProviderCultureResult?>(null);
            options.RequestCultureProviders = [new CustomRequestCultureProvider(context => context.Request.Cookies[Cookie] == "en" ? chosen : none)];
        });
    }

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary><c>POST /language</c> with <c>language</c> (<c>nl</c> or <c>en</c>) and <c>returnUrl</c>, signed in or not.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapPost("/language", async (HttpContext context, IAntiforgery forms) =>
    {
        if (!context.Request.HasFormContentType || !await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var form = context.Request.Form;
        var language = form["language"].ToString();
        if (language is not ("nl" or "en")) return Results.StatusCode(StatusCodes.Status400BadRequest);
        context.Response.Cookies.Append(Cookie, language, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
        });
        return Results.LocalRedirect(Local.Url(form["returnUrl"]));
    }).AllowAnonymous();
}
