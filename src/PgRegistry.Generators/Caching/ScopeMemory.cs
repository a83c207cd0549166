using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Caching;

/// <summary>Reads scope classes, and after an edit only those again that the edit can have changed.</summary>
/// <remarks>
/// The driver asks for every scope after every edit, as any edit may change what a name means. To bind only a scope's attribute in the
/// new compilation, which <c>ForAttributeWithMetadataName</c> cannot do without, is a twentieth of all the work of a first run, and to read
/// the scope is half of it. So what was read is remembered beside what it was read from. Nothing here keeps a compilation or syntax alive.
/// </remarks>
internal sealed class ScopeMemory
{
    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<SyntaxNode, string> _names = new();
    private readonly ConditionalWeakTable<Compilation, DeclarationMap> _maps = new();
    private Surroundings? _surroundings;

    /// <summary>Whether a class is to be asked for: one that is not partial is no scope.</summary>
    public static bool MayBeScope(SyntaxNode node) =>
        node is ClassDeclarationSyntax { AttributeLists.Count: > 0 } declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    /// <summary>What is to be emitted for a class; null for what is no scope.</summary>
    public ScopeReading? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        var map = MapOf(context.SemanticModel.Compilation, cancellation);
        if (!declaration.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => MayMakeScope(attribute, map)))
        {
            return null;
        }

        if (map.BasisOf(declaration) is not { } basis)
        {
            return ScopeReader.Read(declaration, context.SemanticModel, cancellation);
        }

        var name = _names.GetValue(declaration, NameOf);
        if (!_readings.TryGetValue(name, out var last) || !last.Basis.IsSameAs(basis))
        {
            last = new Reading(basis, ScopeReader.Read(declaration, context.SemanticModel, cancellation));
            _readings[name] = last;
        }

        return last.Scope;
    }

    // An edit makes another node of the same declaration. Which file it is in tells it from other parts of the class.
    private static string NameOf(SyntaxNode declaration) => string.Join("/", declaration
        .AncestorsAndSelf()
        .Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax type => $"{type.Identifier.ValueText}`{type.Arity}",
            _ => "",
        })
        .Append(declaration.SyntaxTree.FilePath));

    private static bool MayMakeScope(AttributeSyntax attribute, DeclarationMap map)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            var simple => simple as SimpleNameSyntax,
        };
        return name?.Identifier.ValueText is { } text
            && (text is "RegistryScope" or "RegistryScopeAttribute" || map.IsAlias(text, attribute.SyntaxTree) || map.IsAlias(text + "Attribute", attribute.SyntaxTree));
    }

    private DeclarationMap MapOf(Compilation compilation, CancellationToken cancellation) =>
        _maps.GetValue(compilation, compilation => new DeclarationMap(compilation, Canonical, cancellation));

    // Scopes are many: with the last surroundings in place of equal ones they need not compare these.
    private Surroundings Canonical(Surroundings surroundings)
    {
        var last = Volatile.Read(ref _surroundings);
        if (surroundings.Equals(last))
        {
            return last!;
        }

        Volatile.Write(ref _surroundings, surroundings);
        return surroundings;
    }

    /// <summary>What was read last from a declaration, and what from.</summary>
    private sealed record Reading(Basis Basis, ScopeReading? Scope);
}
