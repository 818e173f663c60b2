using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Setup;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddServer();
    builder.AddLogs();
    builder.AddLanguages();
    builder.AddForms();
    builder.AddPages();
    builder.AddSignIn();
    builder.AddHealth();

    var app = builder.Build();
    app.UseHeaders();
    app.UseRequestLog();
    app.UseLanguages();
    app.UseErrorPages();
    app.UseFormLimits();
    app.UseRouting();
    app.UseAuthentication();
    app.UseHeldForms();
    app.UseAuthorization();

    app.MapHealth();
    app.MapLanguageSwitch();
    app.MapSignOut();
    app.MapPages();
    app.CheckSignIn();
    await app.RunAsync();
    return 0;
}
catch (CannotRunException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 3;
}
catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync("The address is in use by another program: " + problem.Message + " Stop that program, or choose another address with --urls.");
    return 3;
}
