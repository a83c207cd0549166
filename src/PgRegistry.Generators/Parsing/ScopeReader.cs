using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads a scope class into its model.</summary>
internal static class ScopeReader
{
    /// <summary>The model of a class if this declaration of it makes it a scope; null when not, or when an analyzer has something to report about it.</summary>
    public static ScopeModel? Read(ClassDeclarationSyntax declaration, SemanticModel semantics, CancellationToken cancellation)
    {
        var compilation = semantics.Compilation;
        if (semantics.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol scope
            || ScopeOptions.FindAttribute(scope, ScopeOptions.AttributeTypesIn(compilation)) is not { ApplicationSyntaxReference: { } place } attribute
            || place.SyntaxTree != declaration.SyntaxTree || !declaration.AttributeLists.Span.Contains(place.Span))
        {
            return null;
        }

        var options = ScopeOptions.Of(attribute);
        if (options.Partitions != 1 || options.IsClusterUnique || options.Invalid is not null
            || ScopeRules.ProblemWithClass(scope, cancellation) is not null
            || options.Listeners.Any(listener => ListenerRules.ProblemWith(listener) is not null)
            || !ScopeRules.WithContainers(scope).All(type => ScopeRules.IsPartial(type, cancellation)))
        {
            return null;
        }

        var parts = new ScopeParts(scope, attribute, compilation);
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
            options.Listeners.Select(listener => ListenerOf(listener!, scope, compilation)).ToEquatableArray(),
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
