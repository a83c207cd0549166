using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PgRegistry;

/// <summary>
/// TLS for every connection of a node. Whoever dials is the client, whoever is dialled the server, so a node that listens shows one
/// certificate in both roles. TLS 1.2 or later, as the platform has it; no renegotiation, no resumption.
/// </summary>
/// <remarks>
/// A node with TLS links to no node without it. What is wrong with a certificate is logged once on both sides. Certificates are judged by the
/// system's clock; revocation is not asked for, and nothing is downloaded to complete a chain.
/// </remarks>
public sealed class RegistryTlsOptions
{
    /// <summary>
    /// The certificate that this node shows, with its private key. A node that listens needs one, here or from
    /// <see cref="CertificateSource"/> or <see cref="CertificateFile"/>. If it restricts its use, it has to allow server and client authentication.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>
    /// Is asked for the certificate, and what belongs between it and its root, for every connection: so it can be renewed without a
    /// restart. It has to be quick and safe for several threads; an exception fails that connection and is logged.
    /// </summary>
    public Func<SslStreamCertificateContext>? CertificateSource { get; set; }

    /// <summary>
    /// A PEM file with the certificate, and after it those between it and its root. The files are looked at again every ten seconds, when there are
    /// connections to make; what cannot be read then is logged, and the former certificate stays.
    /// </summary>
    public string? CertificateFile { get; set; }

    /// <summary>A PEM file with the private key, not encrypted. Default: it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The roots that certificates of peers have to come from. Default: those that the platform trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; set; }

    /// <summary>A PEM file with the roots, looked at again as <see cref="CertificateFile"/> is.</summary>
    public string? TrustedRootsFile { get; set; }

    /// <summary>
    /// Mutual TLS: who dials this node has to show a certificate as well, and so proves that it belongs to the cluster; a cookie is optional
    /// then. Default: true.
    /// </summary>
    public bool RequireClientCertificate { get; set; } = true;

    /// <summary>
    /// The DNS name or IP address that the certificate of every peer has to carry, whoever dialled. Default: who is dialled carries the name or
    /// address that was configured or advertised, who dials may carry any.
    /// </summary>
    public string? PeerName { get; set; }

    /// <summary>
    /// Is asked last about each certificate, with what was found wrong with it, and its answer decides. It has to be quick and safe for
    /// several threads; an exception is a no.
    /// </summary>
    public RemoteCertificateValidationCallback? Validate { get; set; }
}
