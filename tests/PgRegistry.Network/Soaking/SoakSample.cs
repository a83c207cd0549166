using System.Globalization;

namespace PgRegistry.Network.Soaking;

/// <summary>What an agent took at a time since the beginning of the run.</summary>
internal sealed record SoakSample(TimeSpan At, long Heap, long WorkingSet, long Entries, long Changes)
{
    /// <summary>Of an agent's answer to "memory".</summary>
    public static SoakSample Parse(TimeSpan at, string answer)
    {
        var numbers = answer.Split(' ').Select(static text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new SoakSample(at, numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
