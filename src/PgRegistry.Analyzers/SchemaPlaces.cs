using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Finds where a line of a schema is declared.</summary>
internal static class SchemaPlaces
{
    /// <summary>The member that a path leads to, or the last on the way to it that is declared in this compilation; else the scope.</summary>
    public static ISymbol Find(ScopeParts parts, string path)
    {
        var names = path.Split('.');
        var type = names[0] switch { "key" => parts.Key, "value" => parts.Value, _ => parts.Message };
        ISymbol place = type is null ? parts.Scope : parts.PlaceOf(type);
        foreach (var name in names.Skip(1))
        {
            var member = type?.GetMembers().FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol && WireNames.Of(member) == name.Split('[')[0]);
            if (member is null || !parts.IsDeclaredHere(member))
            {
                break;
            }

            (place, type) = (member, PartRules.Bare(RecordState.TypeOf(member)));
        }

        return place;
    }
}
