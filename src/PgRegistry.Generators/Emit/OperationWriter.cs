using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Writes the operations of a scope class, each of which forwards to the generic scope.</summary>
internal sealed class OperationWriter(SourceWriter code, RecordModel key)
{
    /// <summary>Sets off a group of operations; within one they follow each other closely, so that a scope is read on few screens.</summary>
    public void BeginGroup() => code.Line();

    /// <summary>Writes one operation: its documentation, what stands after <c>public</c>, and its body.</summary>
    public void Emit(string summary, string signature, string body, bool outranks = false)
    {
        code.Line($"/// <summary>{summary}</summary>");
        EmitMember(signature, body, outranks);
    }

    /// <summary>Writes an operation that is documented by another one.</summary>
    public void EmitAlso(string like, string signature, string body)
    {
        code.Line($"/// <inheritdoc cref=\"{like}\"/>");
        EmitMember(signature, body, outranks: false);
    }

    /// <summary>
    /// Writes an operation on a key twice: with the key, and with the key's members as parameters. <paramref name="more"/> is a
    /// further parameter, such as <c>global::X? options = null</c>.
    /// </summary>
    public void EmitKeyed(string summary, string result, string name, string more = "")
    {
        var further = more.Length == 0 ? "" : more.Split(' ')[1];
        Emit(summary, $"{result} {name}(Key key{Then(more)})", $"_scope.{name}(key{Then(further)})", outranks: true);
        if (key.Members.Count == 0)
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
        EmitAlso(
            $"{name}(Key{Then(more.Split(' ')[0].TrimEnd('?'))})",
            $"{result} {name}({string.Join(", ", parameters)}{Then(more)})",
            $"_scope.{name}(new Key({string.Join(", ", arguments)}){initializer}{Then(further)})");
    }

    private void EmitMember(string signature, string body, bool outranks) =>
        code.Line($"{Code.Generated} {(outranks ? Code.Outranks + " " : "")}public {signature} => {body};");

    private static string Then(string item) => item.Length == 0 ? "" : ", " + item;
}
