using System.Runtime.CompilerServices;

namespace PgRegistry.Generators.Caching;

/// <summary>Stands for an object in what outlives it: the same object has the same stamp, and a stamp keeps nothing alive.</summary>
internal sealed class Stamp
{
    private static readonly ConditionalWeakTable<object, Stamp> s_stamps = new();

    private Stamp()
    {
    }

    public static Stamp Of(object item) => s_stamps.GetValue(item, static _ => new Stamp());
}
