using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Gives each record's formatter a name that nothing else in the scope class has.</summary>
internal sealed class FormatterNames
{
    // A member cannot have the name of its class either.
    private readonly HashSet<string> _taken;

    public FormatterNames(INamedTypeSymbol scope) => _taken = [.. scope.MemberNames, .. scope.GetTypeMembers().Select(type => type.Name), scope.Name];

    public string For(string type)
    {
        var name = type + "Formatter";
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = type + "Formatter" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
