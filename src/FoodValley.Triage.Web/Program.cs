using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Access.OpenIdConnect;
using FoodValley.Triage.Web.Commands;
using FoodValley.Triage.Web.Setup;

try
{
    if (Shell.Asks(args)) return await Shell.RunAsync(args);

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddServer();
    builder.AddKeys();
    builder.AddLogs();
    builder.AddLanguages();
    builder.AddForms();
    builder.AddRequestRate();
    builder.AddPages();
    builder.AddDatabase();
    builder.AddSignIn();

    var app = builder.Build();
    app.UseProxy();
    app.UseHeaders();
    app.UseRequestLog();
    app.UseLanguages();
    app.UseErrorPages();
    app.UseFormLimits();
    app.UseLanguageOfForm();
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseHeldForms();
    app.UseAuthorization();

    app.MapHealth();
    app.MapLanguageSwitch();
    app.MapSignOut();
    app.MapPages();
    app.MapBackChannelLogout();
    app.CheckSignIn();
    await app.PrepareAsync();
    app.CheckKeys();
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (CannotRun.Sentence(problem) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 3;
}
