using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgRegistry.Analyzers;

/// <summary>
/// The committed schemas of a project: for each scope a line <c>scope NAME</c> and the lines of its schema, in the order of the names. The analyzer
/// compares with it, and a fix writes it; whoever wants neither has no such file.
/// </summary>
internal sealed class SchemaFile
{
    public const string Name = "PgRegistry.Schemas.txt";

    /// <summary>The properties of a diagnostic that tell the fix what to write.</summary>
    public const string ScopeProperty = "Scope";

    /// <inheritdoc cref="ScopeProperty"/>
    public const string SchemaProperty = "Schema";

    private const string Heading =
        "# What the scopes of this project send. A change that other builds do not understand is an error at compile time.\n"
        + "# Written by: dotnet format analyzers --diagnostics PGR0023 --severity warn\n";

    private const string Scope = "scope ";

    private readonly SortedDictionary<string, string> _schemas = new(StringComparer.Ordinal);

    private SchemaFile(string text)
    {
        string? name = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith(Scope, StringComparison.Ordinal))
            {
                name = line.Substring(Scope.Length);
                _schemas[name] = "";
            }
            else if (name is not null)
            {
                _schemas[name] += _schemas[name].Length == 0 ? line : "\n" + line;
            }
        }
    }

    public static SchemaFile Read(SourceText? text) => new(text?.ToString() ?? "");

    public static bool Is(string path) => Path.GetFileName(path) == Name;

    /// <summary>The committed schema of a scope; null when there is none.</summary>
    public string? Find(string scope) => _schemas.TryGetValue(OneLine(scope), out var schema) ? schema : null;

    public void Set(string scope, string schema) => _schemas[OneLine(scope)] = schema;

    public override string ToString() => Heading + string.Concat(_schemas.Select(item => $"\n{Scope}{item.Key}\n{item.Value}\n"));

    private static string OneLine(string name) => string.Join(" ", name.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim();
}
