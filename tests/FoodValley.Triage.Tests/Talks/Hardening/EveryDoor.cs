using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>A door of the program as its own list has it.</summary>
/// <param name="Pattern">Its address, with names for the changing parts.</param>
/// <param name="Methods">What it takes; a page takes GET and POST.</param>
/// <param name="File">A file that is the same for everybody.</param>
internal sealed record Door(RoutePattern Pattern, IReadOnlyList<string> Methods, bool File, Type? Page, bool Script)
{
    public static IReadOnlyList<Door> All(TriageApp app) =>
    [
        .. app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => new Door(
                e.RoutePattern, e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"], e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null,
                e.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerTypeInfo, e.Metadata.GetMetadata<FoodValley.Triage.Web.Setup.WithScriptAttribute>() is not null))
            .OrderBy(d => d.Pattern.RawText, StringComparer.Ordinal),
    ];

    /// <summary>The address with these in the changing parts.</summary>
    public string Address(Func<string, string> part) => "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => Uri.EscapeDataString(part(parameter.Name)),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }))));
}
