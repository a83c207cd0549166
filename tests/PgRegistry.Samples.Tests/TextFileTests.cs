using ClusterSample;

namespace PgRegistry.Samples.Tests;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_files_are_found_in_order_and_what_is_none_is_skipped()
    {
        _folder.Write("b.txt", "two words");
        _folder.Write("a/deep/down.md", "one");
        _folder.Write("binary", "with a \0 in it");
        _folder.Write("empty", "");
        _folder.Write("bin/x.txt", "built");
        _folder.Write("a/obj/x.txt", "built");
        _folder.Write(".git/HEAD", "ref");
        _folder.Write("node_modules/x/index.js", "code");
        _folder.Write("binary-tree.txt", "no build output");

        var files = TextFile.ReadAll(_folder.Path, CancellationToken.None);

        Assert.Equal(["a/deep/down.md", "b.txt", "binary-tree.txt"], files.Select(file => Path.GetRelativePath(_folder.Path, file.Path).Replace('\\', '/')));
        Assert.Equal([1, 2, 3], files.Select(file => file.Words.Total));
    }

    [Fact]
    public void Links_are_not_followed()
    {
        _folder.Write("a/x.txt", "x");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "again"), _folder.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "y.txt"), Path.Combine(_folder.Path, "a", "x.txt"));

        Assert.Single(TextFile.ReadAll(_folder.Path, CancellationToken.None));
    }

    [Fact]
    public void The_hash_tells_whether_a_file_changed()
    {
        var path = _folder.Write("x.txt", "before");
        var before = TextFile.Read(path)!;
        _folder.Write("x.txt", "after!");
        var after = TextFile.Read(path)!;

        Assert.Equal(before.Length, after.Length);
        Assert.NotEqual(before.Hash, after.Hash);
    }
}
