namespace PgRegistry.Tests;

/// <summary>Whom TLS keeps apart: both sides say once why, in the same words, and nobody says a secret.</summary>
public sealed class TlsRefusalTests : IDisposable
{
    private readonly TlsAuthority _authority = new();
    private readonly TlsAuthority _other = new("stranger");
    private readonly RegistryNodeOptions _listening = TcpNode.Options("a");
    private readonly RegistryNodeOptions _dialling = TcpNode.Options("b");

    public TlsRefusalTests()
    {
        (_listening.Tls, _dialling.Tls) = (_authority.Tls(), _authority.Tls());
        (_listening.Cookie, _dialling.Cookie) = ("the-cookie", "the-cookie");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public Task Only_the_listening_node_uses_TLS()
    {
        _dialling.Tls = null;
        return AssertRefusedAsync("TLS: the listening node uses it, the dialling node does not");
    }

    [Fact]
    public Task Only_the_dialling_node_uses_TLS()
    {
        _listening.Tls = null;
        return AssertRefusedAsync("TLS: the dialling node uses it, the listening node does not");
    }

    [Fact]
    public Task The_listening_node_has_a_certificate_of_strangers()
    {
        _listening.Tls!.Certificate = _other.Issue();
        return AssertRefusedAsync("TLS: the dialling node does not accept the certificate of the listening node: nobody whom that node trusts has issued it (CN=node)");
    }

    [Fact]
    public Task The_dialling_node_has_a_certificate_of_strangers()
    {
        _dialling.Tls!.Certificate = _other.Issue();
        return AssertRefusedAsync("TLS: the listening node does not accept the certificate of the dialling node: nobody whom that node trusts has issued it (CN=node)");
    }

    [Fact]
    public Task The_certificate_of_the_listening_node_has_expired()
    {
        _listening.Tls!.Certificate = _authority.Issue(isExpired: true);
        return AssertRefusedAsync("the certificate of the listening node: it, or its issuer, is out of date; it is for 2020-01-01 to 2021-01-01 (CN=node)");
    }

    [Fact]
    public Task The_certificate_of_the_dialling_node_has_expired()
    {
        _dialling.Tls!.Certificate = _authority.Issue(isExpired: true);
        return AssertRefusedAsync("the certificate of the dialling node: it, or its issuer, is out of date; it is for 2020-01-01 to 2021-01-01 (CN=node)");
    }

    [Fact]
    public Task The_certificate_of_the_listening_node_is_for_another_address()
    {
        _listening.Tls!.Certificate = _authority.Issue(address: "10.0.0.1");
        return AssertRefusedAsync("the certificate of the listening node: it does not carry the name 127.0.0.1 (CN=node)");
    }

    [Fact]
    public Task The_common_name_is_no_name()
    {
        _listening.Tls!.Certificate = _authority.Issue("127.0.0.1", "10.0.0.1");
        return AssertRefusedAsync("the certificate of the listening node: it does not carry the name 127.0.0.1");
    }

    [Fact]
    public Task The_dialling_node_does_not_carry_the_name_of_peers()
    {
        _listening.Tls!.PeerName = "registry.test";
        return AssertRefusedAsync("the certificate of the dialling node: it does not carry the name registry.test (CN=node)");
    }

    [Fact]
    public Task The_listening_node_does_not_carry_the_name_of_peers()
    {
        _dialling.Tls!.PeerName = "registry.test";
        return AssertRefusedAsync("the certificate of the listening node: it does not carry the name registry.test (CN=node)");
    }

    [Fact]
    public Task The_dialling_node_has_no_certificate()
    {
        _dialling.Listen = null;
        _dialling.Tls!.Certificate = null;
        return AssertRefusedAsync("TLS: the dialling node shows no certificate, and the listening node requires one");
    }

    [Fact]
    public Task The_certificate_of_the_dialling_node_is_for_servers_only()
    {
        _dialling.Tls!.Certificate = _authority.Issue(uses: TlsAuthority.ServerUse);
        return AssertRefusedAsync("the certificate of the dialling node: it is not meant for client authentication (CN=node)");
    }

    [Fact]
    public Task The_certificate_of_the_listening_node_is_for_clients_only()
    {
        _listening.Tls!.Certificate = _authority.Issue(uses: TlsAuthority.ClientUse);
        return AssertRefusedAsync("the certificate of the listening node: it is not meant for server authentication (CN=node)");
    }

    [Fact]
    public Task Validate_says_no()
    {
        _listening.Tls!.Validate = (_, _, _, _) => false;
        return AssertRefusedAsync("TLS: the listening node does not accept the certificate of the dialling node: Validate says no (CN=node)");
    }

    [Fact]
    public Task Validate_throws()
    {
        _dialling.Tls!.Validate = (_, _, _, _) => throw new InvalidOperationException("out of order");
        return AssertRefusedAsync("TLS: the dialling node does not accept the certificate of the listening node: an exception: out of order");
    }

    [Fact]
    public Task The_cookies_differ()
    {
        _dialling.Cookie = "the-cookie-of-others";
        return AssertRefusedAsync("the proof does not hold: the two nodes have different cookies, or somebody is between them");
    }

    [Fact]
    public Task Only_one_has_a_cookie()
    {
        _dialling.Cookie = null;
        return AssertRefusedAsync("the cookie: the dialling node has none, the listening node has one");
    }

    [Fact]
    public async Task A_source_that_throws_is_named_and_breaks_nothing()
    {
        var context = _authority.Context();
        var isBroken = true;
        (_listening.Tls!.Certificate, _listening.Tls.CertificateSource) = (null, () => isBroken ? throw new InvalidOperationException("the vault is closed") : context);
        await using var a = await TcpNode.StartAsync(_listening);
        _dialling.Seeds.Add(a.Mesh.Address!);
        await using var b = await TcpNode.StartAsync(_dialling);
        await a.Until(() => a.Logged(1012).Count >= 2, "two more attempts");
        Assert.Contains("TLS: this node has no certificate at hand: the vault is closed", Assert.Single(a.Warnings), StringComparison.Ordinal);

        isBroken = false;

        await a.Until("up b");
    }

    private async Task AssertRefusedAsync(string difference)
    {
        await using var a = await TcpNode.StartAsync(_listening);
        _dialling.Seeds.Add(a.Mesh.Address!);
        await using var b = await TcpNode.StartAsync(_dialling);

        await a.Until(() => a.Logged(1012).Count >= 2, "two more attempts");
        await b.Until(() => b.Logged(1012).Count >= 2, "two more attempts");

        Assert.Contains(difference, Assert.Single(a.Warnings), StringComparison.Ordinal);
        Assert.Contains(difference, Assert.Single(b.Warnings), StringComparison.Ordinal);
        Assert.Empty(a.Events.Concat(b.Events));
        Assert.DoesNotContain(a.AllLogged.Concat(b.AllLogged), text => text.Contains("the-cookie", StringComparison.Ordinal));
    }
}
