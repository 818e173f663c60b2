using System.Globalization;
using System.Text;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Which words an error page uses when a status alone says too little: the part of the text keys after <c>error-page.</c>.</summary>
public sealed record ErrorWords(string Key);

/// <summary>
/// One page for everything that goes wrong: what happened, what to do, and a code to quote. Never a cause or a stack trace, in no environment.
/// It is made without Razor, user or database, so that it also works when those are what failed.
/// </summary>
public static class Errors
{
    public static void UseErrorPages(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FoodValley.Triage.Web.Errors");
        app.Use(async (context, next) =>
        {
            try { await next(context); }
            catch (Exception problem) when (!context.Response.HasStarted)
            {
                context.Response.Clear();
                context.Response.StatusCode = problem switch
                {
                    _ when context.RequestAborted.IsCancellationRequested => StatusCodes.Status499ClientClosedRequest,
                    BadHttpRequestException => StatusCodes.Status400BadRequest,
                    _ => StatusCodes.Status500InternalServerError,
                };
                if (context.Response.StatusCode == StatusCodes.Status500InternalServerError) log.LogError(problem, "Request {TraceCode} failed", context.TraceCode());
            }
            var response = context.Response;
            if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null } && response.StatusCode != StatusCodes.Status499ClientClosedRequest)
                await WritePage(context);
        });
    }

    /// <summary>Ends the request with this status and these words.</summary>
    public static void Refuse(this HttpContext context, int status, string words)
    {
        context.Features.Set(new ErrorWords(words));
        context.Response.StatusCode = status;
    }

    private static async Task WritePage(HttpContext context)
    {
        if (context.Response.StatusCode is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        var status = context.Response.StatusCode;
        var words = context.Features.Get<ErrorWords>()?.Key ?? status switch { 403 or 404 or 429 => $"{status}", >= 500 => "500", _ => "400" };
        var page = Encoding.UTF8.GetBytes(Page(context.RequestServices.GetRequiredService<ScreenText>(), words, context.TraceCode(), context.RequestServices.GetRequiredService<IConfiguration>()["Support:Contact"]).ToString());
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        context.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(page);
    }

    private static Markup Page(ScreenText text, string words, string code, string? contact) => Markup.Of(
        $"""
        <!doctype html>
        <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}" class="voorbeeld-theme foodvalley-theme">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{text[$"error-page.{words}.title"]} – FoodValley Triage</title>
        {Brand.HeadLinks}
        </head>
        <body class="utrecht-body utrecht-document">
        <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">{text["layout.skip"]}</a>
        <div class="utrecht-page-layout">
        <header class="utrecht-page-header"><div class="utrecht-page-header__content fv-brandbar">{Brand.HomeLink(text)}</div></header>
        <div class="utrecht-page-body"><main class="utrecht-page-body__content" id="inhoud" tabindex="-1">
        <div class="fv-stack fv-measure">
        <h1 class="nl-heading nl-heading--level-1">{text[$"error-page.{words}.title"]}</h1>
        <p class="fv-lead">{text[$"error-page.{words}.text"]}</p>
        <p class="nl-paragraph">{text["error-page.code"]} <code>{code}</code></p>
        {(string.IsNullOrWhiteSpace(contact) ? Markup.Of($"") : Markup.Of($"""<p class="nl-paragraph">{text["error-page.contact"]} {contact}</p>"""))}
        <p><a class="nl-link" href="/">{text["error-page.home"]}</a></p>
        </div>
        </main></div>
        {Brand.Footer(text)}
        </div>
        </body>
        </html>

        """);
}
