using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PgRegistry.Tests.Hosting;

namespace PgRegistry.Tests;

public sealed class TlsOptionsTests : IDisposable
{
    private const string NeedsProof = "Listen: 0.0.0.0:0 can be reached from other machines, so the node needs a Cookie, or mutual TLS "
        + "(Tls with RequireClientCertificate); without either listen on loopback (127.0.0.1 or [::1]).";

    private const string AnybodyHasOne = "Tls: 0.0.0.0:0 can be reached from other machines, and the platform trusts authorities that give certificates to anybody; "
        + "set TrustedRoots, TrustedRootsFile, PeerName or Validate, or a Cookie as well.";

    private readonly TlsAuthority _authority = new();
    private readonly RegistryNodeOptions _options = TcpNode.Options("a");

    public TlsOptionsTests() => _options.Tls = _authority.Tls();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Beyond_loopback_the_cluster_is_proved_by_a_cookie_or_by_mutual_TLS()
    {
        _options.Listen = "0.0.0.0:0";
        Assert.Empty(_options.Problems());

        _options.Tls!.RequireClientCertificate = false;
        Assert.Equal([NeedsProof], _options.Problems());
        _options.Cookie = "secret";
        Assert.Empty(_options.Problems());

        (_options.Tls, _options.Cookie) = (null, null);
        Assert.Equal([NeedsProof], _options.Problems());
    }

    [Fact]
    public async Task A_node_that_anybody_could_join_does_not_start()
    {
        _options.Listen = "0.0.0.0:0";
        _options.Tls = null;

        Assert.Equal([NeedsProof], (await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryNode.StartAsync(_options))).Failures);
    }

    [Fact]
    public void Certificates_of_public_authorities_prove_nothing_by_themselves()
    {
        _options.Listen = "0.0.0.0:0";
        _options.Tls!.TrustedRoots = null;
        Assert.Equal([AnybodyHasOne], _options.Problems());

        _options.Tls.PeerName = "registry.test";
        Assert.Empty(_options.Problems());
        (_options.Tls.PeerName, _options.Tls.Validate) = (null, (_, certificate, _, _) => certificate is not null);
        Assert.Empty(_options.Problems());
        (_options.Tls.Validate, _options.Cookie) = (null, "secret");
        Assert.Empty(_options.Problems());
    }

    [Fact]
    public void Who_listens_shows_a_certificate_and_who_only_dials_may()
    {
        _options.Tls!.Certificate = null;
        Assert.Equal(["Tls: a node that listens shows a certificate; set Certificate, CertificateSource or CertificateFile."], _options.Problems());

        (_options.Listen, _options.Seeds) = (null, ["a:1"]);
        Assert.Empty(_options.Problems());
    }

    [Fact]
    public void What_contradicts_itself_is_named()
    {
        using var bare = X509CertificateLoader.LoadCertificate(_options.Tls!.Certificate!.RawData);
        _options.Tls.Certificate = bare;
        Assert.Equal(["Tls.Certificate: it comes without its private key, so the node cannot prove that it is its own."], _options.Problems());

        (_options.Tls = _authority.Tls()).CertificateSource = () => _authority.Context();
        Assert.Equal(["Tls: set one of Certificate, CertificateSource and CertificateFile."], _options.Problems());

        (_options.Tls = _authority.Tls()).KeyFile = "x";
        Assert.Equal(["Tls.KeyFile: there is no CertificateFile that the key belongs to."], _options.Problems());

        (_options.Tls = _authority.Tls()).TrustedRoots = [];
        Assert.Equal(["Tls.TrustedRoots: none, so no peer is trusted; leave it out for those that the platform trusts."], _options.Problems());

        (_options.Tls = _authority.Tls()).PeerName = "*.registry.test";
        Assert.Equal(["Tls.PeerName: \"*.registry.test\" is no DNS name and no IP address, such as registry.internal."], _options.Problems());

        _options.Tls = _authority.Tls();
        (_options.Listen, _options.Network) = (null, new InMemoryNetwork());
        Assert.Equal(["Tls: nodes on an in-memory network have no connections to protect; leave it out."], _options.Problems());
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "nothing");
            _options.Tls = new() { CertificateFile = path };
            Assert.Equal([$"Tls.CertificateFile: {path} cannot be used: There is no certificate in it."], _options.Problems());

            _options.Tls = new() { Certificate = _authority.Issue(), TrustedRootsFile = path };
            Assert.Equal([$"Tls.TrustedRootsFile: {path} cannot be used: There is no certificate in it."], _options.Problems());

            _options.Tls.TrustedRoots = [_authority.Root];
            Assert.Contains("Tls: set one of TrustedRoots and TrustedRootsFile.", _options.Problems());
        }
        finally
        {
            File.Delete(path);
        }

        _options.Tls = new() { CertificateFile = path };
        Assert.StartsWith($"Tls.CertificateFile: {path} cannot be used: ", Assert.Single(_options.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_names_and_the_rest_bind_from_the_configuration()
    {
        var tls = Bind("""{ "CertificateFile": "c", "KeyFile": "k", "TrustedRootsFile": "r", "RequireClientCertificate": "False", "PeerName": "p" }""", []).Tls!;

        Assert.Equal(("c", "k", "r", "p", false), (tls.CertificateFile, tls.KeyFile, tls.TrustedRootsFile, tls.PeerName, tls.RequireClientCertificate));
        Assert.True(Bind("""{ "PeerName": "p" }""", []).Tls!.RequireClientCertificate);
        Assert.Null(Bind("{}", []).Tls);
    }

    [Fact]
    public void Every_option_is_known_to_the_configuration()
    {
        foreach (var property in typeof(RegistryTlsOptions).GetProperties())
        {
            var problems = new List<string>();
            Bind($$"""{ "{{property.Name}}": "true" }""", problems);
            var isText = property.PropertyType == typeof(string) || property.PropertyType == typeof(bool);
            Assert.Equal(isText ? [] : [$"PgRegistry:Tls:{property.Name}: is set in code only: AddPgRegistry(…, options => options.Tls = new() {{ {property.Name} = … }})."], problems);
        }
    }

    [Theory]
    [InlineData("\"on\"", "PgRegistry:Tls: one text where settings such as CertificateFile are expected.")]
    [InlineData("""{ "KeyFil": "x" }""", "PgRegistry:Tls:KeyFil: unknown setting; did you mean KeyFile?")]
    [InlineData("""{ "Colour": "x" }""", "PgRegistry:Tls:Colour: unknown setting; there are CertificateFile, KeyFile, TrustedRootsFile, RequireClientCertificate, PeerName.")]
    [InlineData("""{ "RequireClientCertificate": "yes" }""", "PgRegistry:Tls:RequireClientCertificate: \"yes\" is neither true nor false.")]
    [InlineData("""{ "KeyFile": { "Path": "x" } }""", "PgRegistry:Tls:KeyFile: has settings of its own where one text is expected.")]
    public void A_wrong_setting_is_named(string section, string problem)
    {
        var problems = new List<string>();
        Bind(section, problems);

        Assert.Equal([problem], problems);
    }

    private static RegistryNodeOptions Bind(string section, List<string> problems)
    {
        var options = new RegistryNodeOptions();
        PgRegistry.Hosting.OptionsSection.Apply(
            Hosts.Empty($$"""{ "PgRegistry": { "Tls": {{section}} } }""").Configuration.GetSection("PgRegistry"), options, problems);
        return options;
    }
}
