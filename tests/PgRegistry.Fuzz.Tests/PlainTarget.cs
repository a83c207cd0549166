namespace PgRegistry.Fuzz.Tests;

/// <summary>Samples of two bytes, the seed and 42, and something that is done with them.</summary>
internal sealed class PlainTarget(Action<byte[]> run) : IFuzzTarget
{
    private int _seed = 6;

    public string Name => "plain";

    public byte[] Make(Random random) => [(byte)++_seed, 42];

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        tally.Accept();
        run(bytes.ToArray());
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => Targets.Smallening.Of(bytes);
}
