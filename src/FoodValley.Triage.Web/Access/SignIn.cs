using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access.OpenIdConnect;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace FoodValley.Triage.Web.Access;

/// <summary>How people come in and leave. Every page asks for a signed-in person, unless it says otherwise.</summary>
public static class SignIn
{
    public const string Cookie = "session";
    public const string DemoPage = "/demo/sign-in";
    private const string ProviderSection = "Authentication:Schemes:" + OidcExtensions.DefaultScheme;
    private const string ProviderSubject = ".provider-subject", ProviderSession = ".provider-session";

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
        services.AddScoped<ProviderPeople>();

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
            options.Events.OnSigningIn = BeginAsync;
            options.Events.OnValidatePrincipal = ValidateAsync;
            // The hour without work begins at the last page, not half an hour before it.
            options.Events.OnCheckSlidingExpiration = context => { context.ShouldRenew = context.ElapsedTime >= TimeSpan.FromMinutes(1); return Task.CompletedTask; };
        });
        services.AddOptions<CookieAuthenticationOptions>(Cookie).Configure<IConfiguration>((options, settings) =>
            options.ExpireTimeSpan = TimeSpan.FromMinutes(settings.GetValue("Session:IdleMinutes", 60)));
        if (provider) authentication.AddOpenIdConnect(options => FromProvider(options, development));
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
    public static void MapSignOut(this WebApplication app) => app.MapPost("/sign-out", async (HttpContext context, IAntiforgery forms, CurrentUser me, AccessLog log, Sessions sessions, TimeProvider time) =>
    {
        if (!context.Request.HasFormContentType || !await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (me.Person is not null)
        {
            await log.WriteAsync(me.Act(time), AccessAction.SignedOut, cancellationToken: context.RequestAborted);
            await sessions.EndAsync(me.Session, time.GetUtcNow().UtcDateTime, context.RequestAborted);
        }
        return Provider(app.Configuration) is not null && context.User.Identity?.IsAuthenticated == true
            ? Results.SignOut(new AuthenticationProperties { RedirectUri = "/signed-out" }, [OidcExtensions.DefaultScheme, Cookie])
            : Results.SignOut(new AuthenticationProperties { RedirectUri = "/signed-out" }, [Cookie]);
    }).AllowAnonymous();

    public static Task EnterAsync(this HttpContext context, Person person) =>
        context.SignInAsync(Cookie, PersonClaims.Principal(person, context.RequestServices.GetRequiredService<Chance>()));

    // However somebody came in: the session is written down before the cookie goes out.
    private static async Task BeginAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (stop, now) = (context.HttpContext.RequestAborted, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (context.Principal is not { } principal || PersonClaims.Person(principal) is not { } person) throw new InvalidOperationException("Only a person can sign in.");
        context.Properties.Items.Remove(ProviderSubject, out var subject);
        context.Properties.Items.Remove(ProviderSession, out var theirs);
        // Whoever signs in again leaves the session that this browser had.
        if ((await context.HttpContext.AuthenticateAsync(Cookie)).Principal?.FindFirst(PersonClaims.Session)?.Value is { } old) await services.GetRequiredService<Sessions>().EndAsync(old, now, stop);
        var act = new Act(person, now, principal.FindFirst(PersonClaims.Session)!.Value);
        await services.GetRequiredService<Sessions>().BeginAsync(act.Session, person.Id, now, now.AddHours(services.GetRequiredService<IConfiguration>().GetValue("Session:MaxHours", 12)), subject, theirs, stop);
        await services.GetRequiredService<AccessLog>().WriteAsync(act, AccessAction.SignedIn, cancellationToken: stop);
    }

    // A cookie is worth what its session is worth, and its holder is who the database says now.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return;
        var services = context.HttpContext.RequestServices;
        var session = context.Principal?.FindFirst(PersonClaims.Session)?.Value;
        var person = session is null ? null : await services.GetRequiredService<Sessions>().FindAsync(session, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, context.HttpContext.RequestAborted);
        if (person is null)
        {
            context.RejectPrincipal();
            return;
        }
        if (person == PersonClaims.Person(context.Principal!)) return;
        context.ReplacePrincipal(PersonClaims.Principal(person, session!));
        context.ShouldRenew = true;
    }

    /// <summary>The provider says who somebody is; whether that person may work here, and as what, is ours to say.</summary>
    private static void FromProvider(OidcOptions options, bool development)
    {
        options.SignedOutRedirectUri = "/signed-out";
        if (!development) options.CorrelationCookie.Name = "__Secure-sign-in."; // it goes to the callback only, and may therefore not be called __Host-
        options.Events.OnTicketReceived = async context =>
        {
            var http = context.HttpContext;
            var known = context.Principal is { } principal
                ? await http.RequestServices.GetRequiredService<ProviderPeople>().RecogniseAsync(principal, options.People, http.RequestAborted)
                : new(null, "unknown-person");
            if (known.Person is not { } person)
            {
                http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignIn)).LogWarning("Signed in at the provider, and not let in: {Why}", known.Words);
                http.Refuse(StatusCodes.Status403Forbidden, known.Words);
                context.HandleResponse();
                return;
            }
            if (context.Properties is { } properties)
            {
                if (context.Principal!.FindFirst("sub")?.Value is { } subject) properties.Items[ProviderSubject] = subject;
                if (context.Principal.FindFirst("sid")?.Value is { } session) properties.Items[ProviderSession] = session;
            }
            context.Principal = PersonClaims.Principal(person, http.RequestServices.GetRequiredService<Chance>());
            context.ReturnUri = Local.Url(context.ReturnUri);
        };
        options.Events.OnAccessDenied = context =>
        {
            context.HttpContext.Refuse(StatusCodes.Status403Forbidden, "sign-in-cancelled");
            context.HandleResponse();
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignIn)).LogWarning(context.Failure, "Sign-in failed");
            context.HttpContext.Refuse(StatusCodes.Status403Forbidden, context.Failure is SecondFactorMissingException ? "second-factor" : "sign-in-failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
