using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Generators.Parsing;

/// <summary>Tells plain records from those that run their author's code when they are put together.</summary>
internal static class ConstructionCode
{
    /// <summary>
    /// False only where it is certain: declarations in source, of the type and its base records, whose constructors and setters the
    /// compiler writes, or whose constructors are empty.
    /// </summary>
    public static bool MayRun(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax written && !IsEmpty(written))
        || type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is not TypeDeclarationSyntax part || part.Members.Any(HasCode))
        || (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } ancestor }
            && (BaseConstructor(constructor, ancestor) is not { } called || MayRun(ancestor, called)));

    /// <summary>The constructor that this one calls; null when it takes more than a look to tell, or when an argument is converted or computed.</summary>
    private static IMethodSymbol? BaseConstructor(IMethodSymbol constructor, INamedTypeSymbol ancestor)
    {
        var passed = new List<IParameterSymbol>();
        foreach (var argument in BaseArguments(constructor))
        {
            if (argument is not { NameColon: null, Expression: IdentifierNameSyntax name }
                || constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name.Identifier.ValueText) is not { } parameter)
            {
                return null;
            }

            passed.Add(parameter);
        }

        return ancestor.InstanceConstructors.FirstOrDefault(candidate =>
            candidate.Parameters.Length == passed.Count
            && candidate.Parameters.Zip(passed, (to, from) => SymbolEqualityComparer.Default.Equals(to.Type, from.Type)).All(same => same));
    }

    // A constructor that is written and empty calls the base's without arguments, and so does one that nobody wrote.
    private static IEnumerable<ArgumentSyntax> BaseArguments(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .SelectMany(declaration => declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? [])
        .SelectMany(called => called.ArgumentList.Arguments);

    private static bool IsEmpty(ConstructorDeclarationSyntax constructor) => constructor is { Initializer: null, Body.Statements.Count: 0 };

    private static bool HasCode(MemberDeclarationSyntax member) => !member.Modifiers.Any(SyntaxKind.StaticKeyword) && member switch
    {
        PropertyDeclarationSyntax property => !IsPlain(property.Initializer) || property.AccessorList?.Accessors.Any(IsWrittenSetter) == true,
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => !IsPlain(variable.Initializer)),
        _ => false,
    };

    private static bool IsWrittenSetter(AccessorDeclarationSyntax accessor) =>
        !accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && (accessor.Body is not null || accessor.ExpressionBody is not null);

    private static bool IsPlain(EqualsValueClauseSyntax? initializer) => initializer?.Value is null or LiteralExpressionSyntax;
}
