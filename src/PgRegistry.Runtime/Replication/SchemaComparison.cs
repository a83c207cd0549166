using System;
using System.Collections.Generic;
using System.Linq;

namespace PgRegistry.Replication;

/// <summary>
/// Compares two schemas of a scope, which are texts with a line for each member in wire order, such as <c>value.Load int32</c> or
/// <c>value.Zone string optional</c>. Members go over the wire without their names, so one has to continue the other: what only the longer has are
/// its last members, which are optional. The compiler's analyzers compare by this too.
/// </summary>
internal static class SchemaComparison
{
    private const string Record = "record";

    /// <summary>The first difference that keeps two nodes from sharing a part of the scope, <c>key</c>, <c>value</c> or <c>message</c>; null when there is none.</summary>
    public static SchemaDifference? Find(string part, string mine, string theirs)
    {
        if (mine == theirs)
        {
            return null;
        }

        var (here, there) = (new Members(part, mine), new Members(part, theirs));
        if (here.RootType != there.RootType)
        {
            var root = new SchemaMember(part, here.RootType ?? "", IsOptional: false);
            var other = root with { Type = there.RootType ?? "" };
            return here.RootType is null ? new(SchemaDifferenceKind.OnlyTheirs, other, other)
                : there.RootType is null ? new(SchemaDifferenceKind.OnlyMine, root, root)
                : new(SchemaDifferenceKind.Retyped, root, other);
        }

        var open = new Queue<string>([part]);
        foreach (var name in here.Cases.Where(there.Cases.Contains))
        {
            open.Enqueue(name);
        }

        while (open.Count > 0)
        {
            var parent = open.Dequeue();
            if (Find(here.Of(parent), there.Of(parent), open) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>The cases of the message that the first schema has and the second has not; none unless both are unions.</summary>
    public static IReadOnlyList<string> CasesOnlyIn(string one, string other)
    {
        var (here, there) = (new Members("message", one), new Members("message", other));
        return here.RootType == there.RootType ? [.. here.Cases.Where(name => !there.Cases.Contains(name))] : [];
    }

    private static SchemaDifference? Find(List<SchemaMember> mine, List<SchemaMember> theirs, Queue<string> open)
    {
        for (var i = 0; i < Math.Max(mine.Count, theirs.Count); i++)
        {
            if (i >= mine.Count || i >= theirs.Count)
            {
                var more = i < mine.Count ? mine[i] : theirs[i];
                if (!more.IsOptional)
                {
                    return new(i < mine.Count ? SchemaDifferenceKind.OnlyMine : SchemaDifferenceKind.OnlyTheirs, more, more);
                }

                continue;
            }

            if (mine[i].Path != theirs[i].Path)
            {
                return new(SchemaDifferenceKind.Moved, mine[i], theirs[i]);
            }

            if (mine[i].Type != theirs[i].Type)
            {
                return new(SchemaDifferenceKind.Retyped, mine[i], theirs[i]);
            }

            foreach (var record in RecordsIn(mine[i]))
            {
                open.Enqueue(record);
            }
        }

        return null;
    }

    /// <summary>Where the members of the records in a member are; perhaps more, at which there is nothing.</summary>
    private static IEnumerable<string> RecordsIn(SchemaMember member)
    {
        if (member.Type.StartsWith(Record, StringComparison.Ordinal))
        {
            yield return member.Path;
            yield break;
        }

        var number = 0;
        for (var at = member.Type.IndexOf(Record, StringComparison.Ordinal); at >= 0; at = member.Type.IndexOf(Record, at + Record.Length, StringComparison.Ordinal))
        {
            yield return $"{member.Path}[{number++}]";
        }
    }

    /// <summary>The members of one part of a schema, by the record that has them.</summary>
    private sealed class Members
    {
        private readonly Dictionary<string, List<SchemaMember>> _byRecord = new(StringComparer.Ordinal);

        public Members(string part, string schema)
        {
            foreach (var line in schema.Split('\n').Where(line => line.StartsWith(part, StringComparison.Ordinal)))
            {
                var words = line.Split(' ');
                var member = new SchemaMember(words[0], words.Length > 1 ? words[1] : "?", IsOptional: words.Length > 2 && words[2] == "optional");
                if (member.Path == part)
                {
                    RootType = member.Type;
                }
                else if (member.Path.Length > part.Length && member.Path[part.Length] is '.' or ':')
                {
                    Add(part, member);
                }
            }
        }

        /// <summary>What the part itself is; null when there is no such part.</summary>
        public string? RootType { get; private set; }

        public HashSet<string> Cases { get; } = new(StringComparer.Ordinal);

        public List<SchemaMember> Of(string record) => _byRecord.TryGetValue(record, out var members) ? members : [];

        private void Add(string part, SchemaMember member)
        {
            var end = member.Path.LastIndexOf('.');
            if (end < 0)
            {
                RootType = "union";
                Cases.Add(member.Path);
                return;
            }

            RootType ??= Record;
            var record = member.Path.Substring(0, end);
            if (record.Length > part.Length && record[part.Length] == ':' && record.IndexOf('.') < 0)
            {
                RootType = "union";
                Cases.Add(record);
            }

            if (!_byRecord.TryGetValue(record, out var members))
            {
                _byRecord[record] = members = [];
            }

            members.Add(member);
        }
    }
}

/// <summary>A line of a schema.</summary>
/// <param name="Path">Where the member is, from the part of the scope on.</param>
/// <param name="Type">What it is on the wire.</param>
/// <param name="IsOptional">Whether a peer may lack it.</param>
internal sealed record SchemaMember(string Path, string Type, bool IsOptional);

/// <summary>Where two schemas differ first.</summary>
internal sealed record SchemaDifference(SchemaDifferenceKind Kind, SchemaMember Mine, SchemaMember Theirs);

/// <summary>How two schemas differ.</summary>
internal enum SchemaDifferenceKind
{
    /// <summary>A member has another type.</summary>
    Retyped,

    /// <summary>A member has another place, or another name.</summary>
    Moved,

    /// <summary>A member that is not optional is missing in the other schema.</summary>
    OnlyMine,

    /// <summary>A member of the other schema that is not optional is missing in this one.</summary>
    OnlyTheirs,
}
