using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Chooses the constructor that puts a record together.</summary>
internal static class RecordConstructors
{
    /// <summary>
    /// The chosen constructor and the members that correspond to its parameters, or null when no constructor will do. A positional
    /// record's own constructor comes first; it is known by its Deconstruct, in source and in metadata alike. Else the one
    /// with the most parameters is taken, and the first of those.
    /// </summary>
    public static (IMethodSymbol Constructor, IReadOnlyList<ISymbol> Members)? Choose(INamedTypeSymbol type, RecordState state, INamedTypeSymbol within, Compilation compilation)
    {
        (IMethodSymbol Constructor, IReadOnlyList<ISymbol> Members)? best = null;
        var bestIsPositional = false;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (!compilation.IsSymbolAccessibleWithin(constructor, within) || Correspondence(constructor, state) is not { } members)
            {
                continue;
            }

            var isPositional = IsPositional(constructor, type);
            if (best is null || (isPositional && !bestIsPositional) || (isPositional == bestIsPositional && members.Count > best.Value.Members.Count))
            {
                (best, bestIsPositional) = ((constructor, members), isPositional);
            }
        }

        return best;
    }

    private static List<ISymbol>? Correspondence(IMethodSymbol constructor, RecordState state)
    {
        var members = new List<ISymbol>();
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)
                || state.FindReadable(parameter.Name) is not { } member
                || !SymbolEqualityComparer.Default.Equals(RecordState.TypeOf(member), parameter.Type)
                || members.Contains(member, SymbolEqualityComparer.Default))
            {
                return null;
            }

            members.Add(member);
        }

        return members;
    }

    private static bool IsPositional(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        foreach (var deconstruct in type.GetMembers("Deconstruct").OfType<IMethodSymbol>())
        {
            if (constructor.Parameters.Length > 0
                && deconstruct.Parameters.Length == constructor.Parameters.Length
                && deconstruct.Parameters.Zip(constructor.Parameters, (a, b) => a.RefKind == RefKind.Out && a.Name == b.Name && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same))
            {
                return true;
            }
        }

        return false;
    }
}
