using PgRegistry.Cluster;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Certificates change while a node lives.</summary>
public sealed class TlsRenewalTests : IDisposable
{
    private readonly TlsAuthority _first = new("first");
    private readonly TlsAuthority _second = new("second");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pgregistry-tls-");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_source_is_asked_for_every_connection_and_links_stay()
    {
        var (old, renewed) = (_first.Context(), _second.Context());
        var present = old;
        var options = TcpNode.Options("a");
        options.Tls = new() { CertificateSource = () => Volatile.Read(ref present), TrustedRoots = [_first.Root, _second.Root] };
        await using var a = await TcpNode.StartAsync(options);
        await using var b = await TcpNode.StartAsync(Trusting("b", _first, a.Mesh.Address!));
        await using var c = await TcpNode.StartAsync(Trusting("c", _second, a.Mesh.Address!));
        await a.Until("up b");
        await c.Until(() => c.Logged(1012).Count > 0, "that c refuses the first certificate");
        Assert.Equal(0, a.Count("up c"));

        Volatile.Write(ref present, renewed);

        await a.Until("up c");
        Assert.Equal(0, a.Count("down b"));
        Assert.True(a.Core.IsLinked("b"));
    }

    [Fact]
    public async Task Nodes_link_with_what_is_in_files()
    {
        var tls = Files(_first, withKeyFile: false);
        var options = TcpNode.Options("a");
        options.Tls = tls;
        await using var a = await TcpNode.StartAsync(options);
        var other = TcpNode.Options("b", a.Mesh.Address!);
        other.Tls = tls;
        await using var b = await TcpNode.StartAsync(other);

        await a.Until("up b");
        await b.Until("up a");
    }

    [Fact]
    public void Files_are_looked_at_again_after_a_while()
    {
        var time = new ManualTime();
        var files = new TlsFiles(Files(_first), time);
        Assert.Equal(("CN=first", "CN=first"), Seen(files));

        Files(_second);
        Assert.Equal(("CN=first", "CN=first"), Seen(files));

        time.Advance(TlsFiles.LookAgainAfter);
        Assert.Equal(("CN=second", "CN=second"), Seen(files));
    }

    [Fact]
    public void The_same_files_are_not_read_into_other_certificates()
    {
        var time = new ManualTime();
        var files = new TlsFiles(Files(_first), time);
        var before = files.Current(out _);

        time.Advance(TlsFiles.LookAgainAfter);

        Assert.Same(before, files.Current(out _));
    }

    [Fact]
    public void A_renewal_that_is_half_done_leaves_the_former_certificate()
    {
        var time = new ManualTime();
        var options = Files(_first);
        var files = new TlsFiles(options, time);
        Assert.Equal(("CN=first", "CN=first"), Seen(files));
        var key = File.ReadAllText(options.KeyFile!);

        Files(_second);
        File.WriteAllText(options.KeyFile!, key);
        time.Advance(TlsFiles.LookAgainAfter);
        files.Current(out var problem);
        Assert.StartsWith($"Tls.CertificateFile: {options.CertificateFile} cannot be used: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", problem, StringComparison.Ordinal);
        Assert.Equal(("CN=first", "CN=first"), Seen(files));

        File.Delete(options.KeyFile!);
        time.Advance(TlsFiles.LookAgainAfter);
        files.Current(out problem);
        Assert.StartsWith($"Tls.KeyFile: {options.KeyFile} cannot be used: ", problem, StringComparison.Ordinal);

        Files(_second);
        time.Advance(TlsFiles.LookAgainAfter);
        files.Current(out problem);
        Assert.Null(problem);
        Assert.Equal(("CN=second", "CN=second"), Seen(files));
    }

    [Fact]
    public async Task What_is_wrong_with_the_files_is_logged_once()
    {
        var time = new ManualTime();
        var options = TcpNode.Options("a");
        (options.Tls, options.TimeProvider) = (Files(_first), time);
        await using var a = await TcpNode.StartAsync(options);
        await LinkAsync("b");
        File.WriteAllText(options.Tls.CertificateFile!, "nothing");

        time.Advance(TlsFiles.LookAgainAfter);
        await LinkAsync("c");
        time.Advance(TlsFiles.LookAgainAfter);
        await LinkAsync("d");

        Assert.Contains("goes on with the certificates that it has: Tls.CertificateFile: ", Assert.Single(a.Logged(1033)), StringComparison.Ordinal);
        Files(_first);
        time.Advance(TlsFiles.LookAgainAfter);
        await LinkAsync("e");
        File.WriteAllText(options.Tls.CertificateFile!, "nothing");
        time.Advance(TlsFiles.LookAgainAfter);
        await LinkAsync("f");
        Assert.Equal(2, a.Logged(1033).Count);

        async Task LinkAsync(string name)
        {
            await using var node = await TcpNode.StartAsync(Trusting(name, _first, a.Mesh.Address!));
            await a.Until("up " + name);
        }
    }

    private static RegistryNodeOptions Trusting(string name, TlsAuthority authority, string seed)
    {
        var options = authority.Options(name, seed);
        options.Listen = null;
        return options;
    }

    private static (string, string) Seen(TlsFiles files)
    {
        var identity = files.Current(out _);
        return (identity.Own!.TargetCertificate.Issuer, Assert.Single(identity.Roots!).Subject);
    }

    /// <summary>Writes, or writes anew, what an authority issues.</summary>
    private RegistryTlsOptions Files(TlsAuthority authority, bool withKeyFile = true)
    {
        using var own = authority.Issue();
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(own)!;
        var (certificate, pem) = (own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        string Write(string name, string text)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }

        return new RegistryTlsOptions
        {
            CertificateFile = Write("tls.crt", withKeyFile ? certificate : $"{certificate}\n{pem}\n"),
            KeyFile = withKeyFile ? Write("tls.key", pem) : null,
            TrustedRootsFile = Write("ca.crt", authority.Root.ExportCertificatePem()),
        };
    }
}
