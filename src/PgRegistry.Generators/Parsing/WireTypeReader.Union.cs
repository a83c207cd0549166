using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads a message that is a union.</summary>
internal sealed partial class WireTypeReader
{
    private readonly IReadOnlyList<MessageCase> _cases = MessageCases.Of(parts);

    private RecordModel? ReadUnion(INamedTypeSymbol message)
    {
        if (WireNames.ProblemWith(_cases, message) is { } problem)
        {
            Report(new Path(message.Name, parts.PlaceOf(message)), message, problem);
            return null;
        }

        var cases = new List<CaseModel>();
        foreach (var item in _cases)
        {
            // Those that the scope cannot name have a rule of their own.
            if (parts.Compilation.IsSymbolAccessibleWithin(item.Type, parts.Scope) && ReadCase(item) is { } record)
            {
                cases.Add(new CaseModel(item.Path, StableHash.Of(item.Path), record.TypeName, record.FormatterName, record.IsSealed));
            }
        }

        if (cases.GroupBy(item => item.Number).FirstOrDefault(group => group.Skip(1).Any()) is { } same)
        {
            // Once in four thousand million.
            Report(new Path(message.Name, parts.PlaceOf(message)), message, $"has the cases '{string.Join("', '", same.Select(item => item.Path))}', whose names make the same number; rename one of them");
            return null;
        }

        return cases.Count == _cases.Count
            ? new RecordModel(
                parts.AreNested ? message.Name : TypeNames.Of(message), TypeNames.Short(message), _names.For("MessageUnion", "Formatter"), PatternName: "", IsReference: true, IsSealed: false, RunsUserCode: false, Members: default, cases.ToEquatableArray())
            : null;
    }

    private RecordModel? ReadCase(MessageCase item)
    {
        var path = new Path(item.Name, parts.PlaceOf(item.Type));
        if (!item.Type.IsGenericType)
        {
            return ReadRecord((INamedTypeSymbol)NotNull(item.Type), path);
        }

        Report(path, item.Type, "is generic, and a case is one type; declare a record without type parameters for each");
        return null;
    }

    private MessageCase? CaseOf(INamedTypeSymbol type) => _cases.FirstOrDefault(item => SymbolEqualityComparer.Default.Equals(item.Type, type));
}
