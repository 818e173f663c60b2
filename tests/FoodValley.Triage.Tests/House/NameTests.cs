using Microsoft.AspNetCore.Mvc.Razor;

namespace FoodValley.Triage.Tests.House;

public class NameTests
{
    private static readonly string[] SaysNothing = ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Dto", "Impl"];

    private static IEnumerable<Type> Written => CompiledCode.TypesOf(CompiledCode.Triage, CompiledCode.Store, CompiledCode.Web).Where(CompiledCode.IsWritten);

    [Fact]
    public void A_type_says_what_it_is() =>
        // "TagHelper" is the framework's own word for what it is.
        Expect.Nothing(Written.Where(t => SaysNothing.Any(w => Plain(t).EndsWith(w, StringComparison.Ordinal)) && !Plain(t).EndsWith("TagHelper", StringComparison.Ordinal)).Select(t => t.FullName));

    [Fact]
    public void No_interface_has_just_one_implementation()
    {
        var types = Written.ToList();
        var lonely = types.Where(t => t.IsInterface && types.Count(c => !c.IsInterface && !c.IsAbstract && Implements(c, t)) == 1);
        Expect.Nothing(lonely.Select(t => t.FullName));

        static bool Implements(Type type, Type face) => type.GetInterfaces().Any(i => i == face || (i.IsGenericType && i.GetGenericTypeDefinition() == face));
    }

    [Fact]
    public void No_type_is_named_like_a_namespace()
    {
        // Views aside: Razor makes their namespaces from folders, one per question. Nested types aside: their outer type is always named with them.
        var segments = Written.Where(t => !typeof(RazorPageBase).IsAssignableFrom(t)).SelectMany(t => t.Namespace!.Split('.')).ToHashSet(StringComparer.Ordinal);
        Expect.Nothing(Written.Where(t => !t.IsNested && segments.Contains(Plain(t))).Select(t => t.FullName));
    }

    private static string Plain(Type type) => type.Name.Split('`')[0];
}
