using System.Globalization;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Names parameters and locals after members: camel case, escaped, and different from each other.</summary>
internal sealed class LocalNames(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string For(string member)
    {
        var bare = CamelCase(member);
        var name = bare;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = bare + number.ToString(CultureInfo.InvariantCulture);
        }

        return TypeNames.Escape(name);
    }

    // As in the naming guidelines: a leading acronym goes down as a whole, so that IPAddress becomes ipAddress.
    private static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && char.IsLower(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }
}
