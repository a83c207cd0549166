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
            || !ScopeRules.WithContainers(scope).All(type => ScopeRules.IsPartial(type, cancellation)))
        {
            return null;
        }

        var parts = new ScopeParts(scope, context.Attributes[0], context.SemanticModel.Compilation);
        if (parts is not { Key: not null, Value: not null } || parts.Formatters.Problem is not null || ScopeRules.LessAccessible(parts).Any()
            || EmittedNames.Collisions(parts, options).Any() || FileTypes.AreIn(parts))
        {
            return null;
        }

        var reader = new WireTypeReader(parts, cancellation);
        var keyModel = reader.ReadKey();
        var valueModel = reader.ReadValue();
        var messageModel = reader.ReadMessage();
        if (keyModel is null || valueModel is null || reader.Problems.Count > 0 || new PartRules(parts).AnyProblem)
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
            reader.FieldsName,
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
