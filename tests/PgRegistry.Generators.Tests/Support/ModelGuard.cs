using System.Reflection;
using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>
/// Finds what a generator's model must not hold on to: symbols, syntax, locations and compilations keep whole compilations alive and
/// never compare equal. It looks at the types of fields, so <c>object</c>, delegates and interfaces, which hide what they hold, count as well.
/// </summary>
internal static class ModelGuard
{
    private static readonly Type[] s_banned =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SyntaxToken), typeof(SyntaxTrivia), typeof(Location),
        typeof(Compilation), typeof(SemanticModel), typeof(AttributeData), typeof(Diagnostic), typeof(Delegate),
    ];

    /// <summary>The ways from a type to something banned, such as <c>ScopeModel.Key → RecordModel.Symbol: IMethodSymbol</c>.</summary>
    public static IReadOnlyList<string> Violations(Type root)
    {
        var found = new List<string>();
        Visit(root, root.Name, [], found);
        return found;
    }

    private static void Visit(Type type, string path, HashSet<Type> seen, List<string> found)
    {
        if (!seen.Add(type))
        {
            return;
        }

        if (IsBanned(type))
        {
            found.Add($"{path}: {type.Name}");
            return;
        }

        foreach (var part in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
        {
            Visit(part, path, seen, found);
        }

        // What the platform's types hold is told by their type arguments.
        if (type.IsPrimitive || type.IsEnum || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return;
        }

        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.FieldType, $"{path}.{field.Name}", seen, found);
            }
        }
    }

    private static bool IsBanned(Type type) =>
        type == typeof(object)
        || type.IsInterface
        || type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        || s_banned.Any(banned => banned.IsAssignableFrom(type));
}
