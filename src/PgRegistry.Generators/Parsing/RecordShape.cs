using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// How a record is taken apart and put together again: which constructor to call, which members correspond to its parameters,
/// and which members an initializer sets. Exists only where nothing of the record's state would be lost.
/// </summary>
internal sealed class RecordShape
{
    private RecordShape(IReadOnlyList<ISymbol> constructed, IReadOnlyList<ISymbol> initialized, int optional, bool runsUserCode)
    {
        Optional = optional;
        RunsUserCode = runsUserCode;
        Constructed = constructed;
        Initialized = initialized;
    }

    /// <summary>The members that correspond to the constructor's parameters, in their order.</summary>
    public IReadOnlyList<ISymbol> Constructed { get; }

    /// <summary>The members that an initializer sets, in declaration order, inherited ones first.</summary>
    public IReadOnlyList<ISymbol> Initialized { get; }

    /// <summary>How many of the last of these can be left out, and have their defaults then.</summary>
    public int Optional { get; }

    /// <summary>Whether putting the record together may run code that its author wrote, and that may throw anything.</summary>
    public bool RunsUserCode { get; }

    /// <summary>Finds the shape of a type as code within another sees it, or says why it has none.</summary>
    public static RecordShape? Of(INamedTypeSymbol type, INamedTypeSymbol within, Compilation compilation, out string? problem)
    {
        var state = RecordState.Of(type, within, compilation);
        if (RecordConstructors.Choose(type, state, within, compilation) is not var (constructor, constructed))
        {
            problem = "has no accessible constructor whose parameters all correspond to properties by name and type";
            return null;
        }

        var initialized = new List<ISymbol>();
        foreach (var member in state.Stored)
        {
            if (constructed.Contains(member, SymbolEqualityComparer.Default))
            {
                continue;
            }

            if (!state.IsSettable(member))
            {
                problem = $"keeps '{member.Name}', which cannot be set from outside; give it an init accessor or a constructor parameter, or compute it from the other members";
                return null;
            }

            initialized.Add(member);
        }

        problem = null;
        return new RecordShape(constructed, initialized, OptionalMembers.CountOf(type, constructor, initialized, within, compilation), ConstructionCode.MayRun(type, constructor));
    }
}
