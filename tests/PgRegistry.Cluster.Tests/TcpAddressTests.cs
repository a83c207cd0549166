using System.Net;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Nodes that move, find themselves, or have addresses of both kinds.</summary>
public sealed class TcpAddressTests
{
    [Fact]
    public async Task A_node_that_restarts_elsewhere_is_found_through_others_and_its_old_address_forgotten()
    {
        // The clock stands still: nothing is dialled a second time, so nobody finds the node but by what he is told.
        var time = new ManualTime();
        await using var a = await TcpNode.StartAsync(Options("a"));

        // Nobody dials c: had b and c dialled each other, the connection that was not chosen could take the place of the link when b goes.
        var withoutAddress = Options("c", a.Mesh.Address!);
        withoutAddress.Listen = null;
        await using var c = await TcpNode.StartAsync(withoutAddress);
        var first = await TcpNode.StartAsync(Options("b", a.Mesh.Address!));
        await a.Until("up b");
        await c.Until("up b");
        await a.Until("up c");
        await first.DisposeAsync();
        foreach (var node in new[] { a, c })
        {
            await node.Until("down b");
            await node.Until(() => node.Logged(1020).Count == 1, "a failed attempt at the old address");
        }

        await using var again = await TcpNode.StartAsync(Options("b", a.Mesh.Address!), incarnation: 2);

        Assert.NotEqual(first.Mesh.Address, again.Mesh.Address);
        foreach (var node in new[] { a, c })
        {
            await node.Until("up b", times: 2);
            Assert.Contains(again.Id, node.Core.LinkedNodes);
            Assert.DoesNotContain(first.Mesh.Address, node.Mesh.KnownAddresses);
            Assert.Contains(again.Mesh.Address, node.Mesh.KnownAddresses);
        }

        RegistryNodeOptions Options(string name, params string[] seeds)
        {
            var options = TcpNode.Options(name, seeds);
            options.TimeProvider = time;
            return options;
        }
    }

    [Fact]
    public async Task Oneself_behind_a_seed_is_logged_once_however_often_it_is_met()
    {
        var port = FreePort.Next();
        var options = TcpNode.Options("a", $"registry.test:{port}");
        options.Listen = $"127.0.0.1:{port}";
        await using var a = await TcpNode.StartAsync(options, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        await a.Until(() => a.Logged(1012).Count >= 3, "itself, again and again");

        Assert.Single(a.Logged(1021));
        Assert.Empty(a.Warnings);
        Assert.Empty(a.Core.LinkedNodes);
    }

    [Fact]
    public async Task Nodes_link_over_IPv6_and_tell_of_those_that_listen_on_IPv4()
    {
        await using var a = await TcpNode.StartAsync(On("a", "[::1]:0"));
        await using var b = await TcpNode.StartAsync(On("b", "[::1]:0", a.Mesh.Address!));
        await using var c = await TcpNode.StartAsync(On("c", "127.0.0.1:0", a.Mesh.Address!));

        Assert.StartsWith("[::1]:", a.Mesh.Address, StringComparison.Ordinal);
        TcpNode[] all = [a, b, c];
        foreach (var node in all)
        {
            foreach (var other in all.Where(other => other != node))
            {
                await node.Until($"up {other.Id.Name}");
            }
        }
    }

    [Fact]
    public async Task A_name_may_stand_for_addresses_of_both_kinds_and_oneself_is_one_of_them()
    {
        var port = FreePort.Next();
        await using var a = await TcpNode.StartAsync(On("a", $"[::1]:{port}", $"registry.test:{port}"), resolve: Both);
        await using var b = await TcpNode.StartAsync(On("b", $"127.0.0.1:{port}", $"registry.test:{port}"), resolve: Both);

        foreach (var (node, other) in new[] { (a, "b"), (b, "a") })
        {
            await node.Until($"up {other}");
            await node.Until(() => node.Logged(1021).Count == 1, "itself");
            Assert.Empty(node.Warnings);
        }

        static Task<IPAddress[]> Both(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]);
    }

    private static RegistryNodeOptions On(string name, string listen, params string[] seeds)
    {
        var options = TcpNode.Options(name, seeds);
        options.Listen = listen;
        return options;
    }
}
