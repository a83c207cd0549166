namespace PgRegistry.Generators.Model;

/// <summary>A type that goes over the wire as an array of its members.</summary>
/// <param name="TypeName">The type as emitted code names it.</param>
/// <param name="DisplayName">The type as error texts name it.</param>
/// <param name="FormatterName">The class that reads and writes it, nested in the scope class.</param>
/// <param name="IsReference">Whether it is a class, which may be null.</param>
/// <param name="IsSealed">Whether no type derives from it.</param>
/// <param name="RunsUserCode">Whether putting it together may run code that its author wrote.</param>
/// <param name="Members">Its members in wire order: the constructor's, in its order, then the initialised ones as declared.</param>
internal sealed record RecordModel(
    string TypeName,
    string DisplayName,
    string FormatterName,
    bool IsReference,
    bool IsSealed,
    bool RunsUserCode,
    EquatableArray<MemberModel> Members);

/// <summary>A member of a record.</summary>
/// <param name="Name">The property or field, not escaped.</param>
/// <param name="Type">Its type on the wire.</param>
/// <param name="InConstructor">Whether a constructor parameter sets it; else an initializer does.</param>
internal sealed record MemberModel(string Name, WireType Type, bool InConstructor);
