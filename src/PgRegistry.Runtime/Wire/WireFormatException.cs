namespace PgRegistry.Wire;

/// <summary>
/// The bytes are no valid MessagePack, or not what the reader asked for. The message says what was expected, what was found
/// and at which offset.
/// </summary>
/// <remarks>Formatters throw it as well, for a value that is well-formed but that they cannot accept.</remarks>
public sealed class WireFormatException : Exception
{
    /// <summary>Makes an exception with a general message.</summary>
    public WireFormatException()
        : base("The bytes are not in the expected format.")
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public WireFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and its cause.</summary>
    public WireFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
