using FluentValidation.Results;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>A form on a page of its own: what came in, what is wrong with it, and its fields as they were typed.</summary>
public static class PostedForm
{
    public static T Read<T>(HttpRequest request) where T : new()
    {
        ArgumentNullException.ThrowIfNull(request);
        return FormFields.Read<T>(request.Form.ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Says what is wrong beside each field; the status of the answer: 200, or 400 when something was chosen that nobody was offered.</summary>
    public static int Say(this ModelStateDictionary state, ValidationResult result, ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(result);
        foreach (var error in result.Errors)
            state.AddModelError(FormFields.Name(error.PropertyName), text[error.ErrorMessage, (error.CustomState as (string, object?)[] ?? []).AsSpan()]);
        return result.Errors.Exists(e => e.ErrorCode == FormRules.NotOffered) ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
    }

    /// <summary>The controls of a form, filled with what it holds.</summary>
    public static FormMarkup Markup(object form, ScreenText text, ModelStateDictionary state)
    {
        var fields = FormFields.Write(form);
        return new FormMarkup(text, state, name => fields.GetValueOrDefault(name)?.FirstOrDefault(), name => fields.GetValueOrDefault(name) ?? []);
    }
}
