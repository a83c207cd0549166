using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Generators.Emit;

/// <summary>Pieces of code that several emitters use.</summary>
internal static class Code
{
    public const string Root = "global::PgRegistry.";
    public const string Services = "global::PgRegistry.CompilerServices.";
    public const string Wire = "global::PgRegistry.Wire.";

    /// <summary>Goes on members and nested types: on the scope class it would mark the user's own part as generated too.</summary>
    public static readonly string Generated =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"PgRegistry.Generators\", \"{typeof(Code).Assembly.GetName().Version?.ToString(3)}\")]";

    /// <summary>
    /// For overloads that take a key: with <c>new(…)</c> for an argument, which fits any type, they win over the others.
    /// </summary>
    public const string Outranks = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]";

    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
