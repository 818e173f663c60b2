using System.Text.Json;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace FoodValley.Triage.Web.Access;

/// <summary>A form that was posted after the session had ended.</summary>
/// <param name="Path">Where it was posted, with the query; always an address of this application.</param>
/// <param name="Fields">What was typed, in order.</param>
public sealed record HeldForm(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Keeps what somebody posted just after the session ended, until the same person signed in again: for at most eight hours,
/// encrypted, readable for that person only, by every instance that shares the database and the keys.
/// </summary>
public sealed class HeldForms(KeptForms kept, IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Keeps the form and gives the id to ask for it.</summary>
    public async Task<string> HoldAsync(string personId, string path, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken stop = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var bytes = For(personId).Protect(JsonSerializer.SerializeToUtf8Bytes(new HeldForm(path, fields)));
        return (await kept.KeepAsync(personId, bytes, now, now + Lifetime, stop)).ToString("N");
    }

    /// <summary>Null when there is none (any more), or it is somebody else's.</summary>
    public async Task<HeldForm?> FindAsync(string personId, string id, CancellationToken stop = default)
    {
        if (!Guid.TryParseExact(id, "N", out var known) || await kept.FindAsync(personId, known, time.GetUtcNow().UtcDateTime, stop) is not { } bytes) return null;
        try { return JsonSerializer.Deserialize<HeldForm>(For(personId).Unprotect(bytes)); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    public async Task DropAsync(string personId, string id, CancellationToken stop = default)
    {
        if (Guid.TryParseExact(id, "N", out var known)) await kept.DropAsync(personId, known, stop);
    }

    private IDataProtector For(string personId) => protection.CreateProtector("HeldForms", personId);
}

/// <summary>Where held forms come in and go out.</summary>
public static class HoldingForms
{
    /// <summary>The field by which a form that is sent again says which one it was.</summary>
    public const string Field = "__held";

    /// <summary>
    /// After authentication, before authorisation. Only a genuine form of a genuine but ended session is kept: both the cookie and the
    /// form's own token are checked. Everything else takes the usual way to the sign-in page.
    /// </summary>
    public static void UseHeldForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || WhileTyping.Asked(context.Request))
        {
            await next(context);
            return;
        }
        var forms = context.RequestServices.GetRequiredService<HeldForms>();
        if (context.User.FindFirst(PersonClaims.Id)?.Value is { } person)
        {
            await next(context);
            if (context.Request.Form[Field].ToString() is { Length: > 0 } sent && context.Response.StatusCode < 400) await forms.DropAsync(person, sent, context.RequestAborted);
            return;
        }
        if (await EndedSession(context) is not { } owner)
        {
            await next(context);
            return;
        }
        var fields = context.Request.Form.Where(field => Typed(field.Key)).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        var id = await forms.HoldAsync(owner, context.Request.PathBase + context.Request.Path + context.Request.QueryString, fields, context.RequestAborted);
        await context.ChallengeAsync(new AuthenticationProperties { RedirectUri = "/session/resume/" + id });
    });

    private static bool Typed(string field) =>
        field != Field && field != "__RequestVerificationToken" && !field.Contains("password", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whose session this cookie was, when it is ours. That it has ended is known: nobody is signed in by it.</summary>
    private static async Task<string?> EndedSession(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SignIn.Cookie);
        var cookie = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!);
        if (string.IsNullOrEmpty(cookie) || options.TicketDataFormat.Unprotect(cookie) is not { } ticket) return null;
        var nobody = context.User;
        context.User = ticket.Principal; // a form's token is tied to the person it was made for
        var genuine = await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        context.User = nobody;
        return genuine ? ticket.Principal.FindFirst(PersonClaims.Id)?.Value : null;
    }
}
