using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Setup;

/// <summary>The database: chosen by settings, brought up to date before anything is served, filled with invented data in a demonstration.</summary>
public static class StoreSetup
{
    public static DatabaseSettings Database(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection("Database");
        var standard = new DatabaseSettings();
        var provider = section["Provider"] switch
        {
            null or "" or "Sqlite" => DatabaseProvider.Sqlite,
            "SqlServer" => DatabaseProvider.SqlServer,
            var other => throw new CannotRunException($"Database:Provider is '{other}'; it must be Sqlite or SqlServer."),
        };
        if (provider == DatabaseProvider.SqlServer && string.IsNullOrWhiteSpace(section["ConnectionString"]))
            throw new CannotRunException("Database:ConnectionString is not set; SQL Server needs one.");
        if (section["ConnectionString"] is { Length: > 0 } given)
        {
            try { _ = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = given }; }
            catch (ArgumentException) { throw new CannotRunException("Database:ConnectionString is not a connection string; see docs/operations.md."); }
        }
        return standard with { Provider = provider, ConnectionString = section["ConnectionString"] is { Length: > 0 } connection ? connection : standard.ConnectionString };
    }

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddStore(Database(builder.Configuration));
        builder.Services.AddScoped<Desk>();
        builder.Services.AddSingleton<NightlyVerification>();
        builder.Services.AddHostedService(services => services.GetRequiredService<NightlyVerification>());
        builder.Services.AddSingleton<BackgroundSealing>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BackgroundSealing>());
        builder.Services.AddSingleton<ProcessingLog>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ProcessingLog>());
        builder.Services.AddSingleton(services => LogReviewing.Thresholds(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton(services => BackgroundExports.Kept(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<BackgroundExports>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BackgroundExports>());
        builder.Services.AddSingleton(services => new Readiness(async stop =>
        {
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TriageDb>().Database.CanConnectAsync(stop);
        }));
    }

    /// <summary>The rules are readable, the database is fit for work, and a demonstration has something to show.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _ = Rulebook.Current;
        _ = app.Services.GetRequiredService<Triage.Auditing.LogThresholds>();
        _ = BackgroundSealing.SealAt(app.Configuration);
        var processing = ProcessingLog.Target(app.Configuration) is not null;
        await Store.Database.PrepareAsync(app.Services.GetRequiredService<DatabaseSettings>());
        await using (var switching = app.Services.CreateAsyncScope()) await switching.ServiceProvider.GetRequiredService<ProcessingOutbox>().SwitchAsync(processing);
        if (!app.Configuration.GetValue("Demo:Enabled", app.Environment.IsDevelopment())) return;
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var filled = await DemoData.FillAsync(services.GetRequiredService<TriageDb>(), Chance.Seeded(2026), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (filled && app.Configuration.GetValue("Demo:Work", true)) await ActivatorUtilities.CreateInstance<DemoWork>(services).WriteAsync();
    }
}
