using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the patterns of a scope: for key and value, and for the records in them, what each member has to be like.</summary>
internal sealed class PatternEmitter
{
    private readonly SourceWriter _code;
    private readonly Dictionary<string, RecordModel> _records;
    private readonly HashSet<string> _emitted = new(StringComparer.Ordinal);

    private PatternEmitter(SourceWriter code, ScopeModel scope)
    {
        _code = code;
        _records = scope.Records.ToDictionary(record => record.FormatterName, StringComparer.Ordinal);
    }

    public static void Emit(SourceWriter code, ScopeModel scope)
    {
        var emitter = new PatternEmitter(code, scope);
        emitter.Emit(scope.Key, isKey: true);
        emitter.Emit(scope.Value, isKey: false);
    }

    private void Emit(PartModel part, bool isKey)
    {
        if (part.Record is { } record)
        {
            Emit(record, isKey);
        }
    }

    private void Emit(RecordModel record, bool isKey)
    {
        if (!_emitted.Add(record.FormatterName))
        {
            return;
        }

        var name = record.PatternName;
        _code.Separate();
        _code.Line($"/// <summary>What a <c>{Code.Xml(record.DisplayName)}</c> has to be like. A member that is not set may be anything; all that is set has to hold.</summary>");
        _code.Open($"{Code.Generated} public sealed class {name} : {Code.Root}IPattern<{record.TypeName}>");
        foreach (var member in record.Members)
        {
            var type = ConstraintOf(member.Type);
            var allowNull = member.Type.Nullability == Nullability.None ? "" : "[global::System.Diagnostics.CodeAnalysis.AllowNull] ";
            _code.Line($"/// <summary>What <c>{Code.Xml(member.Name)}</c> has to be like.</summary>");
            _code.Line($"{allowNull}public {type} {PropertyOf(member, record)} {{ get; set; }} = new();");
        }

        EmitConversion(record);
        EmitTests(record);
        if (IndexOperations.Probe(record, member => PropertyOf(member, record)) is { } probe)
        {
            _code.Line($"{Code.Root}IndexProbe? {Code.Root}IPattern<{record.TypeName}>.Probe => {probe};");
        }

        if (isKey && CanBeExact(record))
        {
            EmitExact(record);
        }

        _code.Close();
        foreach (var member in record.Members.Where(member => member.Type.Kind == WireKind.Record))
        {
            Emit(_records[member.Type.Codec], isKey: false);
        }
    }

    private void EmitConversion(RecordModel record)
    {
        var exact = string.Join(", ", record.Members.Select(member => $"{PropertyOf(member, record)} = it.{TypeNames.Escape(member.Name)}"));
        if (record.Members.Count == 0)
        {
            // There is nothing to constrain, and one of these is still not null.
            exact = "_isExact = true";
            _code.Line("private bool _isExact;");
        }

        _code.Line("/// <summary>A pattern that only this matches.</summary>");
        _code.Line($"public static implicit operator {record.PatternName}({record.TypeName}? exact) => exact is {{ }} it ? new() {{ {exact} }} : null!;");
    }

    private void EmitTests(RecordModel record)
    {
        var pattern = $"bool {Code.Root}IPattern<{record.TypeName}>.";
        if (record.Members.Count == 0)
        {
            _code.Line($"{pattern}IsAny => !_isExact;");
            _code.Line($"{pattern}Matches({record.TypeName} candidate) => true;");
            return;
        }

        _code.Line($"{pattern}IsAny => {string.Join(" && ", record.Members.Select(member => $"_Patterns.IsAny(this.{PropertyOf(member, record)})"))};");
        _code.Line($"{pattern}Matches({record.TypeName} candidate) =>");
        for (var i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            _code.Line($"    {(i == 0 ? "" : "&& ")}_Patterns.Allow(this.{PropertyOf(member, record)}, candidate.{TypeNames.Escape(member.Name)}{ComparerOf(member.Type)}){(i == record.Members.Count - 1 ? ";" : "")}");
        }
    }

    // A constructor that its author wrote may change what it is given, and a nested pattern may allow several records.
    private static bool CanBeExact(RecordModel record) =>
        !record.RunsUserCode && record.Members.Count > 0 && record.Members.All(member => member.Type.Kind != WireKind.Record);

    private void EmitExact(RecordModel record)
    {
        var names = new LocalNames("exact", "isExact");
        var locals = record.Members.Select(member => (Member: member, Local: names.For(member.Name))).ToList();
        var arguments = locals.Where(pair => pair.Member.InConstructor).Select(pair => pair.Local + "!");
        var initializers = locals.Where(pair => !pair.Member.InConstructor).Select(pair => $"{TypeNames.Escape(pair.Member.Name)} = {pair.Local}!").ToList();
        _code.Open($"bool {Code.Root}IPattern<{record.TypeName}>.TryGetExact([global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {record.TypeName} exact)");
        _code.Line($"var isExact = {string.Join(" & ", locals.Select(pair => $"_Patterns.{ExactTestOf(pair.Member.Type)}(this.{PropertyOf(pair.Member, record)}, out var {pair.Local})"))};");
        _code.Line($"exact = isExact ? new {record.TypeName}({string.Join(", ", arguments)}){(initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}")} : default;");
        _code.Line("return isExact;");
        _code.Close();
    }

    private string ConstraintOf(WireType type) => type.Kind == WireKind.Record ? _records[type.Codec].PatternName : WirePrimitives.ConstraintOf(type);

    // The pattern of a record compares its members itself.
    private static string ComparerOf(WireType type) => type is { Kind: WireKind.Field, Comparer: { } comparer } ? ", " + comparer : "";

    // A key whose member is null although it is declared not to be is nobody's, and its own GetHashCode may not take it.
    private static string ExactTestOf(WireType type) => type is { Codec: "String" or "Uri" or "NodeId", Nullability: Nullability.None } or { Kind: WireKind.Field, Nullability: Nullability.None } ? "IsExactNotNull" : "IsExact";

    // A member cannot have the name of its class.
    private static string PropertyOf(MemberModel member, RecordModel record) =>
        member.Name == record.PatternName ? member.Name + "_" : TypeNames.Escape(member.Name);
}
