using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Generators.Caching;

/// <summary>What a file declares for others, by syntax alone.</summary>
internal sealed class FileOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> s_outlines = new();

    private readonly List<(string Name, TypeOutline Type)> _types = [];
    private readonly List<string> _namespaces = [];
    private readonly List<string> _aliases = [];
    private readonly List<UsingDirectiveSyntax> _globalUsings = [];

    private FileOutline(SyntaxTree tree)
    {
        var root = tree.GetCompilationUnitRoot();
        Add(root.Members, "", root.Externs + Add(root.Usings));
    }

    /// <summary>The types that stand in no other, by their names alone; an attribute's also by what is written for it.</summary>
    public IReadOnlyList<(string Name, TypeOutline Type)> Types => _types;

    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>The other names that its usings give.</summary>
    public IReadOnlyList<string> Aliases => _aliases;

    public IReadOnlyList<UsingDirectiveSyntax> GlobalUsings => _globalUsings;

    /// <summary>The outline of a file; made once, and forgotten with the file.</summary>
    public static FileOutline Of(SyntaxTree tree) => s_outlines.GetValue(tree, static tree => new FileOutline(tree));

    /// <summary>The outermost type around a declaration, or the declaration itself.</summary>
    public TypeOutline? Find(SyntaxNode declaration)
    {
        foreach (var (_, type) in _types)
        {
            if (type.Declaration.Span.Contains(declaration.Span))
            {
                return type;
            }
        }

        return null;
    }

    private string Add(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            {
                _globalUsings.Add(directive);
            }

            if (directive.Alias is { } alias)
            {
                _aliases.Add(alias.Name.Identifier.ValueText);
            }
        }

        return usings.ToString();
    }

    private void Add(SyntaxList<MemberDeclarationSyntax> members, string space, string usings)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declared:
                    var name = space + "." + declared.Name;
                    _namespaces.Add(name);
                    Add(declared.Members, name, usings + declared.Externs + Add(declared.Usings));
                    break;
                case BaseTypeDeclarationSyntax type:
                    Add(type.Identifier.ValueText, new TypeOutline(type, space, usings));
                    break;
                case DelegateDeclarationSyntax type:
                    Add(type.Identifier.ValueText, new TypeOutline(type, space, usings));
                    break;
            }
        }
    }

    private void Add(string name, TypeOutline type)
    {
        const string Ending = "Attribute";
        _types.Add((name, type));
        if (name.EndsWith(Ending, StringComparison.Ordinal))
        {
            _types.Add((name.Substring(0, name.Length - Ending.Length), type));
        }
    }
}
