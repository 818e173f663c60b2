using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace FoodValley.Triage.Tests.House;

/// <summary>What the compiled product says about itself.</summary>
internal static class CompiledCode
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static Assembly Triage { get; } = typeof(Coded).Assembly;

    public static Assembly Store { get; } = Assembly.Load("FoodValley.Triage.Store");

    public static Assembly Web { get; } = Assembly.Load("FoodValley.Triage.Web");

    public static IEnumerable<Type> TypesOf(params Assembly[] assemblies) => assemblies.SelectMany(a => a.GetTypes());

    /// <summary>Types that somebody wrote: not what the compiler or Razor made of them.</summary>
    public static bool IsWritten(Type type) => !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type.Namespace is { } ns && ns.StartsWith("FoodValley", StringComparison.Ordinal);

    /// <summary>Every type that <paramref name="type"/> names: base, interfaces, members, parameters, locals and what its method bodies touch.</summary>
    public static IReadOnlySet<Type> NamedBy(Type type)
    {
        var named = new HashSet<Type>();
        Add(named, type.BaseType);
        foreach (var face in type.GetInterfaces()) Add(named, face);
        foreach (var attribute in type.GetCustomAttributesData()) Add(named, attribute.AttributeType);
        foreach (var field in type.GetFields(Declared)) Add(named, field.FieldType);
        foreach (var method in MethodsOf(type))
        {
            if (method is MethodInfo { ReturnType: var returns }) Add(named, returns);
            foreach (var parameter in method.GetParameters()) Add(named, parameter.ParameterType);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) Add(named, local.LocalType);
        }
        foreach (var member in TouchedBy(type))
        {
            Add(named, member as Type ?? member.DeclaringType);
            if (member is FieldInfo { FieldType: var fieldType }) Add(named, fieldType);
            if (member is not MethodInfo call) continue;
            Add(named, call.ReturnType);
            foreach (var argument in call.IsGenericMethod ? call.GetGenericArguments() : []) Add(named, argument);
        }
        return named;
    }

    /// <summary>The members that the method bodies of <paramref name="type"/> call, read or make.</summary>
    public static IEnumerable<MemberInfo> TouchedBy(Type type) => MethodsOf(type).SelectMany(TouchedBy);

    private static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    private static IEnumerable<MemberInfo> TouchedBy(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE) value = unchecked((short)(0xFE00 | code[at++]));
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                if (method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments) is { } member) yield return member;
            }
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static void Add(HashSet<Type> named, Type? type)
    {
        while (type is { HasElementType: true }) type = type.GetElementType();
        if (type is null || type.IsGenericParameter) return;
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            if (!argument.IsGenericParameter && argument != type) Add(named, argument);
        }
        named.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
