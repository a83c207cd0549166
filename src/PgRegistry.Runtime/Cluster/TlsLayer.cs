using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PgRegistry.Cluster;

/// <summary>What a connection is spoken on from its first byte on, before any handshake of this protocol.</summary>
/// <param name="Stream">Owns the socket.</param>
/// <param name="Binding">What the proofs of the cookie cover as well; null without TLS.</param>
/// <param name="Problem">Why the handshake is to be refused; null: for no reason.</param>
internal readonly record struct TcpChannel(Stream Stream, byte[]? Binding = null, string? Problem = null);

/// <summary>Puts TLS on a socket, as client where this node dialled and as server where it was dialled.</summary>
internal sealed class TlsLayer
{
    private readonly RegistryTlsOptions _options;
    private readonly Action<string?> _warn;
    private readonly TlsFiles? _files;
    private readonly SslStreamCertificateContext? _fixed;

    /// <param name="options">Valid options.</param>
    /// <param name="time">The clock, for looking at files again.</param>
    /// <param name="warn">Is told for every connection what is wrong with the files; null: nothing.</param>
    public TlsLayer(RegistryTlsOptions options, TimeProvider time, Action<string?> warn)
    {
        _options = options;
        _warn = warn;
        _files = options.CertificateFile is null && options.TrustedRootsFile is null ? null : new TlsFiles(options, time);
        _fixed = options.Certificate is null ? null : SslStreamCertificateContext.Create(options.Certificate, additionalCertificates: null, offline: true);
    }

    /// <param name="socket">Connected.</param>
    /// <param name="hosts">What was dialled; the certificate has to carry one of these, unless the options say otherwise.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="AuthenticationException">TLS came to nothing; the message is fit for both logs.</exception>
    /// <exception cref="IOException">The other side went away.</exception>
    public async Task<TcpChannel> DialAsync(Socket socket, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        var identity = Identity();
        hosts = _options.PeerName is { } name ? [name] : hosts;
        var judge = new TlsJudge(_options, isDialling: true, isAsked: true, hosts);
        var plain = new TcpStream(socket);
        var transport = new TlsTransport(plain);
        var tls = new SslStream(transport);
        var client = new SslClientAuthenticationOptions
        {
            TargetHost = hosts.FirstOrDefault(RegistryTlsOptionsRules.IsName) ?? "",
            ClientCertificateContext = identity.Own,
            RemoteCertificateValidationCallback = judge.Judge,
            CertificateChainPolicy = PolicyOf(identity.Roots),
            AllowRenegotiation = false,
            AllowTlsResume = false,
        };
        try
        {
            await tls.AuthenticateAsClientAsync(client, cancellationToken).ConfigureAwait(false);
            return new TcpChannel(tls, BindingOf(tls.RemoteCertificate), judge.ProblemWith(tls.SslProtocol));
        }
        catch (Exception e) when (e is not OperationCanceledException && transport.IsAnswerPlain)
        {
            transport.LeaveOpen = true;
            await tls.DisposeAsync().ConfigureAwait(false);
            return new TcpChannel(plain, Problem: TlsJudge.OnlyDialler);
        }
        catch (Exception e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw Failure(e);
        }
    }

    /// <param name="socket">Connected.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="AuthenticationException">TLS came to nothing; the message is fit for both logs.</exception>
    /// <exception cref="IOException">The other side went away.</exception>
    public async Task<TcpChannel> AcceptAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new TcpStream(socket);
        var first = new byte[1];
        if (await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new EndOfStreamException("the other side closed the connection before the handshake");
        }

        if (!TlsTransport.IsTls(first[0]))
        {
            return new TcpChannel(plain, Problem: TlsJudge.OnlyListener);
        }

        var identity = Identity();
        var judge = new TlsJudge(_options, isDialling: false, isAsked: _options.RequireClientCertificate, _options.PeerName is { } name ? [name] : []);
        var tls = new SslStream(plain);
        var server = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = identity.Own,
            ClientCertificateRequired = _options.RequireClientCertificate,
            RemoteCertificateValidationCallback = _options.RequireClientCertificate ? judge.Judge : null,
            CertificateChainPolicy = PolicyOf(identity.Roots),
            AllowRenegotiation = false,
            AllowTlsResume = false,
        };
        try
        {
            await tls.AuthenticateAsServerAsync(server, cancellationToken).ConfigureAwait(false);
            return new TcpChannel(tls, BindingOf(identity.Own!.TargetCertificate), judge.ProblemWith(tls.SslProtocol));
        }
        catch (Exception e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw Failure(e);
        }
    }

    private TlsIdentity Identity()
    {
        try
        {
            string? problem = null;
            var files = _files?.Current(out problem);
            _warn(problem);
            var own = _options.CertificateSource is { } source ? source() ?? throw new InvalidOperationException("CertificateSource returned null.") : _fixed ?? files?.Own;
            return new TlsIdentity(own, _options.TrustedRoots ?? files?.Roots);
        }
        catch (Exception e)
        {
            throw new AuthenticationException($"TLS: this node has no certificate at hand: {e.Message}", e);
        }
    }

    /// <summary>Nothing is fetched: a stranger's certificate must not make this node call addresses that it names.</summary>
    private static X509ChainPolicy PolicyOf(X509Certificate2Collection? roots)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    /// <summary>
    /// The certificate of the listening side, which both see, and for which only that side has the key: a proof that covers it does not
    /// hold on a connection that somebody between the two has opened in its stead.
    /// </summary>
    private static byte[] BindingOf(X509Certificate? listening) => SHA256.HashData(listening!.GetRawCertData());

    private static Exception Failure(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
        ? e
        : new AuthenticationException($"TLS: the handshake failed: {(e.InnerException ?? e).Message}", e);
}
