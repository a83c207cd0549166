using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Oracles;

/// <summary>Every way to read a value, by number, so that an input can choose.</summary>
internal static class Reading
{
    /// <summary>What reads a whole value, or throws.</summary>
    public const int WholeCount = 25;

    /// <summary>Reads one whole value.</summary>
    public static void Whole(int way, ref MessagePackReader reader)
    {
        switch (way)
        {
            case 0: reader.ReadByte(); break;
            case 1: reader.ReadSByte(); break;
            case 2: reader.ReadInt16(); break;
            case 3: reader.ReadUInt16(); break;
            case 4: reader.ReadInt32(); break;
            case 5: reader.ReadUInt32(); break;
            case 6: reader.ReadInt64(); break;
            case 7: reader.ReadUInt64(); break;
            case 8: reader.ReadSingle(); break;
            case 9: reader.ReadDouble(); break;
            case 10: reader.ReadBoolean(); break;
            case 11: reader.ReadNil(); break;
            case 12: reader.ReadString(); break;
            case 13: reader.ReadStringSpan(); break;
            case 14: reader.ReadBytes(); break;
            case 15: reader.ReadBytesSpan(); break;
            case 16: reader.ReadExtensionFormat(out _); break;
            case 17: reader.ReadDateTime(); break;
            case 18: reader.ReadTimestamp(out _); break;
            case 19: reader.ReadRaw(); break;
            case 20: WireValues.ReadDecimal(ref reader); break;
            case 21: WireValues.ReadGuid(ref reader); break;
            case 22: WireValues.ReadInt128(ref reader); break;
            case 23: WireValues.ReadHalf(ref reader); break;
            default: WireValues.ReadChar(ref reader); break;
        }
    }
}
