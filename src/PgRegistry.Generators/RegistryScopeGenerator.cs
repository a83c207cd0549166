using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Caching;
using PgRegistry.Generators.Emit;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators;

/// <summary>
/// Completes the partial classes marked <c>[RegistryScope]</c> with typed operations, formatters and a schema. A declaration
/// that is not valid gets a stand-in for its listener and nothing else: the analyzers report it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RegistryScopeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new ScopeMemory();
        var readings = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => ScopeMemory.MayBeScope(node), memory.Read)
            .WithTrackingName(TrackingNames.Read);

        var scopes = readings
            .SelectMany(static (reading, _) => reading?.Scope is { } scope ? [scope] : ImmutableArray<ScopeModel>.Empty)
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

        var standIns = readings.SelectMany(static (reading, _) => reading?.StandIn is { } standIn ? [standIn] : ImmutableArray<StandInModel>.Empty);
        context.RegisterSourceOutput(standIns, static (output, standIn) => output.AddSource(FileNames.OfStandIn(standIn.MetadataName), StandInEmitter.Emit(standIn)));

        context.RegisterSourceOutput(files, static (output, file) =>
        {
            output.AddSource(file.Name + ".g.cs", ScopeEmitter.Emit(file.Scope));
            output.AddSource(file.Name + FileNames.WireEnding + ".g.cs", WireEmitter.Emit(file.Scope));
        });
    }
}
