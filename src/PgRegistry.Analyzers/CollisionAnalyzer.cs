using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports members of a scope, and names of scopes, that emitted members have (PGR0013).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollisionAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Collision];

    private protected override void Analyze(ScopeContext context)
    {
        var emitted = EmittedTrees(context.Scope);
        foreach (var symbol in EmittedNames.Collisions(context.Scope, context.Options, symbol => symbol.Locations.All(location => emitted.Contains(location.SourceTree!))))
        {
            context.Report(Descriptors.Collision, symbol, symbol.Name, context.Scope.Name);
        }
    }

    // Not every emitted member says that it is generated, but each emitted file has one that does.
    private static HashSet<SyntaxTree> EmittedTrees(INamedTypeSymbol scope)
    {
        var trees = new HashSet<SyntaxTree>();
        foreach (var member in scope.GetMembers())
        {
            if (member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is "PgRegistry.Generators"))
            {
                trees.UnionWith(member.Locations.Select(location => location.SourceTree).OfType<SyntaxTree>());
            }
        }

        return trees;
    }
}
