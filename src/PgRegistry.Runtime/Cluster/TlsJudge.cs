using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>
/// Judges the certificate of the other side, for one connection. A no does not break TLS off: it is kept, and the handshake refuses with
/// it before anything else is said, so that both sides log the same words. Nothing was judged, or TLS is too old: that is a no, too.
/// </summary>
/// <param name="options">Of this node.</param>
/// <param name="isDialling">Whether this side dialled, so that the other is the server.</param>
/// <param name="isAsked">Whether the other side has to show one at all.</param>
/// <param name="hosts">The names and addresses of which the certificate has to carry one; none: it may carry any.</param>
internal sealed class TlsJudge(RegistryTlsOptions options, bool isDialling, bool isAsked, IReadOnlyList<string> hosts)
{
    /// <summary>Said by both sides where only one of them uses TLS.</summary>
    public static readonly string OnlyDialler = "TLS: the dialling node uses it, the listening node does not";

    /// <summary>The other way round.</summary>
    public static readonly string OnlyListener = "TLS: the listening node uses it, the dialling node does not";

    private bool _isJudged;
    private string? _problem;

    private string Own => isDialling ? "dialling" : "listening";

    private string Other => isDialling ? "listening" : "dialling";

    /// <summary>What the handshake is refused with, in words that fit both sides; null: nothing.</summary>
    public string? ProblemWith(SslProtocols protocol)
    {
        // The platform's choice, which an old one or its administrator may have set lower.
        if ((int)protocol < (int)SslProtocols.Tls12)
        {
            return "TLS: the two nodes have only versions before 1.2 in common";
        }

        return _isJudged || !isAsked ? _problem : $"TLS: the certificate of the {Other} node was not examined";
    }

    /// <summary>Called by the platform in the middle of its handshake; never throws.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _isJudged = true;
        try
        {
            // The platform compared one name; here there may be several, or none.
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
            var own = certificate as X509Certificate2;
            if (own is not null && hosts.Count > 0 && !hosts.Any(host => Carries(own, host)))
            {
                errors |= SslPolicyErrors.RemoteCertificateNameMismatch;
            }

            if (options.Validate is { } validate)
            {
                _problem ??= validate(sender, certificate, chain, errors) ? null : NotAccepted(own, "Validate says no");
            }
            else if (errors != SslPolicyErrors.None)
            {
                _problem ??= own is null
                    ? $"TLS: the {Other} node shows no certificate, and the {Own} node requires one"
                    : NotAccepted(own, string.Join("; ", Reasons(own, chain, errors)));
            }
        }
        catch (Exception e)
        {
            _problem ??= NotAccepted(null, $"an exception: {e.Message}");
        }

        return true;
    }

    private IEnumerable<string> Reasons(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0)
        {
            yield return "nobody whom that node trusts has issued it";
        }

        if ((status & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            yield return $"it, or its issuer, is out of date; it is for {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";
        }

        if ((status & X509ChainStatusFlags.NotValidForUsage) != 0)
        {
            yield return $"it is not meant for {(isDialling ? "server" : "client")} authentication";
        }

        var rest = status & ~(X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotValidForUsage);
        if (rest != 0)
        {
            yield return rest.ToString();
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            yield return $"it does not carry the name {string.Join(" or ", hosts)}";
        }
    }

    /// <summary>The reason comes before the names that a stranger has chosen, which may be long.</summary>
    private string NotAccepted(X509Certificate2? certificate, string why) => Printable.Of(
        $"TLS: the {Own} node does not accept the certificate of the {Other} node: {why}{(certificate is null ? "" : $" ({certificate.Subject})")}");

    private static bool Carries(X509Certificate2 certificate, string host) =>
        RegistryTlsOptionsRules.IsName(host) && certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
}
