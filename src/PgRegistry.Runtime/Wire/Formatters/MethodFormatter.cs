namespace PgRegistry.Wire;

/// <summary>Writes one value.</summary>
internal delegate void WriteMethod<in T>(ref MessagePackWriter writer, T value);

/// <summary>Reads one value.</summary>
internal delegate T ReadMethod<out T>(ref MessagePackReader reader);

/// <summary>A formatter of two methods.</summary>
internal sealed class MethodFormatter<T>(WriteMethod<T> write, ReadMethod<T> read) : IWireFormatter<T>
{
    public void Write(ref MessagePackWriter writer, T value) => write(ref writer, value);

    public T Read(ref MessagePackReader reader) => read(ref reader);
}
