using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PgRegistry;

/// <summary>
/// The address of one process: the node it lives on and a serial number there. Printed as <c>&lt;web-1.9f2c00000000002a.17&gt;</c>.
/// Never reused: a process that ended is never confused with a later one.
/// </summary>
/// <remarks>Immutable; safe from any thread; 16 bytes.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Pid : IEquatable<Pid>, IParsable<Pid>
{
    /// <summary>Makes an address from its parts; serial numbers begin at 1.</summary>
    public Pid(NodeId node, ulong serial)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfZero(serial);
        Node = node;
        Serial = serial;
    }

    /// <summary>The node that the process lives on; null only for <c>default</c>.</summary>
    public NodeId? Node { get; }

    /// <summary>The number of the process on its node; 0 only for <c>default</c>.</summary>
    public ulong Serial { get; }

    /// <summary>True for <c>default</c>, which addresses nothing.</summary>
    public bool IsNone => Serial == 0;

    /// <summary>Prints <c>&lt;name.incarnation.serial&gt;</c>; <c>&lt;none&gt;</c> for <c>default</c>.</summary>
    public override string ToString() =>
        IsNone ? "<none>" : string.Create(CultureInfo.InvariantCulture, $"<{Node}.{Serial}>");

    /// <summary>Reads what <see cref="ToString"/> prints, from the right, so that names may have dots.</summary>
    /// <exception cref="FormatException">The text is no process address.</exception>
    public static Pid Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var pid) ? pid : throw new FormatException($"\"{s}\" is no pid; one looks like <web-1.9f2c00000000002a.17>.");

    /// <summary>Reads what <see cref="ToString"/> prints; false when the text is no process address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Pid result)
    {
        result = default;
        if (s is "<none>")
        {
            return true;
        }

        if (s is null || s.Length < 3 || s[0] != '<' || s[^1] != '>')
        {
            return false;
        }

        var dot = s.LastIndexOf('.');
        if (dot < 0 || !ulong.TryParse(s.AsSpan(dot + 1, s.Length - dot - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            || serial == 0 || !NodeId.TryParse(s[1..dot], provider, out var node))
        {
            return false;
        }

        result = new Pid(node, serial);
        return true;
    }

    /// <summary>Same node, same incarnation, same serial number.</summary>
    public bool Equals(Pid other) => Serial == other.Serial && Node == other.Node;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Pid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Serial, Node);

    /// <summary>Same process.</summary>
    public static bool operator ==(Pid left, Pid right) => left.Equals(right);

    /// <summary>Another process.</summary>
    public static bool operator !=(Pid left, Pid right) => !left.Equals(right);
}
