using PgRegistry;

namespace Web;

[RegistryScope]
internal sealed partial class Rooms
{
    public readonly record struct Key(string Room);

    public sealed record Value(string Name, int? Seat);
}
