using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PgRegistry;

/// <summary>
/// One running member of a cluster: its configured name and its incarnation, 64 random bits made at start.
/// A restarted node has another incarnation and is another node. Incarnations are compared only for equality.
/// </summary>
/// <remarks>Immutable; safe from any thread.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class NodeId : IEquatable<NodeId>, IParsable<NodeId>
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Makes an identity from its two parts.</summary>
    /// <exception cref="ArgumentException">The name is empty, longer than <see cref="MaxNameLength"/>, or has characters
    /// other than letters, digits, '-', '_', '.', ':' and '@'.</exception>
    public NodeId(string name, ulong incarnation)
    {
        if (ProblemWith(name) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }

        Name = name;
        Incarnation = incarnation;
    }

    /// <summary>The configured name. At most one living node of a cluster has it.</summary>
    public string Name { get; }

    /// <summary>64 random bits made when the node started.</summary>
    public ulong Incarnation { get; }

    /// <summary>Says what is wrong with a node's name, or null when nothing is.</summary>
    public static string? ProblemWith(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "A node needs a name; give every node of a cluster its own, such as \"web-1\".";
        }

        if (name.Length > MaxNameLength)
        {
            return $"A node's name has at most {MaxNameLength} characters; this one has {name.Length}.";
        }

        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':' or '@'))
            {
                return $"A node's name consists of letters, digits, '-', '_', '.', ':' and '@'; this one has U+{(int)c:X4}.";
            }
        }

        return null;
    }

    /// <summary>Prints <c>name.incarnation</c>, the incarnation as 16 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}.{Incarnation:x16}");

    /// <summary>Reads what <see cref="ToString"/> prints; the incarnation is taken from the right, so names may have dots.</summary>
    /// <exception cref="FormatException">The text is no node identity.</exception>
    public static NodeId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no node identity; one looks like web-1.9f2c00000000002a.");

    /// <summary>Reads what <see cref="ToString"/> prints; false when the text is no node identity.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out NodeId result)
    {
        result = null;
        var dot = s?.LastIndexOf('.') ?? -1;
        if (dot <= 0 || s!.Length - dot - 1 != 16 || ProblemWith(s[..dot]) is not null
            || !ulong.TryParse(s.AsSpan(dot + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var incarnation))
        {
            return false;
        }

        result = new NodeId(s[..dot], incarnation);
        return true;
    }

    /// <summary>Same name and same incarnation.</summary>
    public bool Equals(NodeId? other) =>
        ReferenceEquals(this, other) || (other is not null && Incarnation == other.Incarnation && Name == other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NodeId);

    /// <inheritdoc/>
    public override int GetHashCode() => Incarnation.GetHashCode();

    /// <summary>Same name and same incarnation.</summary>
    public static bool operator ==(NodeId? left, NodeId? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Another name or another incarnation.</summary>
    public static bool operator !=(NodeId? left, NodeId? right) => !(left == right);
}
