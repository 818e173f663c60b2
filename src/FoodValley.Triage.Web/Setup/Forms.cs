using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Setup;

/// <summary>How large a form may be. A larger or broken one is the sender's mistake (400), never ours (500).</summary>
public static class Forms
{
    public const int MaxBody = 256 * 1024;
    public const int MaxKeys = 200;
    public const int MaxValue = 64 * 1024;

    /// <summary>A body up to this size is still read to its end and thrown away, so that the sender hears the answer instead of a broken connection.</summary>
    private const int MaxRefusedBody = 16 * 1024 * 1024;

    public static void AddForms(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = MaxRefusedBody);
        builder.Services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = MaxKeys;
            options.ValueLengthLimit = MaxValue;
            options.KeyLengthLimit = 256;
            options.MultipartBodyLengthLimit = MaxBody;
            options.BufferBodyLengthLimit = MaxBody;
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = builder.Environment.IsDevelopment() ? "form" : "__Host-form";
            options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax; // Strict is not sent on the way back from a sign-in provider, and open pages would lose their tokens
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Reads the whole form before anything else does: whoever asks for it later has it, or the request has already been refused.</summary>
    public static void UseFormLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) { await next(context); return; }
        if (!HttpMethods.IsPost(request.Method)) // no door takes anything else
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (request.ContentLength > MaxBody)
        {
            if (request.ContentLength <= MaxRefusedBody) await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBody;
        if (request.HasFormContentType)
        {
            try { await request.ReadFormAsync(context.RequestAborted); }
            catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException or IOException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }
        await next(context);
    });
}
