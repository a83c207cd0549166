using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CompileTime;

/// <summary>
/// Emits as many files as ours for as many classes, and nothing in them: the part of the work that is the driver's. It is no part of a verdict.
/// </summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { AttributeLists.Count: > 0 },
            static (found, _) => ((ClassDeclarationSyntax)found.Node).Identifier.ValueText);
        context.RegisterSourceOutput(classes, static (output, name) =>
        {
            output.AddSource(name, "");
            output.AddSource(name + ".Wire", "");
        });
    }
}
