using System.Reflection;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// A posted field that the page does not have – a ground at level 1 (IU-1-GRD), a name beside an anonymous text – was made by hand: 400, and nothing
/// happens. A page has the parameters of its handler, its bound properties, and the fields of its property <c>Form</c>.
/// </summary>
public sealed class PostedFields : IPageFilter
{
    private const string Token = "__RequestVerificationToken";

    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method)) return;
        var route = context.RouteData.Values;
        if (context.HandlerMethod is not { } handler || !request.HasFormContentType || request.Form.Keys.Any(name => route.ContainsKey(name) || !Has(context, handler, name))
            || request.Form["language"] is [var language, ..] && !Culture.Known(language))
            context.Result = new BadRequestResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    private static bool Has(PageHandlerExecutingContext context, HandlerMethodDescriptor handler, string name)
    {
        var page = context.HandlerInstance.GetType();
        return name is Token or HoldingForms.Field
            || handler.Parameters.Any(parameter => Named(parameter, name))
            || context.ActionDescriptor.BoundProperties.Any(property => Named(property, name))
            || (page.GetProperty("Form", BindingFlags.Public | BindingFlags.Instance)?.PropertyType is { } form && FormFields.Has(form, name));
    }

    private static bool Named(ParameterDescriptor parameter, string name) => string.Equals(parameter.BindingInfo?.BinderModelName ?? parameter.Name, name, StringComparison.OrdinalIgnoreCase);
}
