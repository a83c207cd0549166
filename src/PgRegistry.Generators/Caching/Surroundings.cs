using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Caching;

/// <summary>
/// What all declarations of a compilation depend on: its options and references, which namespaces there are, and its global usings.
/// </summary>
internal sealed class Surroundings : IEquatable<Surroundings>
{
    private readonly string? _assembly;
    private readonly List<Stamp> _settings;
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalUsings = new(StringComparer.Ordinal);

    public Surroundings(Compilation compilation, IEnumerable<FileOutline> files)
    {
        _assembly = compilation.AssemblyName;
        _settings =
        [
            Stamp.Of(compilation.Options),
            .. compilation.SyntaxTrees.Take(1).Select(tree => Stamp.Of(tree.Options)),
            .. compilation.References.Select(Stamp.Of),
        ];
        foreach (var file in files)
        {
            _namespaces.UnionWith(file.Namespaces);
            _globalUsings.UnionWith(file.GlobalUsings.Select(directive => directive.ToString()));
        }
    }

    public bool Equals(Surroundings? other) =>
        other is not null
        && _assembly == other._assembly
        && _settings.SequenceEqual(other._settings)
        && _namespaces.SetEquals(other._namespaces)
        && _globalUsings.SetEquals(other._globalUsings);

    public override bool Equals(object? obj) => Equals(obj as Surroundings);

    public override int GetHashCode() => _settings.Count;
}
