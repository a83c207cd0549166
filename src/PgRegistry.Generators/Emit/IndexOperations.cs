using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>What there is for the indexed members of a value: a number for each, in the order of the members, and lookups.</summary>
internal static class IndexOperations
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    /// <summary>What stands behind the definition's arguments.</summary>
    public static string InDefinition(ScopeModel scope)
    {
        var indexes = (scope.Value.Record?.Indexes ?? default)
            .Select(index => $"new {Code.Services}ScopeIndex<{scope.Key.Name}, {scope.Value.Name}, {index.TypeName}>(static value => value.{TypeNames.Escape(index.Name)})").ToList();
        return indexes.Count == 0 ? "" : $" {{ Indexes = [{string.Join(", ", indexes)}] }}";
    }

    public static void Emit(OperationWriter code, RecordModel? value)
    {
        var indexes = value?.Indexes ?? default;
        for (var i = 0; i < indexes.Count; i++)
        {
            if (i == 0)
            {
                code.BeginGroup();
            }

            var (member, type) = (indexes[i].Name, indexes[i].TypeName);
            var (name, local) = ("LookupBy" + member, new LocalNames("key").For(member));
            code.Emit(
                $"The entries of {{scope}} whose value has this <c>{Code.Xml(member)}</c>, by an index: what it costs follows what it finds.",
                $"{List}<{Code.Root}Entry<Key, Value>> {name}({type} {local})", $"_scope.LookupBy<{type}>({i}, {local})");
            code.Emit(
                $"The members of {{scope}} under a key whose value has this <c>{Code.Xml(member)}</c>, by an index.",
                $"{List}<{Code.Root}Member<Value>> {name}(Key key, {type} {local})", $"_scope.LookupBy<{type}>({i}, key, {local})");
        }
    }

    /// <summary>What a value's pattern says of the indexes; null when there are none that it constrains.</summary>
    public static string? Probe(RecordModel value, Func<MemberModel, string> propertyOf)
    {
        var probes = value.Members
            .Select(member => (Member: member, Number: value.Indexes.ToList().FindIndex(index => index.Name == member.Name)))
            .Where(pair => pair.Number >= 0)
            .Select(pair => $"{Code.Root}IndexProbe.Of<{ConstrainedType(pair.Member)}>({pair.Number}, this.{propertyOf(pair.Member)})").ToList();
        return probes.Count == 0 ? null : string.Join(" ?? ", probes);
    }

    // Text may always be constrained to null.
    private static string ConstrainedType(MemberModel member) => member.Type.Codec == "String" ? member.Type.TypeName + "?" : member.Type.DeclaredName;
}
