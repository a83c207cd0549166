using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>What there is for the indexed members of a value: a number for each, in the order of the members, and lookups.</summary>
internal static class IndexOperations
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    /// <summary>What stands behind the definition's arguments.</summary>
    public static string InDefinition(RecordModel value)
    {
        var indexes = Indexed(value).Select(member =>
            $"new {Code.Services}ScopeIndex<Key, Value, {member.Type.DeclaredName}>(static value => value.{TypeNames.Escape(member.Name)})").ToList();
        return indexes.Count == 0 ? "" : $" {{ Indexes = [{string.Join(", ", indexes)}] }}";
    }

    public static void Emit(OperationWriter code, RecordModel value)
    {
        var number = 0;
        foreach (var member in Indexed(value))
        {
            if (number == 0)
            {
                code.BeginGroup();
            }

            var (type, local) = (member.Type.DeclaredName, new LocalNames("key").For(member.Name));
            var name = "LookupBy" + member.Name;
            code.Emit(
                $"The entries whose value has this <c>{Code.Xml(member.Name)}</c>, by an index: what it costs follows what it finds.",
                $"{List}<{Code.Root}Entry<Key, Value>> {name}({type} {local})", $"_scope.LookupBy<{type}>({number}, {local})");
            code.Emit(
                $"The members under a key whose value has this <c>{Code.Xml(member.Name)}</c>, by an index.",
                $"{List}<{Code.Root}Member<Value>> {name}(Key key, {type} {local})", $"_scope.LookupBy<{type}>({number}, key, {local})");
            number++;
        }
    }

    /// <summary>What a value's pattern says of the indexes; null when there are none.</summary>
    public static string? Probe(RecordModel value, Func<MemberModel, string> propertyOf)
    {
        var probes = Indexed(value).Select((member, number) => $"{Code.Root}IndexProbe.Of<{ConstrainedType(member)}>({number}, this.{propertyOf(member)})").ToList();
        return probes.Count == 0 ? null : string.Join(" ?? ", probes);
    }

    // Text may always be constrained to null.
    private static string ConstrainedType(MemberModel member) => member.Type.Codec == "String" ? member.Type.TypeName + "?" : member.Type.DeclaredName;

    private static IEnumerable<MemberModel> Indexed(RecordModel value) => value.Members.Where(member => member.IsIndexed);
}
