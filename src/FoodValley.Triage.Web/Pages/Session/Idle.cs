using System.Globalization;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FoodValley.Triage.Web.Pages.Session;

/// <summary>
/// Says before a session ends that it will, and how to stay. It stands in every page, and the style sheet shows it when its time has come: no script is needed.
/// What was typed is not lost either way (<see cref="HeldForms"/>).
/// </summary>
public static class Idle
{
    /// <summary>Minutes after which the style sheet can show it: each has a class in app.css.</summary>
    private static readonly int[] Steps = [3, 5, 8, 10, 13, 15, 20, 25, 40, 55, 85, 115];

    /// <summary>How long a session lasts without a request.</summary>
    public static TimeSpan Lasts(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SignIn.Cookie).ExpireTimeSpan;
    }

    /// <summary>The hour and minute, here, at which it ends if nothing happens.</summary>
    public static string EndsAt(HttpContext context) =>
        Desk.Local(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime + Lasts(context)).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Null when a session is so short that there is no moment before its end.</summary>
    public static Markup? Warning(HttpContext context, ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = Steps.LastOrDefault(step => TimeSpan.FromMinutes(step) <= Lasts(context) - TimeSpan.FromMinutes(2));
        return shown == 0 ? null : Markup.Of(
            $"""<div class="fv-idle fv-idle--{shown} fv-card" role="status"><p>{text["idle.text", ("time", EndsAt(context))]} <a class="nl-link" href="/session/stay" target="_blank" rel="noopener">{text["idle.stay"]}</a></p></div>""");
    }
}
