using FoodValley.Triage.Web.Access.OpenIdConnect;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Options;

namespace FoodValley.Triage.Web.Access;

/// <summary>How people come in and leave. Every page asks for a signed-in person, unless it says otherwise.</summary>
public static class SignIn
{
    public const string Cookie = "session";
    public const string DemoPage = "/demo/sign-in";
    private const string ProviderSection = "Authentication:Schemes:" + OidcExtensions.DefaultScheme;

    /// <summary>The address of the configured sign-in provider, or null.</summary>
    public static Uri? Provider(IConfiguration settings)
    {
        var section = settings.GetSection(ProviderSection);
        var address = section["Authority"] is { Length: > 0 } authority ? authority : section["MetadataAddress"];
        return !string.IsNullOrEmpty(section["ClientId"]) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
    }

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        var provider = Provider(builder.Configuration) is not null;
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddScoped<HeldForms>();

        var authentication = services.AddAuthentication(options =>
        {
            options.DefaultScheme = Cookie;
            options.DefaultChallengeScheme = provider ? OidcExtensions.DefaultScheme : Cookie;
        });
        authentication.AddCookie(Cookie, options =>
        {
            options.Cookie.Name = development ? "session" : "__Host-session"; // the prefix needs https
            options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SlidingExpiration = true;
            options.LoginPath = DemoPage;
            options.Events.OnRedirectToAccessDenied = context => Doors.RefusedAsync(context.HttpContext);
        });
        services.AddOptions<CookieAuthenticationOptions>(Cookie).Configure<IConfiguration>((options, settings) =>
            options.ExpireTimeSpan = TimeSpan.FromMinutes(settings.GetValue("Session:IdleMinutes", 60)));
        if (provider) authentication.AddOpenIdConnect(FromProvider);
        services.AddDoors();

        services.Configure<Microsoft.AspNetCore.Mvc.RazorPages.RazorPagesOptions>(options =>
        {
            Doors.Guard(options.Conventions);
            if (!development) options.Conventions.AddPageRouteModelConvention("/Demo/SignIn", page => page.Selectors.Clear()); // no address, no page
        });
    }

    /// <summary>Outside Development somebody real must say who people are. Only serving needs this, no command does.</summary>
    /// <exception cref="CannotRunException">No provider is configured, or not well enough to use.</exception>
    public static void CheckSignIn(this WebApplication app)
    {
        if (Provider(app.Configuration) is null)
        {
            if (app.Environment.IsDevelopment()) return;
            throw new CannotRunException($"Sign-in is not configured: set {ProviderSection}:Authority (or MetadataAddress) and {ProviderSection}:ClientId, or start in Development for the demonstration.");
        }
        try { app.Services.GetRequiredService<IOptionsMonitor<OidcOptions>>().Get(OidcExtensions.DefaultScheme); }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw new CannotRunException($"Sign-in is not configured well ({ProviderSection}): {problem.Message}");
        }
    }

    /// <summary><c>POST /sign-out</c>: here, and at the provider where there is one. Also for somebody whose session has ended already.</summary>
    public static void MapSignOut(this WebApplication app) => app.MapPost("/sign-out", async (HttpContext context, IAntiforgery forms, CurrentUser me, AccessLog log, TimeProvider time) =>
    {
        if (!context.Request.HasFormContentType || !await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (me.Person is not null) await log.WriteAsync(me.Act(time), AccessAction.SignedOut, cancellationToken: context.RequestAborted);
        return Provider(app.Configuration) is not null && context.User.Identity?.IsAuthenticated == true
            ? Results.SignOut(new AuthenticationProperties { RedirectUri = "/signed-out" }, [OidcExtensions.DefaultScheme, Cookie])
            : Results.SignOut(new AuthenticationProperties { RedirectUri = "/signed-out" }, [Cookie]);
    }).AllowAnonymous();

    public static async Task EnterAsync(this HttpContext context, Person person)
    {
        var services = context.RequestServices;
        var principal = PersonClaims.Principal(person, services.GetRequiredService<Chance>());
        await context.SignInAsync(Cookie, principal);
        await services.GetRequiredService<AccessLog>().WriteAsync(
            new Act(person, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, principal.FindFirst(PersonClaims.Session)!.Value), AccessAction.SignedIn,
            cancellationToken: context.RequestAborted);
    }

    /// <summary>The provider says who somebody is; whether that person may work here, and as what, is ours to say.</summary>
    private static void FromProvider(OidcOptions options)
    {
        options.SignedOutRedirectUri = "/signed-out";
        options.Events.OnTicketReceived = async context =>
        {
            var known = context.Principal?.FindFirst(PersonClaims.Id)?.Value is { } id
                ? await context.HttpContext.RequestServices.GetRequiredService<People>().FindAsync(id, context.HttpContext.RequestAborted)
                : null;
            if (known is not null)
            {
                context.Principal = PersonClaims.Principal(known, context.HttpContext.RequestServices.GetRequiredService<Chance>());
                return;
            }
            context.HttpContext.Refuse(StatusCodes.Status403Forbidden, "unknown-person");
            context.HandleResponse();
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignIn)).LogWarning(context.Failure, "Sign-in failed");
            context.HttpContext.Refuse(StatusCodes.Status403Forbidden, "sign-in-failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
