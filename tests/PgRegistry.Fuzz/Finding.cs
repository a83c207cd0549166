namespace PgRegistry.Fuzz;

/// <summary>Something that no input may bring about.</summary>
internal sealed class Finding : Exception
{
    public Finding(string kind, string detail)
        : base($"{kind}: {detail}") => Kind = kind;

    private Finding(Exception unexpected)
        : base($"{unexpected.GetType().Name}: {unexpected.Message}", unexpected) => Kind = unexpected.GetType().Name;

    /// <summary>Two findings of one kind are taken for the same while an input is made smaller.</summary>
    public string Kind { get; }

    /// <summary>Runs something from which nothing but findings may come out.</summary>
    /// <exception cref="InvalidDataException">The bytes are none that the target understands; that is whoever gave them to it.</exception>
    public static Finding? In(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Finding finding)
        {
            return finding;
        }
        catch (Exception unexpected) when (unexpected is not InvalidDataException)
        {
            return new Finding(unexpected);
        }
    }
}
