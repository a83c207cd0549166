using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Reads by chance, as a formatter for quite another type would.</summary>
internal static class Operations
{
    public static void Run(ref MessagePackReader reader, Random random)
    {
        for (var left = 40; left > 0 && !reader.End; left--)
        {
            var before = reader.Consumed;
            try
            {
                One(ref reader, random.Next(31));
            }
            catch (WireFormatException)
            {
                // A refused read has consumed nothing; the next one starts at the same place.
                Assert.Equal(before, reader.Consumed);
                if (random.Next(4) == 0)
                {
                    reader.ReadRaw(1);
                }
            }

            Assert.InRange(reader.Remaining, 0, int.MaxValue);
        }
    }

    private static void One(ref MessagePackReader reader, int operation)
    {
        switch (operation)
        {
            case 0: reader.ReadNil(); break;
            case 1: reader.TryReadNil(); break;
            case 2: reader.ReadBoolean(); break;
            case 3: reader.ReadByte(); break;
            case 4: reader.ReadSByte(); break;
            case 5: reader.ReadInt16(); break;
            case 6: reader.ReadUInt16(); break;
            case 7: reader.ReadInt32(); break;
            case 8: reader.ReadUInt32(); break;
            case 9: reader.ReadInt64(); break;
            case 10: reader.ReadUInt64(); break;
            case 11: reader.ReadSingle(); break;
            case 12: reader.ReadDouble(); break;
            case 13: reader.ReadString(); break;
            case 14: reader.ReadStringSpan(); break;
            case 15: reader.ReadBytes(); break;
            case 16: reader.ReadBytesSpan(); break;
            case 17: reader.ReadDateTime(); break;
            case 18: reader.ReadTimestamp(out _); break;
            case 19: reader.ReadArrayHeader(); break;
            case 20: reader.ReadMapHeader(); break;
            case 21: reader.ReadExtensionFormat(out _); break;
            case 22: reader.ReadExtensionFormatHeader(); break;
            case 23: reader.ReadRaw(); break;
            case 24: reader.Skip(); break;
            case 25: WireValues.ReadGuid(ref reader); break;
            case 26: WireValues.ReadDecimal(ref reader); break;
            case 27: WireValues.ReadChar(ref reader); break;
            case 28: WireValues.ReadHalf(ref reader); break;
            case 29: WireValues.ReadInt128(ref reader); break;
            default: WireValues.ReadArrayHeaderOf(ref reader, 2, "Pair"); break;
        }
    }
}
