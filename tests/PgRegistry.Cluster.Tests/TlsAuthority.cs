using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PgRegistry.Tests;

/// <summary>Issues certificates for tests.</summary>
internal sealed class TlsAuthority : IDisposable
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ago = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Far = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _serial;

    public TlsAuthority(string name = "root", TlsAuthority? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Root = issuer is null ? request.CreateSelfSigned(Long, Far) : issuer.Sign(request, Far).CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    /// <summary>A certificate with its key for a node on loopback.</summary>
    /// <param name="name">Its common name, and a DNS name of it.</param>
    /// <param name="address">The address that it carries.</param>
    /// <param name="isExpired">Whether its time is over.</param>
    /// <param name="issuerAt">Where, by its own word, the certificate of its issuer can be fetched.</param>
    /// <param name="uses">What it is for; none: anything.</param>
    public X509Certificate2 Issue(string name = "node", string address = "127.0.0.1", bool isExpired = false, string? issuerAt = null, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        if (issuerAt is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerAt]));
        }

        if (uses.Length > 0)
        {
            var oids = new OidCollection();
            Array.ForEach(uses, use => oids.Add(new Oid(use)));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        return Sign(request, isExpired ? Ago : Far).CopyWithPrivateKey(key);
    }

    /// <summary>The same with what belongs between it and its root.</summary>
    public SslStreamCertificateContext Context(bool isSent = false) =>
        SslStreamCertificateContext.Create(Issue(), isSent ? [Root] : null, offline: true);

    /// <summary>Mutual TLS, and nobody but this authority is trusted.</summary>
    public RegistryTlsOptions Tls(X509Certificate2? own = null) => new() { Certificate = own ?? Issue(), TrustedRoots = [Root] };

    public RegistryNodeOptions Options(string name, params string[] seeds)
    {
        var options = TcpNode.Options(name, seeds);
        options.Tls = Tls();
        return options;
    }

    public void Dispose() => Root.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset until) =>
        request.Create(Root, Long, until, BitConverter.GetBytes(Interlocked.Increment(ref _serial)));
}
