using System.Net;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Real cores over real sockets on loopback.</summary>
public sealed class TcpMeshTests
{
    [Fact]
    public async Task A_node_links_to_its_seed()
    {
        await using var a = await TcpNode.StartAsync("a");
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);

        await a.Until("up b");
        await b.Until("up a");

        Assert.True(a.Core.IsLinked("b"));
        Assert.Equal([a.Id], b.Core.LinkedNodes);
    }

    [Fact]
    public async Task A_seed_that_comes_later_is_found()
    {
        var port = FreePort.Next();
        await using var b = await TcpNode.StartAsync("b", $"127.0.0.1:{port}");
        await b.Until(() => b.Logged(1020).Count > 0, "a failed attempt");
        var options = TcpNode.Options("a");
        options.Listen = $"127.0.0.1:{port}";
        await using var a = await TcpNode.StartAsync(options);

        await b.Until("up a");

        Assert.Single(b.Logged(1020));
    }

    [Fact]
    public async Task Nodes_that_dial_each_other_under_several_addresses_settle_on_one_connection()
    {
        var (x, y) = (FreePort.Next(), FreePort.Next());
        await using var a = await TcpNode.StartAsync(OnAny("a", x, y));
        await using var b = await TcpNode.StartAsync(OnAny("b", y, x));

        await a.Until("up b");
        await b.Until("up a");
        await a.Until(() => a.Connections == 1, "one connection");
        await b.Until(() => b.Connections == 1, "one connection");

        // No link was lost on the way: others only took its place.
        Assert.Equal((1, 0), (a.Count("up b"), a.Count("down b")));
        Assert.Equal((1, 0), (b.Count("up a"), b.Count("down a")));

        static RegistryNodeOptions OnAny(string name, int own, int other)
        {
            var options = TcpNode.Options(name, $"127.0.0.1:{other}", $"127.0.0.2:{other}", $"127.0.0.3:{other}");
            options.Listen = $"0.0.0.0:{own}";
            options.Cookie = "a-very-secret-cookie";
            return options;
        }
    }

    [Fact]
    public async Task Peers_tell_each_other_of_peers()
    {
        await using var b = await TcpNode.StartAsync("b");
        await using var a = await TcpNode.StartAsync("a", b.Mesh.Address!);
        await using var c = await TcpNode.StartAsync("c", b.Mesh.Address!);

        await a.Until("up c");
        await c.Until("up a");
        await b.Until("up a");
        await b.Until("up c");
    }

    [Fact]
    public async Task A_node_that_listens_everywhere_is_dialled_at_the_address_that_its_peers_see()
    {
        var everywhere = TcpNode.Options("a");
        everywhere.Listen = "[::]:0";
        everywhere.Cookie = "secret";
        var middle = TcpNode.Options("b");
        middle.Cookie = "secret";
        await using var a = await TcpNode.StartAsync(everywhere);
        var port = IPEndPoint.Parse(a.Mesh.Address!).Port;
        middle.Seeds.Add($"127.0.0.1:{port}");
        await using var b = await TcpNode.StartAsync(middle);
        var last = TcpNode.Options("c", b.Mesh.Address!);
        last.Cookie = "secret";
        last.Listen = null;
        await using var c = await TcpNode.StartAsync(last);

        await c.Until($"a at 127.0.0.1:{port}");
        await c.Until("up a");
    }

    [Fact]
    public async Task A_name_stands_for_all_its_addresses_and_oneself_among_them_is_no_mistake()
    {
        var port = FreePort.Next();
        IPAddress[] all = [IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")];
        var nodes = new List<TcpNode>();
        foreach (var (name, address) in new[] { "a", "b", "c" }.Zip(all))
        {
            var options = TcpNode.Options(name, $"registry.test:{port}");
            options.Listen = $"{address}:{port}";
            nodes.Add(await TcpNode.StartAsync(options, resolve: (host, _) => Task.FromResult(host == "registry.test" ? all : [])));
        }

        foreach (var node in nodes)
        {
            foreach (var other in nodes.Where(other => other != node))
            {
                await node.Until($"up {other.Id.Name}");
            }

            await node.Until(() => node.Logged(1021).Count > 0, "itself");
            Assert.Empty(node.Warnings);
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var a = await TcpNode.StartAsync("a");
        var options = TcpNode.Options("b");
        options.Listen = a.Mesh.Address;

        var error = await Assert.ThrowsAsync<IOException>(() => TcpNode.StartAsync(options));

        Assert.Contains($"cannot listen on {a.Mesh.Address} (RegistryNodeOptions.Listen)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_node_is_dialled_again_until_it_is_back()
    {
        var options = TcpNode.Options("b");
        options.Listen = FreePort.NextAddress();
        var b = await TcpNode.StartAsync(options);
        await using var a = await TcpNode.StartAsync("a", options.Listen);
        await a.Until("up b");

        await b.DisposeAsync();
        await a.Until("down b");
        await using var again = await TcpNode.StartAsync(options, incarnation: 2);

        await a.Until("up b", times: 2);
        await again.Until("up a");
    }

    [Fact]
    public async Task A_node_that_says_Goodbye_has_left_and_does_not_wait_long_for_it()
    {
        await using var a = await TcpNode.StartAsync("a");
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);
        await b.Until("up a");

        await b.LeaveAsync(TimeSpan.FromMinutes(10));

        await a.Until("left b");
        Assert.Equal(0, a.Count("down b"));
        await a.Until(() => a.Connections == 0, "no connection");
    }

    [Fact]
    public async Task Everybody_may_leave_at_once()
    {
        await using var a = await TcpNode.StartAsync("a");
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);
        await using var c = await TcpNode.StartAsync("c", a.Mesh.Address!);
        await a.Until("up c");
        await b.Until("up c");

        await Task.WhenAll(new[] { a, b, c }.Select(node => node.LeaveAsync(TimeSpan.FromMinutes(10))));
    }
}
