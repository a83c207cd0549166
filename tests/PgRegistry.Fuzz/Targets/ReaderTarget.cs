using System.Text;
using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Oracles;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>
/// The MessagePack reader alone. Passing over a value, reading it part by part and reading it as something must agree on where it ends;
/// what throws has consumed nothing.
/// </summary>
internal sealed class ReaderTarget : IFuzzTarget
{
    /// <summary>A value in parts costs a list for each level; a text has two bytes for each of the input's; exceptions have texts and traces.</summary>
    private static readonly Allocation Limit = new(Base: 48 << 10, PerByte: 16);

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[][] _seeds;
    private readonly Mutator _mutator;

    public ReaderTarget()
    {
        _seeds = [.. Plays.All.SelectMany(play => play.Frames.Select(item => item.Frame)), .. Boundaries.Numbers, .. Boundaries.Others];
        _mutator = new Mutator([.. _seeds.Where(seed => Node.TryParse(seed) is not null)]);
    }

    public string Name => "reader";

    public byte[] Make(Random random) => _mutator.Change(random.Of(_seeds), random);

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var end = EndOf(bytes, out var refusal);
        CheckParts(bytes, end);

        // Exceptions are slow; each input tries a few ways, chosen by itself.
        var way = (bytes.Length + (bytes.Length > 0 ? bytes[0] + (7 * bytes[^1]) : 0)) % Reading.WholeCount;
        for (var i = 0; i < 5; i++)
        {
            CheckWhole(bytes, (way + (i * 5)) % Reading.WholeCount, end);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Limit.Check(allocated, bytes.Length);
        tally.Allocated(allocated, bytes.Length);
        if (refusal is null)
        {
            tally.Accept();
        }
        else
        {
            tally.Refuse(refusal);
        }
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => Smallening.Of(bytes);

    /// <summary>Where the first value ends; −1 when there is none.</summary>
    private static int EndOf(ReadOnlySpan<byte> bytes, out string? refusal)
    {
        var reader = new MessagePackReader(bytes);
        refusal = null;
        try
        {
            reader.Skip();
            return reader.Consumed;
        }
        catch (WireFormatException malformed)
        {
            refusal = malformed.Message;
            return reader.Consumed == 0 ? -1 : throw new Finding("consumed", $"Skip has thrown and consumed {reader.Consumed} bytes");
        }
    }

    /// <summary>Reads headers and scalars as they come.</summary>
    private static void CheckParts(ReadOnlySpan<byte> bytes, int end)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            for (var left = 1L; left > 0; left--)
            {
                left += reader.NextMessagePackType switch
                {
                    MessagePackType.Array => reader.ReadArrayHeader(),
                    MessagePackType.Map => 2L * reader.ReadMapHeader(),
                    _ => Scalar(ref reader),
                };
            }
        }
        catch (WireFormatException) when (end < 0)
        {
            return;
        }

        // Skip refuses what is nested too deep; nothing else.
        if (end >= 0 && reader.Consumed != end)
        {
            throw new Finding("two ends", $"read in parts the value ends at {reader.Consumed}, and Skip ends at {end}");
        }
    }

    private static int Scalar(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                break;
            case MessagePackType.Boolean:
                reader.ReadBoolean();
                break;
            case MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64:
                reader.ReadUInt64();
                break;
            case MessagePackType.Integer:
                reader.ReadInt64();
                break;
            case MessagePackType.Float:
                reader.ReadDouble();
                break;
            case MessagePackType.String:
                Text(ref reader);
                break;
            case MessagePackType.Binary:
                reader.ReadBytes();
                break;
            case MessagePackType.Extension:
                reader.ReadExtensionFormat(out _);
                break;
            default:
                // The code that is never used.
                reader.Skip();
                break;
        }

        return 0;
    }

    /// <summary>Skip does not look into texts; another decoder says whether they are UTF-8.</summary>
    private static void Text(ref MessagePackReader reader)
    {
        var ahead = reader;
        ahead.Skip();
        string? text = null;
        try
        {
            text = reader.ReadString();
        }
        catch (WireFormatException)
        {
            reader = ahead;
            return;
        }

        var encoded = s_strict.GetByteCount(text!);
        if (reader.Consumed != ahead.Consumed || encoded > ahead.Consumed)
        {
            throw new Finding("two ends", $"a text ends at {reader.Consumed}, and Skip ends at {ahead.Consumed}");
        }
    }

    private static void CheckWhole(ReadOnlySpan<byte> bytes, int way, int end)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            Reading.Whole(way, ref reader);
        }
        catch (WireFormatException)
        {
            if (reader.Consumed != 0)
            {
                throw new Finding("consumed", $"way {way} of reading has thrown and consumed {reader.Consumed} bytes");
            }

            return;
        }

        if (reader.Consumed != end)
        {
            throw new Finding("two ends", $"way {way} of reading ends at {reader.Consumed}, and Skip at {end}");
        }
    }
}
