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

        if (scope.GetAttributes().Count(attribute => attribute.AttributeClass is { Name: "RegistryScopeAttribute", ContainingNamespace: { Name: "PgRegistry", ContainingNamespace.IsGlobalNamespace: true } }) > 1)
        {
            return "has several [RegistryScope] attributes";
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

    /// <summary>Whether values of a type can be taken apart, put together, and be equal then.</summary>
    public static bool IsValueEquatable(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return true;
        }

        // What a class of another assembly keeps to itself is not in its metadata, so only those in source can be proven to keep nothing.
        if (type.TypeKind != TypeKind.Struct && type is not { TypeKind: TypeKind.Class, IsSealed: true, DeclaringSyntaxReferences.IsEmpty: false })
        {
            return false;
        }

        return IsEquatable(type);
    }

    /// <summary>Whether a type says that it compares with its own values.</summary>
    public static bool IsEquatable(INamedTypeSymbol type)
    {
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
    public static IEnumerable<INamedTypeSymbol> LessAccessible(ScopeParts parts)
    {
        var scope = parts.Scope;
        if (!parts.AreNested)
        {
            var all = parts.All.Concat(MessageCases.Of(parts).Select(item => item.Type)).SelectMany(NamedIn);
            return all.Where(type => RankOf(type) < RankOf(scope)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        }

        var cases = MessageCases.Of(parts).SelectMany(item => WithContainers(item.Type).TakeWhile(type => !SymbolEqualityComparer.Default.Equals(type, scope)));
        return parts.All
            .OfType<INamedTypeSymbol>()
            .Concat(cases)
            .Where(type => !IsAccessibleEnough(type, scope))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }

    private static IEnumerable<INamedTypeSymbol> NamedIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => NamedIn(array.ElementType),
        INamedTypeSymbol named => [named, .. named.TypeArguments.SelectMany(NamedIn)],
        _ => [],
    };

    /// <summary>2 for what everybody sees, 1 for what the assembly sees, 0 for less.</summary>
    private static int RankOf(INamedTypeSymbol type) => WithContainers(type).Min(part => part.DeclaredAccessibility switch
    {
        Accessibility.Public => 2,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => 1,
        _ => 0,
    });

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
