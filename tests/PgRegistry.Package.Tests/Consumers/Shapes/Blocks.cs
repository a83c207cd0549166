using PgRegistry;

namespace Shapes.Blocks
{
    namespace Within
    {
        [RegistryScope<string, Elsewhere>(Name = "blocks")]
        internal sealed partial class Plain;

        internal sealed record Elsewhere(string Role);
    }
}
