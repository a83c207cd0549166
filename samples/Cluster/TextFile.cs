using System.IO.Enumeration;
using System.Security.Cryptography;

namespace ClusterSample;

/// <summary>One text file as it was read: a hash of its bytes, and the words counted from just these.</summary>
internal sealed record TextFile(string Path, string Hash, long Length, WordCounts Words)
{
    private const long LongestFile = 64 << 20;

    private static readonly string[] s_skipped = ["bin", "obj", ".git", "node_modules"];

    /// <summary>Reads a file; null when it is binary, which is to say that it has a NUL.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static TextFile? Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().Contains((byte)0)
            ? null
            : new TextFile(path, Convert.ToHexString(SHA256.HashData(bytes)), bytes.Length, WordCounts.Of(bytes));
    }

    /// <summary>
    /// Reads every text file below a folder, in the order of their paths: the plain count. Skipped are build output, links (they may
    /// go round in circles), what cannot be read, and what is over 64 MiB.
    /// </summary>
    public static IReadOnlyList<TextFile> ReadAll(string folder, CancellationToken cancellationToken)
    {
        var files = new List<TextFile>();
        foreach (var path in Paths(folder).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (Read(path) is { } file)
                {
                    files.Add(file);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone since it was listed, or not ours to read: then it is no part of the job, for either count.
            }
        }

        return files;
    }

    private static FileSystemEnumerable<string> Paths(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
    {
        // Pipes and devices have no length; opening one could wait for ever.
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && entry.Length is > 0 and <= LongestFile,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !IsSkipped(entry.FileName),
    };

    private static bool IsSkipped(ReadOnlySpan<char> name)
    {
        foreach (var skipped in s_skipped)
        {
            if (name.SequenceEqual(skipped))
            {
                return true;
            }
        }

        return false;
    }
}
