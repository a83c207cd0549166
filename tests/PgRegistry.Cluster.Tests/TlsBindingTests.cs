using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PgRegistry.Cluster;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>The proof of the cookie holds on the TLS connection for which it was made, and on no other.</summary>
public sealed class TlsBindingTests
{
    [Fact]
    public async Task Who_ends_TLS_between_two_nodes_with_a_certificate_that_they_trust_gets_no_link()
    {
        using var authority = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(Options("a"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Options("b", listener.LocalEndpoint.ToString()!);
        options.Listen = null;
        await using var b = await TcpNode.StartAsync(options);
        await RelayAsync(listener, a.Mesh.Address!, authority);

        const string Reason = "the proof does not hold: the two nodes have different cookies, or somebody is between them";
        await a.Until(() => a.Warnings.Count > 0, "the refusal");
        await b.Until(() => b.Warnings.Count > 0, "the refusal");
        Assert.Contains(Reason, Assert.Single(a.Warnings), StringComparison.Ordinal);
        Assert.Contains(Reason, Assert.Single(b.Warnings), StringComparison.Ordinal);
        Assert.Empty(a.Events.Concat(b.Events));

        RegistryNodeOptions Options(string name, params string[] seeds)
        {
            var options = authority.Options(name, seeds);
            options.Cookie = "secret";
            options.Tls!.RequireClientCertificate = false;
            return options;
        }
    }

    [Theory]
    [InlineData("one", "one", null)]
    [InlineData("one", "other", "or somebody is between them")]
    [InlineData("one", null, "different cookies")]
    [InlineData(null, "one", "or somebody is between them")]
    public void Proofs_cover_the_channel(string? dialler, string? acceptor, string? refusal)
    {
        var pair = new HandshakePair(bindings: (Bytes(dialler), Bytes(acceptor))).Run();

        Assert.Equal(refusal is null ? HandshakeStatus.Done : HandshakeStatus.Refused, pair.AtDialler.Status);
        Assert.EndsWith(refusal ?? "", pair.AtAcceptor.Reason ?? "", StringComparison.Ordinal);
        Assert.Equal(pair.AtAcceptor.Reason, pair.AtDialler.Reason);

        static byte[]? Bytes(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);
    }

    [Fact]
    public void A_problem_with_the_channel_comes_before_any_hello()
    {
        var handshake = new Handshake(HandshakePair.Settings("a"), isDialling: true, new byte[Handshake.NonceLength]) { Problem = "TLS: no" };

        Assert.True(HandshakeRefusal.TryRead(HandshakePair.Frame(handshake.Start), out var reason));

        Assert.Equal("TLS: no", reason);
        Assert.Equal(new HandshakeResult(HandshakeStatus.Refused) { Reason = reason }, handshake.Result);
        Assert.Equal(handshake.Result, handshake.Receive([1], new Wire.FrameBuffer()));
    }

    [Theory]
    [InlineData(768, "TLS: the two nodes have only versions before 1.2 in common")]
    [InlineData(3072, "TLS: the certificate of the listening node was not examined")]
    public void What_the_platform_left_out_is_a_no(int protocol, string problem)
    {
        var judge = new TlsJudge(new RegistryTlsOptions(), isDialling: true, isAsked: true, []);

        Assert.Equal(problem, judge.ProblemWith((System.Security.Authentication.SslProtocols)protocol));
    }

    /// <summary>Carries one conversation from who dials the listener to the address.</summary>
    private static async Task RelayAsync(TcpListener listener, string address, TlsAuthority authority)
    {
        using var deadline = new CancellationTokenSource(Deadline.Length);
        using var from = new SslStream(new NetworkStream(await listener.AcceptSocketAsync(deadline.Token), ownsSocket: true));
        await from.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = authority.Issue() }, deadline.Token);
        using var to = new SslStream(new NetworkStream(await TcpRawPeer.ConnectAsync(address), ownsSocket: true), false, (_, certificate, _, _) => certificate is not null);
        await to.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1" }, deadline.Token);
        var forth = from.CopyToAsync(to, deadline.Token);
        await to.CopyToAsync(from, deadline.Token);
        from.Close();
        await forth.ContinueWith(static _ => { }, deadline.Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        listener.Stop();
    }
}
