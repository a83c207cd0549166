namespace PgRegistry.Tests.Architecture;

public sealed class ArchitectureTests
{
    [Fact]
    public void Arrows_between_rooms_point_one_way()
    {
        Assert.Empty(Rooms.Violations(Rooms.Sources()));
    }

    [Theory]
    [InlineData("Store/Wrong.cs", "namespace PgRegistry.Store; internal sealed class Wrong { private PgRegistry.Replication.NodeCore? _core; }", "NodeCore")]
    [InlineData("Replication/Wrong.cs", "namespace PgRegistry.Replication; internal static class Wrong { public static object Of(RegistryNode node) => node.Peers; }", "Peers")]
    [InlineData("Wire/Wrong.cs", "using PgRegistry.Store; namespace PgRegistry.Wire; internal static class Wrong { public static int Of() => SlotPages<object>.MaxSlot; }", "MaxSlot")]
    public void An_arrow_the_other_way_is_found(string path, string text, string named)
    {
        Assert.Contains(Rooms.Violations(Rooms.Sources().Append((path, text))), violation => violation.StartsWith(path, StringComparison.Ordinal) && violation.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_folder_is_a_room_with_arrows()
    {
        var folders = Rooms.Sources().Select(source => source.Path).Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path[..path.IndexOf('/')]);
        Assert.Empty(folders.Distinct().Except(Rooms.Arrows.Keys));
    }

    [Fact]
    public void No_file_of_the_sources_is_longer_than_400_lines()
    {
        Assert.Empty(Rooms.Sources().Where(source => source.Text.AsSpan().Count('\n') > 400).Select(source => source.Path));
    }
}
