using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// Counts the members of a record that can be left out when it is put together, so that one from a peer whose declaration does not have them yet can
/// be completed: the last ones, as far as they have defaults.
/// </summary>
internal static class OptionalMembers
{
    /// <summary>For each number of members there is a construction in the emitted code, whose length grows with the square.</summary>
    public const int Most = 16;

    /// <param name="type">The record.</param>
    /// <param name="constructor">The constructor that puts it together.</param>
    /// <param name="initialized">The members that are set after that.</param>
    /// <param name="within">The type whose code does it.</param>
    /// <param name="compilation">What all this is part of.</param>
    public static int CountOf(INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<ISymbol> initialized, INamedTypeSymbol within, Compilation compilation)
    {
        var count = initialized.Reverse().TakeWhile(member => HasDefault(member, compilation)).Count();
        if (count == initialized.Count)
        {
            for (var i = constructor.Parameters.Length - 1; i >= 0 && HasDefault(constructor.Parameters[i]) && IsChosen(i); i--)
            {
                count++;
            }
        }

        return Math.Min(count, Most);

        // With fewer arguments the compiler could prefer another constructor; a struct always has one without any.
        bool IsChosen(int arguments) =>
            (arguments > 0 || !type.IsValueType)
            && !type.InstanceConstructors.Any(other =>
                !SymbolEqualityComparer.Default.Equals(other, constructor)
                && compilation.IsSymbolAccessibleWithin(other, within)
                && other.Parameters.Count(parameter => !parameter.HasExplicitDefaultValue && !parameter.IsParams) <= arguments
                && (other.Parameters.Length >= arguments || other.Parameters.Any(parameter => parameter.IsParams)));
    }

    // What a caller says about itself would be said by the emitted code.
    private static bool HasDefault(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue
        && !IsArray(parameter.Type)
        && !parameter.GetAttributes().Any(attribute => attribute.AttributeClass is { ContainingNamespace.Name: "CompilerServices", Name: var name } && name.StartsWith("Caller", StringComparison.Ordinal));

    private static bool HasDefault(ISymbol member, Compilation compilation) => member switch
    {
        IPropertySymbol property => !property.IsRequired && (CanBeDefault(property.Type) || HasInitializer(property, compilation)),
        IFieldSymbol field => !field.IsRequired && (CanBeDefault(field.Type) || HasInitializer(field, compilation)),
        _ => false,
    };

    private static bool CanBeDefault(ITypeSymbol type) => type.IsValueType ? !IsArray(type) : type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    // One that is default is no array: it throws where it is read, and cannot be registered.
    private static bool IsArray(ITypeSymbol type) => type.IsValueType && CollectionType.Find(type) is { Name: "ImmutableArray" };

    // What is declared elsewhere does not show it, unless an editor has its source, which changes nothing; but then its author was told to set it
    // in a constructor, or to require it.
    private static bool HasInitializer(ISymbol member, Compilation compilation) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly) || member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer is not null,
            Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax field => field.Initializer is not null,
            _ => false,
        });
}
