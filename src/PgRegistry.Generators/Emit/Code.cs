using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Generators.Emit;

/// <summary>Pieces of code that several emitters use.</summary>
internal static class Code
{
    public const string Root = "global::PgRegistry.";
    public const string Services = "global::PgRegistry.CompilerServices.";
    public const string Wire = "global::PgRegistry.Wire.";

    /// <summary>What emitted files begin with: short names, which nobody else uses, for what stands nearly everywhere.</summary>
    public static readonly IReadOnlyList<string> Aliases =
    [
        "using _Generated = global::System.CodeDom.Compiler.GeneratedCodeAttribute;",
        "using _Outranks = global::System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute;",
        "using _Patterns = global::PgRegistry.CompilerServices.PatternConstraints;",
    ];

    /// <summary>What the file of formatters begins with.</summary>
    public static readonly IReadOnlyList<string> WireAliases =
    [
        Aliases[0],
        "using _Values = global::PgRegistry.Wire.WireValues;",
    ];

    /// <summary>What it begins with besides, if it has fields.</summary>
    public static readonly IReadOnlyList<string> FieldAliases =
    [
        "using _Comparers = global::PgRegistry.CompilerServices.ContentComparers;",
        "using _Formatters = global::PgRegistry.Wire.WireFormatters;",
    ];

    /// <summary>Goes on members and nested types: on the scope class it would mark the user's own part as generated too.</summary>
    public static readonly string Generated = $"[_Generated(\"PgRegistry.Generators\", \"{typeof(Code).Assembly.GetName().Version?.ToString(3)}\")]";

    /// <summary>
    /// For overloads that take a key: with <c>new(…)</c> for an argument, which fits any type, they win over the others.
    /// </summary>
    public const string Outranks = "[_Outranks(1)]";

    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
