using System.Net;
using PgRegistry.Cluster;

namespace PgRegistry;

/// <summary>The rules for TLS, the same for code and configuration.</summary>
internal static class RegistryTlsOptionsRules
{
    public static IEnumerable<string> Check(RegistryNodeOptions options)
    {
        if (options.Tls is not { } tls)
        {
            yield break;
        }

        if (options.Network is not null)
        {
            yield return "Tls: nodes on an in-memory network have no connections to protect; leave it out.";
        }

        var certificates = Count(tls.Certificate, tls.CertificateSource, tls.CertificateFile);
        if (certificates > 1)
        {
            yield return "Tls: set one of Certificate, CertificateSource and CertificateFile.";
        }
        else if (certificates == 0 && options.Listen is not null)
        {
            yield return "Tls: a node that listens shows a certificate; set Certificate, CertificateSource or CertificateFile.";
        }

        if (tls.Certificate is { HasPrivateKey: false })
        {
            yield return "Tls.Certificate: it comes without its private key, so the node cannot prove that it is its own.";
        }

        if (tls.KeyFile is not null && tls.CertificateFile is null)
        {
            yield return "Tls.KeyFile: there is no CertificateFile that the key belongs to.";
        }

        if (Count(tls.TrustedRoots, tls.TrustedRootsFile) > 1)
        {
            yield return "Tls: set one of TrustedRoots and TrustedRootsFile.";
        }

        if (tls.TrustedRoots is { Count: 0 })
        {
            yield return "Tls.TrustedRoots: none, so no peer is trusted; leave it out for those that the platform trusts.";
        }

        if (tls.PeerName is { } name && !IsName(name))
        {
            yield return $"Tls.PeerName: \"{name}\" is no DNS name and no IP address, such as registry.internal.";
        }

        if (TlsFiles.ProblemWith(tls) is { } unreadable)
        {
            yield return unreadable;
        }
    }

    /// <summary>Why a node that can be reached from other machines does not know who belongs to its cluster; null when it does.</summary>
    public static string? ProblemWithoutCookie(RegistryNodeOptions options)
    {
        if (options.Tls is not { RequireClientCertificate: true } tls)
        {
            return $"Listen: {options.Listen} can be reached from other machines, so the node needs a Cookie, or mutual TLS "
                + "(Tls with RequireClientCertificate); without either listen on loopback (127.0.0.1 or [::1]).";
        }

        return Count(tls.TrustedRoots, tls.TrustedRootsFile, tls.PeerName, tls.Validate) == 0
            ? $"Tls: {options.Listen} can be reached from other machines, and the platform trusts authorities that give certificates to anybody; "
                + "set TrustedRoots, TrustedRootsFile, PeerName or Validate, or a Cookie as well."
            : null;
    }

    /// <summary>What a certificate can be compared with; anything else would be an exception in the middle of a handshake.</summary>
    internal static bool IsName(string name) => IPAddress.TryParse(name, out _) || Uri.CheckHostName(name) == UriHostNameType.Dns;

    private static int Count(params ReadOnlySpan<object?> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value is null ? 0 : 1;
        }

        return count;
    }
}
