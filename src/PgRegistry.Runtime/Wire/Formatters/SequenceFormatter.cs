using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

/// <summary>A collection of elements, as an array of them.</summary>
/// <param name="name">What it is called in messages.</param>
/// <param name="element">Writes and reads an element.</param>
/// <param name="elements">The elements of a collection, in their order; refuses a collection that would not be equal on another node.</param>
/// <param name="make">
/// Makes a collection of what was read. What a set or dictionary cannot have twice comes together, and the first stays: the record of a peer of a later
/// build may have a member that tells elements apart, which is not known here.
/// </param>
internal sealed class SequenceFormatter<TCollection, T>(
    string name, IWireFormatter<T> element, Func<TCollection, IReadOnlyCollection<T>> elements, Func<T[], TCollection> make) : IWireFormatter<TCollection>
    where TCollection : notnull
{
    /// <summary>Room for more elements comes when these have been read, so that a length alone costs no memory.</summary>
    private static readonly int s_first = Math.Max(4, 256 / Unsafe.SizeOf<T>());

    public void Write(ref MessagePackWriter writer, TCollection value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var written = elements(value);
        var left = written.Count;
        writer.WriteArrayHeader(left);
        foreach (var item in written)
        {
            element.Write(ref writer, item);
            left--;
        }

        if (left != 0)
        {
            throw new ArgumentException($"A {name} was changed while it was written.", nameof(value));
        }
    }

    public TCollection Read(ref MessagePackReader reader)
    {
        var before = reader.Consumed;
        var count = reader.ReadArrayHeader();
        var items = count == 0 ? [] : new T[Math.Min(count, s_first)];
        for (var i = 0; i < count; i++)
        {
            if (i == items.Length)
            {
                Array.Resize(ref items, (int)Math.Min(count, items.Length * 2L));
            }

            items[i] = element.Read(ref reader);
        }

        try
        {
            return make(items);
        }
        catch (Exception error)
        {
            // The elements' own equality, hash code or order may throw anything.
            throw new WireFormatException($"Expected a {name} at offset {before}, found elements that cannot be compared: {error.Message}", error);
        }
    }
}
