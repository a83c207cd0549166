using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Caching;
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
        var memory = new ScopeMemory();
        var scopes = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => ScopeMemory.MayBeScope(node), memory.Read)
            .WithTrackingName(TrackingNames.Read)
            .SelectMany(static (scope, _) => scope is null ? ImmutableArray<ScopeModel>.Empty : [scope])
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
            output.AddSource(file.Name + FileNames.WireEnding + ".g.cs", WireEmitter.Emit(file.Scope));
        });
    }
}
