using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Generators.Parsing;

/// <summary>Tells plain records from those that run their author's code when they are put together.</summary>
internal static class ConstructionCode
{
    /// <summary>False only where it is certain: a declaration in source whose constructor and setters the compiler writes.</summary>
    public static bool MayRun(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object }
        || constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax)
        || type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is not TypeDeclarationSyntax part || part.Members.Any(HasCode));

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
