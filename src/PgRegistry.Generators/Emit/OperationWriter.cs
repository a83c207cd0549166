using System.Text.RegularExpressions;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>
/// Writes the operations of a scope class, each of which forwards to the generic scope. Those who describe them say <c>Key</c>, <c>Value</c>,
/// <c>Message</c>, <c>KeyPattern</c> and <c>ValuePattern</c>, and <c>{scope}</c> in what they document; a scope whose types are declared elsewhere has other names for these.
/// </summary>
internal sealed class OperationWriter(SourceWriter code, ScopeModel scope)
{
    private static readonly Regex s_names = new(@"(?<![\w.:@])(Key|Value|Message|KeyPattern|ValuePattern)(?!\w)", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["Key"] = scope.Key.Name,
        ["Value"] = scope.Value.Name,
        ["Message"] = scope.Message?.Name ?? "Message",
        ["KeyPattern"] = scope.Key.Pattern,
        ["ValuePattern"] = scope.Value.Pattern,
    };

    /// <summary>Sets off a group of operations; within one they follow each other closely, so that a scope is read on few screens.</summary>
    public void BeginGroup() => code.Line();

    /// <summary>Writes one operation: its documentation, what stands after <c>public</c>, and its body.</summary>
    public void Emit(string summary, string signature, string body, bool outranks = false)
    {
        code.Line($"/// <summary>{summary.Replace("{scope}", scope.DocumentedName)}</summary>");
        EmitMember(Named(signature), body, outranks);
    }

    /// <summary>Writes an operation that is documented by another one.</summary>
    public void EmitAlso(string like, string signature, string body)
    {
        code.Line($"/// <inheritdoc cref=\"{Named(like)}\"/>");
        EmitMember(Named(signature), body, outranks: false);
    }

    /// <summary>
    /// Writes an operation on a key twice: with the key, and with the key's members as parameters. <paramref name="more"/> is a
    /// further parameter, such as <c>global::X? options = null</c>.
    /// </summary>
    public void EmitKeyed(string summary, string result, string name, string more = "")
    {
        var further = more.Length == 0 ? "" : more.Split(' ')[1];
        Emit(summary, $"{result} {name}(Key key{Then(more)})", $"_scope.{name}(key{Then(further)})", outranks: true);
        if (scope.Key.Record is not { Members.Count: > 0 } key)
        {
            return;
        }

        // The further parameter keeps its name, as callers may use it; a key's member of that name takes another.
        var names = new LocalNames(further);
        var parameters = new List<string>();
        var arguments = new List<string>();
        var initializers = new List<string>();
        foreach (var member in key.Members)
        {
            var local = names.For(member.Name);
            parameters.Add($"{member.Type.DeclaredName} {local}");
            (member.InConstructor ? arguments : initializers).Add(member.InConstructor ? local : $"{TypeNames.Escape(member.Name)} = {local}");
        }

        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        var like = $"{name}(Key{Then(more.Split(' ')[0].TrimEnd('?'))})";
        code.Line($"/// <inheritdoc cref=\"{Named(like)}\"/>");
        EmitMember(
            $"{Named(result)} {name}({string.Join(", ", parameters)}{Then(more)})",
            $"_scope.{name}(new {scope.Key.Name}({string.Join(", ", arguments)}){initializer}{Then(further)})",
            outranks: false);
    }

    /// <summary>A pattern as an argument. That of a text may match null, which the operations of a scope of texts do not expect.</summary>
    public string Pattern(string name) =>
        (name == "key" ? scope.Key : scope.Value).Plain is { Codec: "String", Kind: WireKind.Direct } ? name + "!" : name;

    private string Named(string text) => s_names.Replace(text, name => _names[name.Value]);

    private void EmitMember(string signature, string body, bool outranks) =>
        code.Line($"{Code.Generated} {(outranks ? Code.Outranks + " " : "")}public {signature} => {body};");

    private static string Then(string item) => item.Length == 0 ? "" : ", " + item;
}
