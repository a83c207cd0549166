using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Takes a collection out of a key (PGR0011).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyCollectionFix))]
public sealed class KeyCollectionFix : DocumentFix
{
    private const string Title = "Take it out of the key";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.CollectionInKey];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<ParameterSyntax>() is { Parent: ParameterListSyntax { Parent: RecordDeclarationSyntax } list } parameter)
        {
            // A key of nothing would be one key.
            if (list.Parameters.Count > 1)
            {
                yield return new FixChoice(Title, (editor, _) => editor.ReplaceNode(list, (current, _) => Without((ParameterListSyntax)current, parameter.Identifier.ValueText)));
            }
        }
        else if (place.Find<PropertyDeclarationSyntax>() is { } property)
        {
            yield return new FixChoice(Title, (editor, _) => editor.RemoveNode(property, SyntaxRemoveOptions.KeepNoTrivia));
        }
    }

    private static ParameterListSyntax Without(ParameterListSyntax list, string name) =>
        list.RemoveNode(list.Parameters.First(parameter => parameter.Identifier.ValueText == name), SyntaxRemoveOptions.KeepNoTrivia)!;
}
