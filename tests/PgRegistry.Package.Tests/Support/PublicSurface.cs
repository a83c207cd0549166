using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Package.Tests.Support;

/// <summary>
/// What an assembly offers to others, as text: types by name, their members by kind and text, with nullability, default values, and the
/// attributes that callers feel.
/// </summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat s_format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat s_baseFormat = s_format
        .RemoveGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints).RemoveKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly string[] s_attributes =
    [
        "EditorBrowsable", "Obsolete", "OverloadResolutionPriority", "AttributeUsage", "Flags", "Experimental", "RequiresUnreferencedCode", "RequiresDynamicCode",
        "NotNullWhen", "MaybeNullWhen", "MaybeNull", "AllowNull", "NotNull", "DisallowNull", "NotNullIfNotNull", "DoesNotReturn", "MemberNotNull",
        "DynamicallyAccessedMembers", "StringSyntax", "CallerArgumentExpression", "InterpolatedStringHandler", "ModuleInitializer",
    ];

    public static string Of(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();
        foreach (var types in TypesOf(assembly.GlobalNamespace).GroupBy(type => type.ContainingNamespace.ToDisplayString()).OrderBy(types => types.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (var type in types.OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
            {
                Append(text.Append('\n'), type);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => TypesOf(inner),
        INamedTypeSymbol type when IsOffered(type) => TypesOf(type).Prepend(type),
        _ => [],
    });

    private static bool IsOffered(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Protected or Accessibility.ProtectedOrInternal => !symbol.ContainingType.IsSealed,
        _ => false,
    };

    private static void Append(StringBuilder text, INamedTypeSymbol type)
    {
        AppendAttributes(text, type, "");
        var modifiers = type.TypeKind switch
        {
            TypeKind.Class when type.IsStatic => "static ",
            TypeKind.Class when type.IsAbstract => "abstract ",
            TypeKind.Class when type.IsSealed => "sealed ",
            _ => "",
        };
        var bases = new List<string>();
        if (type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object })
        {
            bases.Add(type.BaseType!.ToDisplayString(s_baseFormat));
        }
        else if (type is { TypeKind: TypeKind.Enum, EnumUnderlyingType.SpecialType: not SpecialType.System_Int32 })
        {
            bases.Add(type.EnumUnderlyingType!.ToDisplayString(s_baseFormat));
        }

        bases.AddRange(type.Interfaces.Where(IsOffered).Select(shape => shape.ToDisplayString(s_baseFormat)).Order(StringComparer.Ordinal));
        var display = type.ToDisplayString(s_format);
        var constraints = display.IndexOf(" where ", StringComparison.Ordinal) is var where && where >= 0 ? where : display.Length;
        text.Append("public ").Append(modifiers).Append(display.AsSpan(0, constraints))
            .Append(bases.Count == 0 ? "" : " : ").AppendJoin(", ", bases).Append(display.AsSpan(constraints)).Append('\n');
        if (type.TypeKind == TypeKind.Delegate)
        {
            return;
        }

        foreach (var member in type.GetMembers().Where(IsListed).OrderBy(Rank).ThenBy(member => member.Name, StringComparer.Ordinal).ThenBy(Show, StringComparer.Ordinal))
        {
            AppendAttributes(text, member, "    ");
            text.Append("    ").Append(Show(member)).Append('\n');
        }
    }

    private static bool IsListed(ISymbol member) => IsOffered(member) && member is not INamedTypeSymbol && member switch
    {
        IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion
            || (method.MethodKind == MethodKind.Constructor && !(method.ContainingType.IsValueType && method.Parameters.IsEmpty)),
        _ => true,
    };

    private static int Rank(ISymbol member) => member switch
    {
        IFieldSymbol => 0,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => 1,
        IPropertySymbol => 2,
        IEventSymbol => 3,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } => 4,
        _ => 5,
    };

    /// <summary>With what Roslyn leaves out of members of interfaces.</summary>
    private static string Show(ISymbol member)
    {
        var modifiers = member.ContainingType.TypeKind == TypeKind.Interface
            ? (member.IsStatic ? "static " : "") + (member.IsVirtual ? "virtual " : member.IsStatic && member.IsAbstract ? "abstract " : "")
            : "";
        return modifiers + member.ToDisplayString(s_format);
    }

    private static void AppendAttributes(StringBuilder text, ISymbol symbol, string indent)
    {
        var own = symbol.GetAttributes().Select(attribute => Show(attribute, ""));
        var more = symbol is IMethodSymbol method
            ? method.GetReturnTypeAttributes().Select(attribute => Show(attribute, "return: "))
                .Concat(method.Parameters.SelectMany(parameter => parameter.GetAttributes().Select(attribute => Show(attribute, $"{parameter.Name}: "))))
            : [];
        foreach (var shown in own.Concat(more).OfType<string>())
        {
            text.Append(indent).Append(shown).Append('\n');
        }
    }

    private static string? Show(AttributeData attribute, string target)
    {
        var name = attribute.AttributeClass!.Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        if (!s_attributes.Contains(name))
        {
            return null;
        }

        var arguments = attribute.ConstructorArguments.Select(argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}")).ToArray();
        return $"[{target}{name}{(arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})")}]";
    }
}
