using System.Text;

namespace PgRegistry.Replication;

/// <summary>
/// The schema of a scope as text, one line a member: <c>key.Queue string</c>, <c>value.Load int32</c>, <c>message.Text string</c>; for a
/// message that is a union, one line a member of each case, in the order of their indexes: <c>message:Said.Text string</c>.
/// </summary>
internal static class SchemaText
{
    /// <summary>64 bits of FNV-1a over the UTF-8 form.</summary>
    public static ulong Fingerprint(string schema)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(schema))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>Says in which member of key or value two schemas differ first; null when they agree in both.</summary>
    public static string? Difference(string mine, string theirs)
    {
        if (mine == theirs)
        {
            return null;
        }

        return Difference("key", mine, theirs) ?? Difference("value", mine, theirs);
    }

    /// <summary>Whether both have the same type of message.</summary>
    public static bool SameMessages(string mine, string theirs) => Difference("message", mine, theirs) is null;

    private static string? Difference(string part, string mine, string theirs)
    {
        var here = Members(part, mine);
        var there = Members(part, theirs);
        for (var i = 0; i < Math.Max(here.Length, there.Length); i++)
        {
            if (i >= here.Length)
            {
                return $"its {there[i].Name} ({there[i].Type}) is not known here";
            }

            if (i >= there.Length)
            {
                return $"it does not have {here[i].Name} ({here[i].Type})";
            }

            if (here[i] != there[i])
            {
                return here[i].Name == there[i].Name
                    ? $"{here[i].Name} is {here[i].Type} here and {there[i].Type} there"
                    : $"where {here[i].Name} ({here[i].Type}) is here, {there[i].Name} ({there[i].Type}) is there";
            }
        }

        return null;
    }

    private static (string Name, string Type)[] Members(string part, string schema) =>
        [.. schema.Split('\n')
            .Where(line => line.StartsWith(part, StringComparison.Ordinal) && line.Length > part.Length && line[part.Length] is '.' or ':' or ' ')
            .Select(line => line.Split(' ', 2))
            .Select(words => (Printable.Of(words[0]), Printable.Of(words.Length > 1 ? words[1] : "?")))];
}
