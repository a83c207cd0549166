namespace PgRegistry.Generators.Model;

/// <summary>Everything the emitter needs to know of one scope: values only, so that equal declarations are equal models.</summary>
/// <param name="MetadataName">The class's full name, containing types joined by '+'; unique in the compilation.</param>
/// <param name="Namespace">The class's namespace; empty for the global one.</param>
/// <param name="Containers">The containing types, outermost first.</param>
/// <param name="ClassName">The class's name, escaped where it is a keyword.</param>
/// <param name="ScopeName">The scope's name in the cluster.</param>
/// <param name="IsUnique">Whether the scope's keys are unique on each node.</param>
/// <param name="Listeners">The listeners that the declaration names.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Message">The message, when there is one.</param>
/// <param name="Nested">The other records that these contain, at any depth, and the cases of a message that is a union, each once.</param>
/// <param name="FieldsName">The class nested in the scope's that has the fields; empty when there are none.</param>
/// <param name="Fields">What emitted code holds in static fields: the formatters and comparers of collections.</param>
internal sealed record ScopeModel(
    string MetadataName,
    string Namespace,
    EquatableArray<ContainerModel> Containers,
    string ClassName,
    string ScopeName,
    bool IsUnique,
    EquatableArray<ListenerModel> Listeners,
    PartModel Key,
    PartModel Value,
    PartModel? Message,
    EquatableArray<RecordModel> Nested,
    string FieldsName,
    EquatableArray<FieldModel> Fields)
{
    /// <summary>Key, value, and message if there is one.</summary>
    public IEnumerable<PartModel> Parts => Message is null ? [Key, Value] : [Key, Value, Message];

    /// <summary>The class as documentation names it.</summary>
    public string DocumentedName => $"<c>{ClassName.TrimStart('@')}</c>";

    /// <summary>All records that the scope has formatters for.</summary>
    public IEnumerable<RecordModel> Records => Parts.Select(part => part.Record).OfType<RecordModel>().Concat(Nested).Distinct();
}

/// <summary>A type that contains the scope class.</summary>
/// <param name="Keyword">What it is declared with, such as <c>class</c> or <c>record struct</c>.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
internal sealed record ContainerModel(string Keyword, string Name);

/// <summary>The key, the value or the message of a scope.</summary>
/// <param name="Name">The type as the operations name it.</param>
/// <param name="Alias">The type that the name is an alias of; null for a nested type, which has the name itself.</param>
/// <param name="Formatter">An expression that is its formatter.</param>
/// <param name="Pattern">The type that says what one has to be like, as the operations name it.</param>
/// <param name="PatternAlias">The type that this is an alias of; null for a generated one, which has the name itself.</param>
/// <param name="Comparer">An expression that compares two by content; null where their own equality does.</param>
/// <param name="Record">The record that it is, if it is one.</param>
/// <param name="Plain">Else how it goes over the wire.</param>
internal sealed record PartModel(string Name, string? Alias, string Formatter, string Pattern, string? PatternAlias, string? Comparer, RecordModel? Record, WireType? Plain);

/// <summary>A static field of a class nested in the scope's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type as emitted code names it.</param>
/// <param name="Code">What it is set to; may name fields before it.</param>
internal sealed record FieldModel(string Name, string TypeName, string Code);

/// <summary>A listener that a scope's declaration names.</summary>
/// <param name="TypeName">Its type as emitted code names it.</param>
/// <param name="CanBeMade">Whether it has a constructor without parameters.</param>
internal sealed record ListenerModel(string TypeName, bool CanBeMade);
