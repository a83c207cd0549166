using System.Net;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

[RegistryScope(Name = "tls-workers")]
public partial class TlsWorkers
{
    public readonly record struct Key(string Queue);

    public sealed record Value(string Text);

    public sealed record Message(string Text);
}

/// <summary>Whole nodes over TLS.</summary>
public sealed class TlsClusterTests
{
    [Fact]
    public async Task Three_nodes_replicate_and_send_what_is_larger_than_a_record_of_TLS()
    {
        using var authority = new TlsAuthority();
        await using var a = await RegistryNode.StartAsync(authority.Options("a"));
        await using var b = await RegistryNode.StartAsync(authority.Options("b", a.Address!));
        await using var c = await RegistryNode.StartAsync(authority.Options("c", a.Address!));
        TlsWorkers[] scopes = [a.Open<TlsWorkers>(), b.Open<TlsWorkers>(), c.Open<TlsWorkers>()];
        RegistryNode[] nodes = [a, b, c];
        var texts = nodes.Select(node => string.Concat(Enumerable.Repeat($"{node.Name} says much; ", 40_000))).ToArray();
        var processes = nodes.Select(node => node.Spawn()).ToArray();
        var inboxes = scopes.Zip(processes, (scope, process) => scope.OpenInbox(process)).ToArray();
        for (var i = 0; i < 3; i++)
        {
            scopes[i].Register(processes[i], new(nodes[i].Name), new(texts[i]));
        }

        foreach (var scope in scopes)
        {
            for (var i = 0; i < 3; i++)
            {
                var member = Assert.Single(await scope.WaitForAsync(new(nodes[i].Name), Deadline.Token()));
                Assert.Equal((processes[i].Pid, texts[i]), (member.Pid, member.Value.Text));
            }
        }

        for (var i = 0; i < 3; i++)
        {
            var next = (i + 1) % 3;
            scopes[i].Send(processes[next].Pid, new(texts[i]), from: processes[i]);
            var (sender, message) = await inboxes[next].ReceiveAsync(Deadline.Token());
            Assert.Equal((processes[i].Pid, texts[i]), (sender, message.Text));
        }
    }

    [Fact]
    public async Task Many_changes_in_both_directions_at_once_arrive()
    {
        using var authority = new TlsAuthority();
        await using var a = await RegistryNode.StartAsync(authority.Options("a"));
        await using var b = await RegistryNode.StartAsync(authority.Options("b", a.Address!));
        TlsWorkers[] scopes = [a.Open<TlsWorkers>(), b.Open<TlsWorkers>()];
        await Task.WhenAll(scopes.Select(scope => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                scope.Register(new($"q{i % 100}"), new($"{scope.Node.Name} {i}"));
            }

            scope.Register(new("last"), new("of " + scope.Node.Name));
        })));

        foreach (var scope in scopes)
        {
            await using var watch = scope.MonitorScope();
            if (scope.Count < 10_002)
            {
                await foreach (var change in watch.WithCancellation(Deadline.Token()))
                {
                    if (scope.Count == 10_002)
                    {
                        break;
                    }
                }
            }

            Assert.Equal(2, scope.CountOf("last"));
        }
    }

    [Fact]
    public async Task With_a_cookie_clients_need_no_certificate()
    {
        using var authority = new TlsAuthority();
        var listening = authority.Options("a");
        listening.Cookie = "secret";
        listening.Tls!.RequireClientCertificate = false;
        await using var a = await TcpNode.StartAsync(listening);
        var dialling = TcpNode.Options("b", a.Mesh.Address!);
        dialling.Listen = null;
        dialling.Cookie = "secret";
        dialling.Tls = new() { TrustedRoots = [authority.Root] };
        await using var b = await TcpNode.StartAsync(dialling);

        await a.Until("up b");
        await b.Until("up a");
        Assert.Empty(a.Warnings.Concat(b.Warnings));
    }

    [Fact]
    public async Task A_seed_is_known_by_the_name_that_was_configured()
    {
        using var authority = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(Named(authority, "a", peers: null));
        var options = Named(authority, "b", peers: null, $"registry.test:{IPEndPoint.Parse(a.Mesh.Address!).Port}");
        options.Listen = null;
        await using var b = await TcpNode.StartAsync(options, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        await a.Until("up b");
        await b.Until("up a");
        Assert.Empty(a.Warnings.Concat(b.Warnings));
    }

    [Fact]
    public async Task With_one_name_for_all_peers_their_addresses_do_not_matter()
    {
        using var authority = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(Named(authority, "a", "registry.test"));
        await using var b = await TcpNode.StartAsync(Named(authority, "b", "registry.test", a.Mesh.Address!));
        await using var c = await TcpNode.StartAsync(Named(authority, "c", "registry.test", b.Mesh.Address!));

        await c.Until("up a");
        await c.Until("up b");
        Assert.Empty(a.Warnings.Concat(b.Warnings).Concat(c.Warnings));
    }

    [Fact]
    public async Task What_is_between_a_certificate_and_its_root_is_sent_along()
    {
        using var root = new TlsAuthority();
        using var middle = new TlsAuthority("middle", root);
        await using var a = await TcpNode.StartAsync(Under("a"));
        await using var b = await TcpNode.StartAsync(Under("b", a.Mesh.Address!));

        await a.Until("up b");
        await b.Until("up a");

        RegistryNodeOptions Under(string name, params string[] seeds)
        {
            var options = TcpNode.Options(name, seeds);
            var context = middle.Context(isSent: true);
            options.Tls = new() { CertificateSource = () => context, TrustedRoots = [root.Root] };
            return options;
        }
    }

    [Fact]
    public async Task Validate_can_trust_a_certificate_that_nobody_has_issued()
    {
        using var one = new TlsAuthority();
        using var other = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(Pinned("a", one, other));
        await using var b = await TcpNode.StartAsync(Pinned("b", other, one, a.Mesh.Address!));

        await a.Until("up b");
        await b.Until("up a");

        static RegistryNodeOptions Pinned(string name, TlsAuthority own, TlsAuthority trusted, params string[] seeds)
        {
            var options = TcpNode.Options(name, seeds);
            options.Tls = new() { Certificate = own.Issue(), Validate = (_, certificate, _, _) => certificate!.Issuer == trusted.Root.Subject };
            return options;
        }
    }

    [Fact]
    public async Task A_node_that_says_Goodbye_has_left()
    {
        using var authority = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(authority.Options("a"));
        await using var b = await TcpNode.StartAsync(authority.Options("b", a.Mesh.Address!));
        await b.Until("up a");

        await b.LeaveAsync(TimeSpan.FromMinutes(10));

        await a.Until("left b");
        await a.Until(() => a.Connections == 0, "no connection");
        Assert.Equal(0, a.Count("down b"));
    }

    [Theory]
    [InlineData(3)]
    public async Task Nodes_whose_connections_are_cut_again_and_again_agree_in_the_end(int seed)
    {
        using var authority = new TlsAuthority();
        await TcpCutTests.CutAsync(seed, cuts: 25, authority.Options);
    }

    /// <summary>A node whose certificate does not carry the address of loopback.</summary>
    private static RegistryNodeOptions Named(TlsAuthority authority, string name, string? peers, params string[] seeds)
    {
        var options = authority.Options(name, seeds);
        options.Tls = authority.Tls(authority.Issue("registry.test", "10.0.0.1"));
        options.Tls.PeerName = peers;
        return options;
    }
}
