using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Why something cannot go over the wire.</summary>
/// <param name="Member">The innermost member on the way to it that is declared in source; else the nested type it was found in.</param>
/// <param name="Path">The way to it, such as <c>Value.Address.Street</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reason">What is wrong with the type; continues a sentence that begins with its name.</param>
internal sealed record WireProblem(ISymbol Member, string Path, ITypeSymbol Type, string Reason);
