namespace FoodValley.Triage.Benchmarks;

/// <summary>The least a Razor Page can cost: no session, no form, no log, no database.</summary>
public static class EmptyPage
{
    public static async Task ServeAsync(string address)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddRazorPages();
        await using var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync();
    }
}
