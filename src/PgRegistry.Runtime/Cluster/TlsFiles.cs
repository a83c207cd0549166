using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PgRegistry.Cluster;

/// <summary>What a node shows and whom it trusts: for one connection.</summary>
internal sealed record TlsIdentity(SslStreamCertificateContext? Own, X509Certificate2Collection? Roots);

/// <summary>The PEM files of the options. They are read again now and then, so that they can be renewed where they are.</summary>
internal sealed class TlsFiles(RegistryTlsOptions options, TimeProvider time)
{
    /// <summary>Anybody can open connections; the files are not read for each.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private TlsIdentity? _present;
    private byte[] _read = [];
    private long _readAt;
    private string? _problem;

    /// <summary>What the files held when they last could be read, and what is wrong with them since.</summary>
    /// <exception cref="InvalidDataException">They never could be read.</exception>
    public TlsIdentity Current(out string? problem)
    {
        lock (_lock)
        {
            if (_present is null || time.GetElapsedTime(_readAt) >= LookAgainAfter)
            {
                _readAt = time.GetTimestamp();
                Look();
            }

            problem = _problem;
            return _present!;
        }
    }

    /// <summary>Why the files cannot be used; null when they can, or when there are none.</summary>
    public static string? ProblemWith(RegistryTlsOptions options)
    {
        try
        {
            Parse(options, Read(options));
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    private void Look()
    {
        try
        {
            // Not by their times: a mounted secret is a link whose target changes. A renewal that is only half done shows as a key that
            // does not fit, and is whole the next time.
            var texts = Read(options);
            var read = SHA256.HashData(Encoding.UTF8.GetBytes($"{texts.Own}\0{texts.Key}\0{texts.Roots}"));
            if (!read.AsSpan().SequenceEqual(_read))
            {
                _present = Parse(options, texts);
                _read = read;
            }

            _problem = null;
        }
        catch (InvalidDataException e) when (_present is not null)
        {
            _problem = e.Message;
        }
    }

    private static Texts Read(RegistryTlsOptions options) => new(
        TextOf(options.CertificateFile, nameof(options.CertificateFile)),
        TextOf(options.CertificateFile is null ? null : options.KeyFile, nameof(options.KeyFile)),
        TextOf(options.TrustedRootsFile, nameof(options.TrustedRootsFile)));

    private static string? TextOf(string? path, string option) => path is null ? null : Try(option, path, () => File.ReadAllText(path));

    private static TlsIdentity Parse(RegistryTlsOptions options, Texts texts) => new(
        texts.Own is not { } own ? null : Try(nameof(options.CertificateFile), options.CertificateFile!, () => OwnOf(own, texts.Key ?? own)),
        texts.Roots is not { } roots ? null : Try(nameof(options.TrustedRootsFile), options.TrustedRootsFile!, () => CertificatesOf(roots)));

    private static SslStreamCertificateContext OwnOf(string certificates, string key)
    {
        var all = CertificatesOf(certificates);
        var own = X509Certificate2.CreateFromPem(certificates, key);
        if (OperatingSystem.IsWindows())
        {
            // There a key that is only in memory cannot be used for TLS.
            own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null);
        }

        all.RemoveAt(0);
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    private static X509Certificate2Collection CertificatesOf(string text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("There is no certificate in it.");
    }

    private static T Try<T>(string option, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"Tls.{option}: {path} cannot be used: {e.Message}", e);
        }
    }

    /// <remarks>No record: nothing here may print the key.</remarks>
    private sealed class Texts(string? own, string? key, string? roots)
    {
        public string? Own { get; } = own;

        public string? Key { get; } = key;

        public string? Roots { get; } = roots;
    }
}
