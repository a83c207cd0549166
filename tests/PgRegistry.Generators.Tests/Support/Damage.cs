using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>Cuts and changes bytes: a formatter may refuse them with a <see cref="WireFormatException"/>, and with nothing else.</summary>
internal static class Damage
{
    public static void Check<T>(IWireFormatter<T> formatter, T value)
    {
        var whole = Formatters.Write(formatter, value);
        for (var i = 0; i < whole.Length; i++)
        {
            var cut = whole[..i];
            Assert.Throws<WireFormatException>(() => Formatters.Read(formatter, cut));

            foreach (var code in new byte[] { 0x00, 0x7f, 0x80, 0x90, 0x91, 0xc0, 0xc1, 0xc6, 0xdb, 0xdd, 0xdf, 0xff })
            {
                var damaged = whole.ToArray();
                damaged[i] = code;
                var error = Record.Exception(() =>
                {
                    var reader = new MessagePackReader(damaged);
                    return formatter.Read(ref reader);
                });
                Assert.True(error is null or WireFormatException, $"Byte {i} as {code:x2}: {error}");
            }
        }
    }
}
