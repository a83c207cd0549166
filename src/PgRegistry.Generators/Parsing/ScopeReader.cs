using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads a scope class into its model.</summary>
internal static class ScopeReader
{
    /// <summary>What is to be emitted for a class if this declaration of it makes it a scope; null when not.</summary>
    public static ScopeReading? Read(ClassDeclarationSyntax declaration, SemanticModel semantics, CancellationToken cancellation)
    {
        var compilation = semantics.Compilation;
        if (semantics.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol scope
            || ScopeOptions.FindAttribute(scope, ScopeOptions.AttributeTypesIn(compilation)) is not { ApplicationSyntaxReference: { } place } attribute
            || place.SyntaxTree != declaration.SyntaxTree || !declaration.AttributeLists.Span.Contains(place.Span))
        {
            return null;
        }

        var parts = new ScopeParts(scope, attribute, compilation);
        return ReadValid(parts, attribute, cancellation) is { } model ? new ScopeReading(model, null) : new ScopeReading(null, StandInOf(parts, cancellation));
    }

    /// <summary>The model of a scope; null when an analyzer has something to report about it.</summary>
    private static ScopeModel? ReadValid(ScopeParts parts, AttributeData attribute, CancellationToken cancellation)
    {
        var scope = parts.Scope;
        var options = ScopeOptions.Of(attribute);
        if (options.Partitions != 1 || options.IsClusterUnique || options.Invalid is not null
            || ScopeRules.ProblemWithClass(scope, cancellation) is not null
            || options.Listeners.Any(listener => ListenerRules.ProblemWith(listener) is not null)
            || !ScopeRules.WithContainers(scope).All(type => ScopeRules.IsPartial(type, cancellation)))
        {
            return null;
        }

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
            ContainersOf(scope),
            TypeNames.Escape(scope.Name),
            options.Name ?? scope.Name,
            options.IsUnique,
            options.Listeners.Select(listener => ListenerOf(listener!, scope, parts.Compilation)).ToEquatableArray(),
            keyModel,
            valueModel,
            messageModel,
            reader.Nested.ToEquatableArray(),
            reader.FieldsName,
            reader.Fields.ToEquatableArray());
    }

    // Classes that implement the listener would have an error of the compiler's, which then does not ask the analyzers what is wrong with the scope.
    private static StandInModel? StandInOf(ScopeParts parts, CancellationToken cancellation)
    {
        var scope = parts.Scope;
        if (scope.IsRecord || scope.IsStatic || ScopeRules.FindNested(scope, "IListener") is not null || !ScopeRules.WithContainers(scope).All(type => type.Arity == 0 && !type.IsFileLocal && ScopeRules.IsPartial(type, cancellation)))
        {
            return null;
        }

        var types = parts is { Key: { TypeKind: not TypeKind.Error } key, Value: { TypeKind: not TypeKind.Error } value } && !ScopeRules.LessAccessible(parts).Any() && !FileTypes.AreIn(parts)
            ? $", {TypeNames.Of(key)}, {TypeNames.Of(value)}"
            : "";
        return new StandInModel(TypeNames.InMetadata(scope), TypeNames.OfNamespace(scope.ContainingNamespace), ContainersOf(scope), TypeNames.Escape(scope.Name), types);
    }

    private static EquatableArray<ContainerModel> ContainersOf(INamedTypeSymbol scope) =>
        ScopeRules.WithContainers(scope).Skip(1).Reverse().Select(ContainerOf).ToEquatableArray();

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
