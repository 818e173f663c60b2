using FoodValley.Triage.Web.Pages;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Razor Pages and the static files beside them.</summary>
public static class PageSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.AddRazorPages().AddMvcOptions(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.Filters.Add<PostedFields>();
            options.Filters.Add<DestroyedDetour>();
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        // What does not exist says so to everybody: no detour by the sign-in page.
        app.MapFallback("{*path}", () => Results.StatusCode(StatusCodes.Status404NotFound)).AllowAnonymous();
    }
}
