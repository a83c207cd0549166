namespace PgRegistry.Wire;

/// <summary>
/// Stands around a formatter of the user's: what it writes is read back before anybody relies on it, and whatever it throws while it reads is a
/// format exception. So a mistake in it fails in the call that registers, and not as a link that is lost over and over.
/// </summary>
internal sealed class CheckedFormatter<T>(IWireFormatter<T> formatter) : IWireFormatter<T>
{
    // Of others nobody could say whether what came back is what was written.
    private static readonly bool s_isCompared = typeof(T).IsValueType || typeof(IEquatable<T>).IsAssignableFrom(typeof(T));

    [ThreadStatic]
    private static FrameBuffer? t_free;

    public void Write(ref MessagePackWriter writer, T value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        // Taken and put back, as one formatter may use another of the same type.
        var buffer = t_free ?? new FrameBuffer();
        t_free = null;
        try
        {
            buffer.Clear();
            var own = new MessagePackWriter(buffer);
            formatter.Write(ref own, value);
            own.Flush();
            Check(value, buffer.WrittenSpan);
            writer.WriteRaw(buffer.WrittenSpan);
        }
        finally
        {
            t_free = buffer;
        }
    }

    public T Read(ref MessagePackReader reader)
    {
        var own = new MessagePackReader(reader.ReadRaw());
        try
        {
            return formatter.Read(ref own) is { } value && own.End ? value : throw new WireFormatException($"{formatter.GetType()} read no value, or not all of one.");
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            throw new WireFormatException($"{formatter.GetType()} refuses what was read: {error.Message}", error);
        }
    }

    private void Check(T value, ReadOnlySpan<byte> written)
    {
        var reader = new MessagePackReader(written);
        string problem;
        Exception? cause = null;
        try
        {
            var back = Read(ref reader);
            if (reader.End && (!s_isCompared || EqualityComparer<T>.Default.Equals(value, back)))
            {
                return;
            }

            problem = reader.End ? $"reads '{back}' of what it wrote for '{value}'" : "writes more than one value";
        }
        catch (WireFormatException error)
        {
            problem = $"cannot read what it wrote for '{value}': {error.Message}";
            cause = error;
        }

        throw new ArgumentException($"The formatter {formatter.GetType()} {problem}; nothing was sent.", nameof(value), cause);
    }
}
