using System;
using System.Collections.Immutable;
using PgRegistry;

namespace Shapes;

[RegistryScope(Keys = KeyMode.Unique)]
internal sealed partial class Internal
{
    internal readonly record struct Key(Guid Id, DayOfWeek? Day);

    internal sealed record Value(string Name, [property: Index] Uri? Home, ImmutableArray<Part> Parts);

    internal readonly record struct Part(decimal Price, DateTimeOffset? Since);

    internal abstract record Message
    {
        internal sealed record Text(string[] Lines) : Message;

        internal sealed record Close : Message;
    }
}
