using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PgRegistry.Cluster;

/// <content>Whom this node dials.</content>
internal sealed partial class TcpMesh
{
    private static readonly TimeSpan FirstResolveDelay = TimeSpan.FromMilliseconds(250);

    private async Task DialDueAsync()
    {
        var due = new List<TcpDialEntry>();
        while (true)
        {
            due.Clear();
            var wait = _book.TakeDue(_context!.Core.LinkedNodes.Select(node => node.Name), due);
            foreach (var entry in due)
            {
                if (!_tasks.TryRun(() => DialAsync(entry)))
                {
                    return;
                }
            }

            await _nudge.WaitAsync(wait, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A name may stand for many addresses, and for others tomorrow; it is looked up again and again, also while all is well, because
    /// behind a new address may be the rest of a cluster that was split.
    /// </summary>
    private async Task WatchSeedAsync(HostAndPort seed)
    {
        var retry = FirstResolveDelay;
        while (true)
        {
            var addresses = await ResolveAsync(seed).ConfigureAwait(false);
            if (addresses is not null)
            {
                _book.SetSeed(seed, addresses.Select(address => new HostAndPort(TcpAddress.Host(address), seed.Port)));
                _nudge.Set();
                retry = FirstResolveDelay;
                if (IPAddress.TryParse(seed.Host, out _))
                {
                    return;
                }
            }

            var wait = addresses is not null || retry > _options.MaxRedialDelay ? _options.MaxRedialDelay : retry;
            retry = wait * 2;
            await Task.Delay(wait, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Null when there is no answer; what was known before stays then.</summary>
    private async Task<IPAddress[]?> ResolveAsync(HostAndPort seed)
    {
        try
        {
            if (IPAddress.TryParse(seed.Host, out var literal))
            {
                return [literal];
            }

            var addresses = await _resolve(seed.Host, _stopping.Token).WaitAsync(_options.ConnectTimeout, _time, _stopping.Token).ConfigureAwait(false);
            _repetitions.Forget(seed.ToString());
            return addresses;
        }
        catch (Exception e) when (e is SocketException or TimeoutException or ArgumentException)
        {
            ReportUnreachable(seed, $"the name was not resolved: {e.Message}");
            return null;
        }
    }

    private async Task DialAsync(TcpDialEntry entry)
    {
        var isReached = false;
        try
        {
            if (await ReachAsync(entry).ConfigureAwait(false) is not { } handshaken)
            {
                return;
            }

            isReached = true;
            _book.Identified(entry, handshaken.Result.Remote!.Name);
            await ServeAsync(handshaken, entry.Address.ToString(), isOutgoing: true).ConfigureAwait(false);
        }
        finally
        {
            if (isReached)
            {
                _book.Ended(entry);
            }
            else
            {
                _book.Failed(entry);
            }

            _nudge.Set();
        }
    }

    /// <summary>Connects and runs the handshake; null when nothing came of it, which has been reported.</summary>
    private async Task<TcpHandshaken?> ReachAsync(TcpDialEntry entry)
    {
        var isLiteral = IPAddress.TryParse(entry.Address.Host, out var address);
        EndPoint endpoint = isLiteral ? new IPEndPoint(address!, entry.Address.Port) : new DnsEndPoint(entry.Address.Host, entry.Address.Port);
        Socket? socket = null;
        TcpHandshaken? done = null;
        try
        {
            using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
            socket = isLiteral
                ? new Socket(address!.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            var (handshaken, _) = await ShakeHandsAsync(socket, entry, either.Token).ConfigureAwait(false);
            if (handshaken.Result.Status == HandshakeStatus.Done)
            {
                done = handshaken;
            }
            else
            {
                NotLinked(entry, handshaken.Result);
                await PartAsync(handshaken).ConfigureAwait(false);
            }
        }
        catch (AuthenticationException e)
        {
            NotLinked(entry, Refused(e));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            ReportUnreachable(entry.Address, e.Message);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            ReportUnreachable(entry.Address, $"no answer within {_options.ConnectTimeout.TotalSeconds:0.###} s");
        }
        finally
        {
            if (done is null)
            {
                socket?.Dispose();
            }
        }

        return done;
    }

    private void NotLinked(TcpDialEntry entry, in HandshakeResult result)
    {
        var subject = entry.Address.ToString();
        if (result.Status == HandshakeStatus.Oneself)
        {
            const string Found = "it is this node itself";
            if (_repetitions.IsNew(subject, Found))
            {
                MeshLog.Oneself(_logger, _self, entry.Address);
            }
            else
            {
                MeshLog.Again(_logger, _self, subject, Found);
            }

            _book.FoundSelf(entry);
        }
        else
        {
            Report(_repetitions, subject, subject, result);
        }
    }

    private void ReportUnreachable(HostAndPort address, string reason)
    {
        var subject = address.ToString();
        if (_repetitions.IsNew(subject, reason))
        {
            MeshLog.CannotReach(_logger, _self, address, reason);
        }
        else
        {
            MeshLog.Again(_logger, _self, subject, reason);
        }
    }
}
