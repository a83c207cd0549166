using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>A record that a message can be.</summary>
/// <param name="Path">Its name on the wire within the message, such as <c>Said</c> or <c>Group.Inner</c>; for the message itself its own name.</param>
/// <param name="Name">Its name as emitted code has it, such as <c>Message.Said</c>.</param>
/// <param name="Type">The record.</param>
internal sealed record MessageCase(string Path, string Name, INamedTypeSymbol Type);

/// <summary>Finds what makes a scope's message a union: the records nested in it, at any depth, that derive from it.</summary>
internal static class MessageCases
{
    /// <summary>
    /// The cases: the message itself unless it is abstract, then the others by their paths, wherever they are declared. None for an ordinary message.
    /// </summary>
    public static IReadOnlyList<MessageCase> Of(ScopeParts parts)
    {
        if (parts.Message is not INamedTypeSymbol { IsRecord: true } message || parts.Formatters.Contains(message))
        {
            return [];
        }

        var name = parts.AreNested ? message.Name : TypeNames.Of(message);
        var derived = NestedIn(message, "", name)
            .Where(nested => !nested.Type.IsAbstract && DerivesFrom(nested.Type, message))
            .OrderBy(nested => nested.Path, StringComparer.Ordinal)
            .ToList();
        return derived.Count == 0 || message.IsAbstract ? derived : [new MessageCase(WireNames.Of(message), name, message), .. derived];
    }

    private static IEnumerable<MessageCase> NestedIn(INamedTypeSymbol container, string prefix, string name)
    {
        foreach (var type in container.GetTypeMembers())
        {
            var item = new MessageCase(prefix + WireNames.Of(type), name + "." + TypeNames.Escape(type.Name), type);
            yield return item;
            foreach (var nested in NestedIn(type, item.Path + ".", item.Name))
            {
                yield return nested;
            }
        }
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol message)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(ancestor, message))
            {
                return true;
            }
        }

        return false;
    }
}
