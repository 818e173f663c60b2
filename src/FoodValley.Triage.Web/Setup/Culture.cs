using System.Globalization;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Dutch, unless this person chose English. What the browser prefers does not count: colleagues see the same screen.</summary>
public static class Culture
{
    /// <summary>Name of the cookie with the choice; over https it has the prefix that nobody but this host can set.</summary>
    public static string Cookie(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsHttps ? "__Host-language" : "language";
    }

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
            options.RequestCultureProviders = [new CustomRequestCultureProvider(context => context.Request.Cookies[Cookie(context.Request)] == "en" ? chosen : none)];
        });
    }

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    public static bool Known(string? language) => language is "nl" or "en";

    /// <summary>Keeps the choice in this browser.</summary>
    public static void Remember(HttpContext context, string language)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Cookie(context.Request), language, new CookieOptions
        {
            Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
        });
    }

    /// <summary>
    /// A form that is sent with <c>language</c> is answered in that language, so that a page can come back with all that was typed. After the form was read.
    /// </summary>
    public static void UseLanguageOfForm(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType && context.Request.Form["language"].ToString() is var asked && Known(asked))
        {
            var language = CultureInfo.GetCultureInfo(asked == "en" ? "en-GB" : "nl-NL");
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            context.Response.Headers.ContentLanguage = language.Name;
        }
        await next(context);
    });

    /// <summary><c>POST /language</c> with <c>language</c> (<c>nl</c> or <c>en</c>) and <c>returnUrl</c>, signed in or not.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapPost("/language", async (HttpContext context, IAntiforgery forms) =>
    {
        if (!context.Request.HasFormContentType || !await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var form = context.Request.Form;
        var language = form["language"].ToString();
        if (!Known(language)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        Remember(context, language);
        return Results.LocalRedirect(Local.Url(form["returnUrl"]));
    }).AllowAnonymous();
}
