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
        var count = initialized.Reverse().TakeWhile(HasDefault).Count();
        if (count == initialized.Count)
        {
            for (var i = constructor.Parameters.Length - 1; i >= 0 && constructor.Parameters[i].HasExplicitDefaultValue && IsChosen(i); i--)
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

    private static bool HasDefault(ISymbol member) => member switch
    {
        IPropertySymbol property => !property.IsRequired && (CanBeDefault(property.Type) || HasInitializer(property)),
        IFieldSymbol field => !field.IsRequired && (CanBeDefault(field.Type) || HasInitializer(field)),
        _ => false,
    };

    private static bool CanBeDefault(ITypeSymbol type) => type.IsValueType || type.NullableAnnotation == NullableAnnotation.Annotated;

    // What is declared elsewhere does not show it; but then its author was told to set it in a constructor, or to require it.
    private static bool HasInitializer(ISymbol member) =>
        member.DeclaringSyntaxReferences.IsEmpty || member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer is not null,
            Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax field => field.Initializer is not null,
            _ => false,
        });
}
