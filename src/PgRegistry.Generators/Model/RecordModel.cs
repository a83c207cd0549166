namespace PgRegistry.Generators.Model;

/// <summary>A type that goes over the wire as an array of its members; or a union, which goes as an array of a case's index and the case.</summary>
/// <param name="TypeName">The type as emitted code names it.</param>
/// <param name="DisplayName">The type as error texts name it.</param>
/// <param name="FormatterName">The class that reads and writes it, nested in the scope class.</param>
/// <param name="PatternName">The class that says what one has to be like, nested in the scope class.</param>
/// <param name="IsReference">Whether it is a class, which may be null.</param>
/// <param name="IsSealed">Whether no type derives from it.</param>
/// <param name="RunsUserCode">Whether putting it together may run code that its author wrote.</param>
/// <param name="Members">Its members in wire order: the constructor's, in its order, then the initialised ones as declared. None for a union.</param>
/// <param name="Cases">For a union its cases by index, else none.</param>
/// <param name="ComparerName">The class that compares it by content; null when its own equality does, or nobody compares it.</param>
/// <param name="Optional">How many of the last members a peer may lack, which then have their defaults.</param>
/// <param name="Indexes">For a value: what entries are looked up by, else none.</param>
internal sealed record RecordModel(
    string TypeName,
    string DisplayName,
    string FormatterName,
    string PatternName,
    bool IsReference,
    bool IsSealed,
    bool RunsUserCode,
    EquatableArray<MemberModel> Members,
    EquatableArray<CaseModel> Cases,
    string? ComparerName = null,
    int Optional = 0,
    EquatableArray<IndexModel> Indexes = default)
{
    /// <summary>Whether it is one of several records.</summary>
    public bool IsUnion => Cases.Count > 0;
}

/// <summary>A member of a record.</summary>
/// <param name="Name">The property or field, not escaped.</param>
/// <param name="WireName">What the schema calls it.</param>
/// <param name="Type">Its type on the wire.</param>
/// <param name="InConstructor">Whether a constructor parameter sets it; else an initializer does.</param>
internal sealed record MemberModel(string Name, string WireName, WireType Type, bool InConstructor);

/// <summary>A member of a value that entries are looked up by.</summary>
/// <param name="Name">The property or field, not escaped. It may be computed from others, and then goes over no wire.</param>
/// <param name="TypeName">Its type as it is declared with.</param>
internal sealed record IndexModel(string Name, string TypeName);

/// <summary>A record that a union can be.</summary>
/// <param name="Path">Its name in the schema, such as <c>Said</c> or <c>Group.Inner</c>; for the union's own type its name.</param>
/// <param name="Number">What stands for it on the wire: made of the name, so that other cases may come and go.</param>
/// <param name="TypeName">The record as emitted code names it.</param>
/// <param name="FormatterName">The class that reads and writes it.</param>
/// <param name="IsSealed">Whether no type derives from it.</param>
internal sealed record CaseModel(string Path, uint Number, string TypeName, string FormatterName, bool IsSealed);
