using System.Globalization;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A page about a decision that is gone leads to the one that says it was destroyed, instead of saying that there never was one. Serves HK-8.3.</summary>
public sealed class DestroyedDetour(Records records, CurrentUser user) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var executed = await next();
        if (executed.Result is not NotFoundResult || user.Person is not { } person) return;
        foreach (var name in new[] { "record", "id" })
        {
            if (!Guid.TryParse(Convert.ToString(context.RouteData.Values[name], CultureInfo.InvariantCulture), out var id)) continue;
            if (await records.DestroyedAsync(person, id, context.HttpContext.RequestAborted) is not null) executed.Result = new RedirectResult($"/records/{id}/destroyed");
            return;
        }
    }
}
