using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgRegistry.Generators.Emit;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators;

/// <summary>
/// Completes the partial classes marked <c>[RegistryScope]</c> with typed operations, formatters and a schema. A declaration
/// that is not valid is skipped without a word: the analyzers report it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RegistryScopeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var nested = Find(context, ScopeOptions.AttributeNames[0]);
        var others = Find(context, ScopeOptions.AttributeNames[1]).Collect().Combine(Find(context, ScopeOptions.AttributeNames[2]).Collect());
        var scopes = nested.Collect()
            .Combine(others)
            .SelectMany(static (found, _) => found.Left.AddRange(found.Right.Left).AddRange(found.Right.Right))
            .WithTrackingName(TrackingNames.Scopes);

        var ambiguous = scopes
            .Select(static (scope, _) => scope.MetadataName)
            .Collect()
            .Select(static (names, _) => FileNames.FindAmbiguous(names))
            .WithTrackingName(TrackingNames.AmbiguousNames);

        var files = scopes
            .Combine(ambiguous)
            .Select(static (pair, _) => new ScopeFile(FileNames.Of(pair.Left.MetadataName, pair.Right), pair.Left))
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (output, file) =>
        {
            output.AddSource(file.Name + ".g.cs", ScopeEmitter.Emit(file.Scope));
            output.AddSource(file.Name + ".Wire.g.cs", WireEmitter.Emit(file.Scope));
        });
    }

    private static IncrementalValuesProvider<ScopeModel> Find(IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, static (node, _) => node is ClassDeclarationSyntax, ScopeReader.Read)
        .WithTrackingName(TrackingNames.Read)
        .SelectMany(static (scope, _) => scope is null ? ImmutableArray<ScopeModel>.Empty : [scope]);
}
