using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Gives the types that are nested in the scope class for a record names that nothing else there has.</summary>
internal sealed class NestedNames
{
    // A member cannot have the name of its class either; the patterns of key and value have these names whatever else is there.
    private readonly HashSet<string> _taken;

    public NestedNames(INamedTypeSymbol scope) =>
        _taken = [.. scope.MemberNames, .. scope.GetTypeMembers().Select(type => type.Name), scope.Name, "KeyPattern", "ValuePattern"];

    public string For(string type, string ending)
    {
        var name = type + ending;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = type + ending + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
