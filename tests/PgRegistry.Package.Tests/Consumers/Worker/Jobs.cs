using PgRegistry;

namespace Worker;

[RegistryScope]
internal sealed partial class Jobs
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load, DateState? State);

    public readonly record struct DateState(long Ticks, bool IsUtc);

    public abstract record Message
    {
        public sealed record Work(string Text) : Message;

        public sealed record Pause : Message;
    }
}
