using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// What a scope class must be like. The generator skips a class that breaks a rule and an analyzer reports it: both ask here,
/// so that nothing is skipped without being reported.
/// </summary>
internal static class ScopeRules
{
    /// <summary>The nested types that make a scope; the last may be missing.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["Key", "Value", "Message"];

    public static INamedTypeSymbol? FindNested(INamedTypeSymbol scope, string name)
    {
        foreach (var type in scope.GetTypeMembers(name, 0))
        {
            return type;
        }

        return null;
    }

    /// <summary>The class and its containing types, from the inside out.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol scope)
    {
        for (var type = scope; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says why a generated part cannot complete the class, or null when it can.</summary>
    public static string? ProblemWithClass(INamedTypeSymbol scope, CancellationToken cancellation)
    {
        if (scope.IsStatic)
        {
            return "is static";
        }

        if (scope.IsAbstract)
        {
            return "is abstract";
        }

        if (scope.IsRecord)
        {
            return "is a record";
        }

        foreach (var type in WithContainers(scope))
        {
            if (type.Arity > 0)
            {
                return ReferenceEquals(type, scope) ? "is generic" : "is nested in a generic type";
            }

            // A generated file is another file, where the same name would be another type.
            if (type.IsFileLocal)
            {
                return ReferenceEquals(type, scope) ? "is local to its file" : "is nested in a type that is local to its file";
            }
        }

        foreach (var reference in scope.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is ClassDeclarationSyntax { ParameterList: not null })
            {
                return "has a primary constructor";
            }
        }

        return null;
    }

    public static bool IsValueEquatable(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return true;
        }

        if (type.TypeKind != TypeKind.Struct)
        {
            return false;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented is { Name: "IEquatable", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
                && SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[0], type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which of the scope's parts, and of the cases of its message, cannot be used by all who see the scope.</summary>
    public static IEnumerable<INamedTypeSymbol> LessAccessible(INamedTypeSymbol scope)
    {
        var cases = MessageCases.Of(scope).SelectMany(item => WithContainers(item.Type).TakeWhile(type => !SymbolEqualityComparer.Default.Equals(type, scope)));
        return Parts
            .Select(part => FindNested(scope, part))
            .OfType<INamedTypeSymbol>()
            .Concat(cases)
            .Where(type => !IsAccessibleEnough(type, scope))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>Whether a nested type can appear in the public operations of its scope class.</summary>
    private static bool IsAccessibleEnough(INamedTypeSymbol nested, INamedTypeSymbol scope)
    {
        if (nested.DeclaredAccessibility == Accessibility.Public)
        {
            return true;
        }

        if (nested.DeclaredAccessibility is not (Accessibility.Internal or Accessibility.ProtectedOrInternal))
        {
            return false;
        }

        foreach (var type in WithContainers(scope))
        {
            if (type.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal)
            {
                return true;
            }
        }

        return false;
    }
}
