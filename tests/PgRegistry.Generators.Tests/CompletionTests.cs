using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>What an editor shows of a scope, and what it says of it.</summary>
public sealed class CompletionTests
{
    private const string Uses = """
        namespace Shop;

        public class User
        {
            public void Use(Workers instance, Leaders unique, Workers.KeyPattern pattern) { }
        }
        """;

    private const string Leaders = """
        namespace Shop;

        [PgRegistry.RegistryScope<string, Leader, Order>(Name = "leaders", Keys = PgRegistry.KeyMode.Unique)]
        public partial class Leaders;

        public sealed record Leader([property: PgRegistry.Index] string Region, int Term);
        public sealed record Order(string Text);
        """;

    private static readonly Generated s_run = Generated.From(Sources.Workers, Leaders, Uses);

    // A longer list is not forbidden, only to be looked at.
    [Fact]
    public void Completion_shows_what_a_user_calls_and_nothing_else()
    {
        var workers = Shown("Workers");

        Assert.DoesNotContain(workers, line => line.Contains("Formatter", StringComparison.Ordinal) || line.Contains('_', StringComparison.Ordinal) || line.Contains("Schema", StringComparison.Ordinal));
        Snapshot.Matches("Completion", string.Join('\n', ["Workers", .. workers, "", "Leaders, beyond that", .. Shown("Leaders").Except(workers), ""]), "txt");
    }

    [Theory]
    [InlineData("Workers", "Workers", "Queue", "Shard", "Role", "Load")]
    [InlineData("Leaders", "Leaders", "leaders", "Leader", "Order", "Region", "Term")]
    public void All_that_is_emitted_is_documented_in_the_scopes_own_words(string scope, params string[] words)
    {
        var members = Emitted(Type(scope)).ToList();

        Assert.True(members.Count > 40, $"{members.Count} members");
        Assert.All(members, member =>
        {
            var documentation = XElement.Parse(member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) is { Length: > 0 } xml ? xml : "<none/>");
            var text = documentation.Element("summary")?.Value ?? "";
            Assert.True(
                documentation.Element("inheritdoc") is not null || words.Any(word => text.Contains(word, StringComparison.Ordinal)) || member.ContainingType.Name.EndsWith("Pattern", StringComparison.Ordinal) && text.Length > 0,
                $"{member}: {text}");
        });
    }

    [Theory]
    [InlineData("Workers")]
    [InlineData("Leaders")]
    public void All_that_is_emitted_is_marked_as_generated_and_nothing_of_the_users(string scope)
    {
        Assert.All(Emitted(Type(scope)), member => Assert.True(IsMarked(member) || IsMarked(member.ContainingType), $"{member}"));
        Assert.False(IsMarked(Type(scope)));
        Assert.All(Type("Workers").GetTypeMembers().Where(type => type.Name is "Key" or "Value" or "Message"), type => Assert.False(IsMarked(type)));

        static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");
    }

    private static INamedTypeSymbol Type(string name) => s_run.Output.GetTypeByMetadataName("Shop." + name)!;

    /// <summary>The members and types that the generator wrote into a type, and theirs: those that others see, and the classes that they do not.</summary>
    private static IEnumerable<ISymbol> Emitted(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        .Where(member => member is INamedTypeSymbol or { DeclaredAccessibility: Accessibility.Public })
        .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null } and not INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public, IsRecord: true })
        .SelectMany(member => member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } nested ? Emitted(nested).Prepend(nested) : [member]);

    /// <summary>What completion offers behind a dot in another class: of the type, and of an instance, each name once.</summary>
    private static List<string> Shown(string name)
    {
        var tree = s_run.Output.SyntaxTrees.Single(tree => tree.ToString().Contains("class User", StringComparison.Ordinal));
        var semantics = s_run.Output.GetSemanticModel(tree);
        return [.. semantics.LookupSymbols(tree.ToString().IndexOf("{ }", StringComparison.Ordinal), Type(name), includeReducedExtensionMethods: true)
            .Where(symbol => symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } && !IsHidden(symbol) && symbol.ContainingType?.SpecialType != SpecialType.System_Object)
            .Select(symbol => $"{(symbol is INamedTypeSymbol ? "type" : symbol.IsStatic ? "static" : symbol.Kind.ToString().ToLowerInvariant())} {symbol.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments[0].Value is (int)System.ComponentModel.EditorBrowsableState.Never);
}
