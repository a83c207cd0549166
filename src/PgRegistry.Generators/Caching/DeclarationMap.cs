using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Generators.Caching;

/// <summary>Finds the declarations of a compilation that a scope's can depend on, by names alone.</summary>
/// <remarks>
/// A declaration depends on each of a name that occurs in it, whatever that name means there, and on what those depend on. That is more than
/// what it does depend on, and never less: a nested type is not reached without the name of the outermost type around it, for who derives
/// from it, or is part of it, names it as well. Nothing is bound for this, which is what makes it worth while.
/// </remarks>
internal sealed class DeclarationMap
{
    /// <summary>With more declarations than that it takes longer to look at them all than to read the scope again.</summary>
    private const int MaxDeclarations = 100;

    private readonly Dictionary<string, List<TypeOutline>> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalAliases = new(StringComparer.Ordinal);
    private readonly string[] _globalWords;
    private readonly Surroundings _surroundings;

    public DeclarationMap(Compilation compilation, Func<Surroundings, Surroundings> canonical, CancellationToken cancellation)
    {
        var outlines = new List<FileOutline>();
        var globalWords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var outline = FileOutline.Of(tree);
            outlines.Add(outline);
            foreach (var (name, type) in outline.Types)
            {
                if (!_types.TryGetValue(name, out var declared))
                {
                    _types.Add(name, declared = []);
                }

                declared.Add(type);
            }

            foreach (var directive in outline.GlobalUsings)
            {
                globalWords.UnionWith(directive.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
                _globalAliases.UnionWith(directive.Alias is { } alias ? [alias.Name.Identifier.ValueText] : []);
            }
        }

        _globalWords = [.. globalWords];
        _surroundings = canonical(new Surroundings(compilation, outlines));
    }

    /// <summary>Whether a name may be another one for a type, in this file.</summary>
    public bool IsAlias(string name, SyntaxTree file) => _globalAliases.Contains(name) || FileOutline.Of(file).Aliases.Contains(name);

    /// <summary>What a declaration depends on; null when that is so much that it is not worth to look.</summary>
    public Basis? BasisOf(SyntaxNode declaration)
    {
        if (FileOutline.Of(declaration.SyntaxTree).Find(declaration) is not { } outermost)
        {
            return null;
        }

        // Mostly there are few, among which a look at each finds one soonest.
        var found = new List<TypeOutline> { outermost };
        Follow(found, _globalWords);
        for (var i = 0; i < found.Count; i++)
        {
            if (found.Count > MaxDeclarations)
            {
                return null;
            }

            Follow(found, found[i].Words);
        }

        return new Basis(_surroundings, [.. found.Select(type => type.Text)]);
    }

    private void Follow(List<TypeOutline> found, string[] words)
    {
        foreach (var word in words)
        {
            if (_types.TryGetValue(word, out var declared))
            {
                foreach (var type in declared)
                {
                    if (!found.Contains(type))
                    {
                        found.Add(type);
                    }
                }
            }
        }
    }
}
