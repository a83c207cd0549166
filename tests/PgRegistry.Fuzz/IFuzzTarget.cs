namespace PgRegistry.Fuzz;

/// <summary>Code that takes in bytes of strangers, how to make such bytes, and what must hold whatever they are.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>The next bytes to try: drawn from the given numbers alone. They may hold several inputs, one after the other.</summary>
    byte[] Make(Random random);

    /// <summary>Feeds such bytes to the code, and counts what became of them. Depends on the bytes alone.</summary>
    /// <exception cref="Finding">Something is wrong. Any other exception is one as well.</exception>
    void Run(ReadOnlySpan<byte> bytes, Tally tally);

    /// <summary>The same bytes with something left out, in one way after the other.</summary>
    IEnumerable<byte[]> Smaller(byte[] bytes);
}
