using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads a scope class into its model.</summary>
internal static class ScopeReader
{
    /// <summary>The model of a scope class, or null when an analyzer has something to report about it.</summary>
    public static ScopeModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var scope = (INamedTypeSymbol)context.TargetSymbol;
        var options = ScopeOptions.Of(context.Attributes[0]);
        if (options.Partitions != 1 || options.IsClusterUnique || options.Invalid is not null
            || ScopeRules.ProblemWithClass(scope, cancellation) is not null
            || options.Listeners.Any(listener => ListenerRules.ProblemWith(listener) is not null)
            || EmittedNames.Collisions(scope, options).Any() || FileTypes.AreIn(scope)
            || !ScopeRules.WithContainers(scope).All(type => ScopeRules.IsPartial(type, cancellation)))
        {
            return null;
        }

        var key = ScopeRules.FindNested(scope, "Key");
        var value = ScopeRules.FindNested(scope, "Value");
        var message = ScopeRules.FindNested(scope, "Message");
        if (key is null || value is null || ScopeRules.LessAccessible(scope).Any())
        {
            return null;
        }

        var reader = new WireTypeReader(scope, context.SemanticModel.Compilation, cancellation);
        var keyModel = reader.ReadRoot(key);
        var valueModel = reader.ReadRoot(value);
        var messageModel = message is null ? null : reader.ReadRoot(message);
        if (keyModel is null || valueModel is null || reader.Problems.Count > 0 || new PartRules(scope, context.SemanticModel.Compilation).AnyProblem)
        {
            return null;
        }

        return new ScopeModel(
            TypeNames.InMetadata(scope),
            TypeNames.OfNamespace(scope.ContainingNamespace),
            ScopeRules.WithContainers(scope).Skip(1).Reverse().Select(ContainerOf).ToEquatableArray(),
            TypeNames.Escape(scope.Name),
            options.Name ?? scope.Name,
            options.IsUnique,
            options.Listeners.Select(listener => ListenerOf(listener!, scope, context.SemanticModel.Compilation)).ToEquatableArray(),
            keyModel,
            valueModel,
            messageModel,
            reader.Nested.ToEquatableArray(),
            reader.Fields.ToEquatableArray());
    }

    private static ListenerModel ListenerOf(INamedTypeSymbol type, INamedTypeSymbol scope, Compilation compilation) => new(
        TypeNames.Of(type),
        type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, scope)));

    private static ContainerModel ContainerOf(INamedTypeSymbol type) => new(
        (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        },
        TypeNames.Escape(type.Name));
}
