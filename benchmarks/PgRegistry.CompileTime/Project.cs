using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PgRegistry.CompileTime;

/// <summary>A user's project: scopes, each in a file of its own beside another class, and as many files, ten at least, with what uses them.</summary>
internal sealed class Project
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private Project(int scopes)
    {
        Scopes = scopes;
        var ordinary = Math.Max(10, scopes);
        Compilation = CSharpCompilation.Create(
            "Sample",
            [
                .. Enumerable.Range(0, scopes).Select(i => Parse(ScopeFile(i), FileOf("Scope", i))),
                .. Enumerable.Range(0, ordinary).Select(i => Parse(OrdinaryFile(i, i % scopes), FileOf("Ordinary", i))),
            ],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public int Scopes { get; }

    /// <summary>Its sources, without what is generated.</summary>
    public CSharpCompilation Compilation { get; }

    public static CSharpParseOptions ParseOptions => s_parse;

    public static Project Of(int scopes) => new(scopes);

    /// <summary>A method more in a file without scopes.</summary>
    public CSharpCompilation EditOfAnotherFile(int number) => Edit("Ordinary", 0, "// more", Method(number));

    /// <summary>A method more in the class that stands before a scope, so that the scope moves.</summary>
    public CSharpCompilation EditOfTheSameFile(int number) => Edit("Scope", 0, "// more", Method(number));

    /// <summary>Another member's type in a scope's key.</summary>
    public CSharpCompilation EditOfAScope() => Edit("Scope", 0, "int Shard", "long Shard");

    public static string OrdinaryPath => FileOf("Ordinary", 0);

    public static string ScopePath => FileOf("Scope", 0);

    private static string FileOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}.cs");

    private static string Method(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"// more\n    public static int Added{number}(int x) => x + {number};");

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parse, path);

    // As an editor does it, by a change of text, so that what is unchanged in the file is taken over.
    private CSharpCompilation Edit(string kind, int number, string old, string with)
    {
        var tree = Compilation.SyntaxTrees.Single(candidate => candidate.FilePath == FileOf(kind, number));
        var text = tree.GetText();
        var at = text.ToString().IndexOf(old, StringComparison.Ordinal);
        return Compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(at, old.Length), with))));
    }

    private static string ScopeFile(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using PgRegistry;

        namespace Sample.Scopes;

        public static class Beside{{i}}
        {
            public static int Twice(int x) => x * 2;
            // more
        }

        [RegistryScope]
        public partial class Scope{{i}}
        {
            public readonly record struct Key(string Queue, int Shard);
            public sealed record Value(string Role, int Load);
        }
        """);

    private static string OrdinaryFile(int i, int scope) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PgRegistry;
        using Sample.Scopes;

        namespace Sample;

        public sealed class Service{{i}}(RegistryNode node, Scope{{scope}} scope) : IDisposable
        {
            private readonly LocalProcess _me = node.Spawn();
            private readonly Dictionary<string, int> _loads = [];

            public void Enter(string queue) => scope.Register(_me, new(queue, 1), new("primary", _loads.Count));

            public int Busiest(string queue) => scope.Lookup(queue, 1).Select(member => member.Value.Load).DefaultIfEmpty().Max();

            public void Note(string queue)
            {
                foreach (var (pid, value) in scope.Lookup(new(queue, 1)))
                {
                    _loads[value.Role + pid] = value.Load > 10 ? value.Load : Beside{{scope}}.Twice(value.Load);
                }
            }

            public void Dispose() => _me.Dispose();
            // more
        }
        """);
}
