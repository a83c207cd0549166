namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes the header of an extension; that many raw bytes have to follow.</summary>
    public void WriteExtensionFormatHeader(ExtensionHeader extensionHeader)
    {
        var fixedCode = extensionHeader.Length switch
        {
            1 => MessagePackCode.FixExt1,
            2 => MessagePackCode.FixExt2,
            4 => MessagePackCode.FixExt4,
            8 => MessagePackCode.FixExt8,
            16 => MessagePackCode.FixExt16,
            _ => MessagePackCode.NeverUsed,
        };

        if (fixedCode != MessagePackCode.NeverUsed)
        {
            WriteCode(fixedCode);
        }
        else if (extensionHeader.Length <= byte.MaxValue)
        {
            WriteCode(MessagePackCode.Ext8, (byte)extensionHeader.Length);
        }
        else
        {
            WriteLongHeader(MessagePackCode.Ext16, MessagePackCode.Ext32, extensionHeader.Length);
        }

        WriteCode(unchecked((byte)extensionHeader.TypeCode));
    }

    /// <summary>Writes an extension.</summary>
    /// <param name="typeCode">The type. Applications choose from 0 to 127; the specification reserves negative codes.</param>
    /// <param name="data">The data.</param>
    public void WriteExtensionFormat(sbyte typeCode, scoped ReadOnlySpan<byte> data)
    {
        WriteExtensionFormatHeader(new ExtensionHeader(typeCode, (uint)data.Length));
        WriteRaw(data);
    }
}
