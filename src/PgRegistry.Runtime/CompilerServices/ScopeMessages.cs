using System.Collections.Concurrent;
using System.ComponentModel;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.CompilerServices;

/// <summary>The messages of a scope: inboxes of this node's processes, and sending. Wrapped by generated code.</summary>
/// <remarks>
/// Messages arrive at most once, and in order for each sender and receiver. To a process of this node the message itself is handed
/// over, not a copy: treat messages as immutable.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScopeMessages<TKey, TValue, TMessage> : IMessageReceiver
    where TKey : notnull
{
    [ThreadStatic]
    private static FrameBuffer? t_payload;

    private readonly Scope<TKey, TValue> _scope;
    private readonly IWireFormatter<TMessage> _formatter;
    private readonly ConcurrentDictionary<ulong, Inbox<TMessage>> _inboxes = new();
    private long _undelivered;

    internal ScopeMessages(Scope<TKey, TValue> scope, IWireFormatter<TMessage> formatter)
    {
        _scope = scope;
        _formatter = formatter;
        scope.Core.Messages = this;
        scope.OnClosed(() =>
        {
            foreach (var (_, inbox) in _inboxes)
            {
                inbox.Dispose();
            }
        });
    }

    /// <summary>Messages for processes of this node that had no inbox, or a full one, or that could not be read.</summary>
    public long Undelivered => Interlocked.Read(ref _undelivered);

    /// <summary>Opens the inbox of a process.</summary>
    /// <exception cref="InvalidOperationException">The process has an inbox in this scope already.</exception>
    /// <exception cref="ObjectDisposedException">The process has ended, or the scope is closed.</exception>
    public Inbox<TMessage> OpenInbox(LocalProcess process, InboxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        var capacity = (options ?? new InboxOptions()).Capacity;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1, nameof(InboxOptions.Capacity));
        _scope.Core.ThrowIfClosed();
        if (process.Pid.Node != _scope.Node)
        {
            throw new ArgumentException($"The process {process} lives on another node; its inbox is opened there.", nameof(process));
        }

        ObjectDisposedException.ThrowIf(!process.IsAlive, process);
        var inbox = new Inbox<TMessage>(process.Pid, capacity, closed => _inboxes.TryRemove(new(closed.Owner.Serial, closed)));
        if (!_inboxes.TryAdd(process.Pid.Serial, inbox))
        {
            throw new InvalidOperationException($"The process {process} has an inbox in the scope \"{_scope.Name}\" already; read from that one, or dispose it first.");
        }

        inbox.EndWith(process.Ended);
        if (_scope.Core.IsClosed)
        {
            inbox.Dispose();
        }

        return inbox;
    }

    /// <summary>Sends a message to one process, wherever it lives. O(1).</summary>
    /// <returns>False when it was dropped: no such process can be reached from here, or its inbox or the link's queue is full.</returns>
    /// <exception cref="ArgumentException">The sender lives on another node; or the message is too large, or cannot be sent.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public bool Send(Pid to, TMessage message, LocalProcess? from = null)
    {
        _scope.Core.ThrowIfClosed();
        Check(message, from);
        var payload = Encode(message);
        if (to.Node is null)
        {
            return false;
        }

        return to.Node == _scope.Node
            ? Deliver(to.Serial, new Envelope<TMessage>(from?.Pid ?? default, message))
            : SendRemote(to.Node, [to.Serial], payload, from);
    }

    /// <summary>Sends a message to every process under a key, once to each. O(members).</summary>
    /// <returns>How many processes it was handed to, here or on the way to their nodes.</returns>
    /// <exception cref="ArgumentException">The sender lives on another node; or the message is too large, or cannot be sent: then nobody got it.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int Publish(TKey key, TMessage message, LocalProcess? from = null)
    {
        var members = _scope.Lookup(key);
        Check(message, from);
        var nodes = members.Select(member => member.Pid).Distinct().GroupBy(pid => pid.Node!).ToList();
        var payload = Encode(message);
        var sent = 0;
        foreach (var node in nodes)
        {
            ulong[] serials = [.. node.Select(pid => pid.Serial)];
            if (node.Key == _scope.Node)
            {
                var envelope = new Envelope<TMessage>(from?.Pid ?? default, message);
                sent += serials.Count(serial => Deliver(serial, envelope));
            }
            else if (SendRemote(node.Key, serials, payload, from))
            {
                sent += serials.Length;
            }
        }

        return sent;
    }

    /// <summary>Sends a message to the holder of a key of a unique scope: this node's, else that of the ordinally first node.</summary>
    /// <returns>The process it was sent to; null when nobody holds the key, or the message was dropped.</returns>
    /// <exception cref="ArgumentException">The message is too large, or cannot be sent.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public Pid? Send(TKey key, TMessage message, LocalProcess? from = null)
    {
        var holder = _scope.WhereIs(key);
        if (holder is null)
        {
            foreach (var (pid, _) in _scope.Lookup(key))
            {
                if (holder is null || string.CompareOrdinal(pid.Node!.Name, holder.Value.Node!.Name) < 0)
                {
                    holder = pid;
                }
            }
        }

        return holder is { } to && Send(to, message, from) ? to : null;
    }

    void IMessageReceiver.Receive(ReadOnlySpan<ulong> serials, Pid sender, ReadOnlySpan<byte> payload)
    {
        Envelope<TMessage> envelope;
        try
        {
            var reader = new MessagePackReader(payload);
            envelope = new Envelope<TMessage>(sender, _formatter.Read(ref reader));
        }
        catch (Exception)
        {
            // A case that only the sender knows, which was said when the nodes met; else a defect of the sender's. It costs the message, not the link.
            Interlocked.Add(ref _undelivered, serials.Length);
            return;
        }

        foreach (var serial in serials)
        {
            Deliver(serial, envelope);
        }
    }

    private bool Deliver(ulong serial, in Envelope<TMessage> envelope)
    {
        if (_inboxes.TryGetValue(serial, out var inbox) && inbox.TryDeliver(envelope))
        {
            return true;
        }

        Interlocked.Increment(ref _undelivered);
        return false;
    }

    private void Check(TMessage message, LocalProcess? from)
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        if (from is not null && from.Pid.Node != _scope.Node)
        {
            throw new ArgumentException($"The process {from} lives on another node than this scope ({_scope.Node}); a node sends for its own processes.", nameof(from));
        }
    }

    /// <summary>Also for receivers on this node: what cannot be sent to another one fails wherever the receiver happens to be.</summary>
    private FrameBuffer Encode(TMessage message)
    {
        var payload = t_payload ??= new FrameBuffer();
        payload.Clear();
        var writer = new MessagePackWriter(payload);
        _formatter.Write(ref writer, message);
        writer.Flush();
        var most = _scope.Owner.Options.MaxMessageBytes;
        if (payload.Length > most)
        {
            throw new ArgumentException(
                $"A message of scope \"{_scope.Name}\" takes {payload.Length} bytes on the wire; at most {most} are allowed (MaxMessageBytes).", nameof(message));
        }

        return payload;
    }

    private bool SendRemote(NodeId node, ReadOnlySpan<ulong> serials, FrameBuffer payload, LocalProcess? from) =>
        _scope.Owner.Core.SendMessage(node, _scope.Core.MessageTarget(node), serials, from?.Pid.Serial ?? 0, payload.WrittenSpan);
}
