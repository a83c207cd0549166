// Draws docs/icon/icon.png, the icon of the package: `dotnet run docs/icon/draw.cs` from the root of the repository.
#:property PublishAot=false
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

const int Size = 128;
(double X, double Y)[] nodes = [(64, 24), (29, 85), (99, 85)];
(double X, double Y) key = (64, 64);

// Each row of a PNG begins with the number of its filter; 0 is none.
var rows = new byte[Size * ((Size * 4) + 1)];
for (var y = 0; y < Size; y++)
{
    for (var x = 0; x < Size; x++)
    {
        var (px, py) = (x + 0.5, y + 0.5);
        var pixel = rows.AsSpan((y * ((Size * 4) + 1)) + 1 + (x * 4), 4);
        Paint(pixel, 0x1B3A57, Rounded(px, py, 56, 26));
        foreach (var (i, node) in nodes.Index())
        {
            var next = nodes[(i + 1) % nodes.Length];
            Paint(pixel, 0x5B8DB8, Line(px, py, node, next, 2.5));
            Paint(pixel, 0xF2B441, Line(px, py, node, key, 2.5));
        }

        foreach (var node in nodes)
        {
            Paint(pixel, 0xFFFFFF, Circle(px, py, node, 12));
        }

        Paint(pixel, 0xF2B441, Circle(px, py, key, 14));
    }
}

using var png = File.Create("docs/icon/icon.png");
png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
Chunk("IHDR", [0, 0, 0, Size, 0, 0, 0, Size, 8, 6, 0, 0, 0]);
using var packed = new MemoryStream();
using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    zlib.Write(rows);
}

Chunk("IDAT", packed.ToArray());
Chunk("IEND", []);

void Chunk(string type, byte[] data)
{
    Span<byte> number = stackalloc byte[4];
    byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    png.Write(number);
    png.Write(named);
    BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(named));
    png.Write(number);
}

static uint Crc32(byte[] bytes)
{
    var crc = uint.MaxValue;
    foreach (var b in bytes)
    {
        crc ^= b;
        for (var i = 0; i < 8; i++)
        {
            crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
    }

    return ~crc;
}

// How far a point is outside of a shape, in pixels; negative inside.
static double Circle(double x, double y, (double X, double Y) centre, double radius) =>
    Math.Sqrt(Math.Pow(x - centre.X, 2) + Math.Pow(y - centre.Y, 2)) - radius;

static double Rounded(double x, double y, double half, double radius)
{
    var (dx, dy) = (Math.Abs(x - 64) - half + radius, Math.Abs(y - 64) - half + radius);
    return Math.Sqrt(Math.Pow(Math.Max(dx, 0), 2) + Math.Pow(Math.Max(dy, 0), 2)) + Math.Min(Math.Max(dx, dy), 0) - radius;
}

static double Line(double x, double y, (double X, double Y) from, (double X, double Y) to, double half)
{
    var (dx, dy) = (to.X - from.X, to.Y - from.Y);
    var along = Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
    return Circle(x, y, (from.X + (along * dx), from.Y + (along * dy)), half);
}

static void Paint(Span<byte> pixel, int colour, double distance)
{
    var cover = Math.Clamp(0.5 - distance, 0, 1);
    var below = pixel[3] / 255.0 * (1 - cover);
    var alpha = cover + below;
    if (alpha == 0)
    {
        return;
    }

    for (var i = 0; i < 3; i++)
    {
        var part = (colour >> (16 - (8 * i))) & 0xFF;
        pixel[i] = (byte)Math.Round(((part * cover) + (pixel[i] * below)) / alpha);
    }

    pixel[3] = (byte)Math.Round(alpha * 255);
}
