using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PgRegistry.Package.Tests.Support;

/// <summary>Shows things as a debugger does, by the names in the attribute; one that is not there, or throws, is an error.</summary>
internal static partial class DebuggerDisplays
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<Type> Displayed =>
        typeof(RegistryNode).Assembly.GetTypes().Where(type => type.GetCustomAttribute<DebuggerDisplayAttribute>() is not null);

    public static string Of(object thing) => Hole().Replace(
        thing.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()!.Value!,
        hole => $"{hole.Groups[1].Value.Split('.').Aggregate(thing, (object? of, string name) => of is null ? null : Read(of, name))}");

    /// <summary>What a debugger lists when it is asked for more.</summary>
    public static IReadOnlyDictionary<string, object?> Inside(object thing)
    {
        var proxy = thing.GetType().GetCustomAttribute<DebuggerTypeProxyAttribute>()!;
        var view = Type.GetType(proxy.ProxyTypeName, throwOnError: true)!.MakeGenericType(thing.GetType().GetGenericArguments());
        var instance = Activator.CreateInstance(view, thing)!;
        return view.GetProperties().ToDictionary(property => property.Name, property => property.GetValue(instance));
    }

    private static object? Read(object of, string name)
    {
        var type = of.GetType();
        return name.EndsWith("()", StringComparison.Ordinal) ? type.GetMethod(name[..^2], Any, [])!.Invoke(of, null)
            : type.GetProperty(name, Any) is { } property ? property.GetValue(of)
            : (type.GetField(name, Any) ?? throw new MissingMemberException(type.Name, name)).GetValue(of);
    }

    [GeneratedRegex(@"\{([^,}]*)(?:,nq)?\}")]
    private static partial Regex Hole();
}
