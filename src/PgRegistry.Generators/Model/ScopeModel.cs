namespace PgRegistry.Generators.Model;

/// <summary>Everything the emitter needs to know of one scope: values only, so that equal declarations are equal models.</summary>
/// <param name="MetadataName">The class's full name, containing types joined by '+'; unique in the compilation.</param>
/// <param name="Namespace">The class's namespace; empty for the global one.</param>
/// <param name="Containers">The containing types, outermost first.</param>
/// <param name="ClassName">The class's name, escaped where it is a keyword.</param>
/// <param name="ScopeName">The scope's name in the cluster.</param>
/// <param name="IsUnique">Whether the scope's keys are unique on each node.</param>
/// <param name="Listeners">The listeners that the declaration names.</param>
/// <param name="Key">The nested key type.</param>
/// <param name="Value">The nested value type.</param>
/// <param name="Message">The nested message type, when there is one.</param>
/// <param name="Nested">The other records that these contain, at any depth, and the cases of a message that is a union, each once.</param>
/// <param name="Fields">What emitted code holds in static fields: the formatters and comparers of collections.</param>
internal sealed record ScopeModel(
    string MetadataName,
    string Namespace,
    EquatableArray<ContainerModel> Containers,
    string ClassName,
    string ScopeName,
    bool IsUnique,
    EquatableArray<ListenerModel> Listeners,
    RecordModel Key,
    RecordModel Value,
    RecordModel? Message,
    EquatableArray<RecordModel> Nested,
    EquatableArray<FieldModel> Fields)
{
    /// <summary>All records that the scope has formatters for.</summary>
    public IEnumerable<RecordModel> Records => Message is null ? [Key, Value, .. Nested] : [Key, Value, Message, .. Nested];
}

/// <summary>A type that contains the scope class.</summary>
/// <param name="Keyword">What it is declared with, such as <c>class</c> or <c>record struct</c>.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
internal sealed record ContainerModel(string Keyword, string Name);

/// <summary>A static field of a scope class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type as emitted code names it.</param>
/// <param name="Code">What it is set to; may name fields before it.</param>
internal sealed record FieldModel(string Name, string TypeName, string Code);

/// <summary>A listener that a scope's declaration names.</summary>
/// <param name="TypeName">Its type as emitted code names it.</param>
/// <param name="CanBeMade">Whether it has a constructor without parameters.</param>
internal sealed record ListenerModel(string TypeName, bool CanBeMade);
