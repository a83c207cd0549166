using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the comparer of a record that has collections in it.</summary>
internal static class ComparerEmitter
{
    public static void Emit(SourceWriter code, RecordModel record)
    {
        var type = record.TypeName + (record.IsReference ? "?" : "");
        code.Separate();
        code.Line($"/// <summary>Compares <c>{Code.Xml(record.DisplayName)}</c> by content, where its own equality goes by the identity of collections.</summary>");
        code.Line(Code.Generated);
        code.Open($"private sealed class {record.ComparerName} : {Code.Services}ContentComparer<{type}>");
        code.Line($"public static readonly {record.ComparerName} Instance = new();");
        code.Line($"public override bool Equals({type} x, {type} y) =>");
        if (record.IsReference)
        {
            code.Line("    x is null || y is null || ReferenceEquals(x, y) ? ReferenceEquals(x, y) :");
        }

        for (var i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            var name = TypeNames.Escape(member.Name);
            var equals = member.Type.Comparer is { } comparer ? comparer + ".Equals" : "_Comparers.Equal";
            code.Line($"    {(i == 0 ? "" : "&& ")}{equals}(x.{name}, y.{name}){(i == record.Members.Count - 1 ? ";" : "")}");
        }

        code.Close();
    }
}
