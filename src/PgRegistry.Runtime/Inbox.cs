using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace PgRegistry;

/// <summary>
/// The messages to one process in one scope, in the order of each sender. Bounded: what does not fit is dropped and counted. Ends when
/// the process ends, the scope closes, or it is disposed.
/// </summary>
/// <remarks>Safe from any thread; several readers share the messages.</remarks>
[DebuggerDisplay("{Owner} waiting: {Count} dropped: {Dropped}")]
public sealed class Inbox<TMessage> : IAsyncEnumerable<Envelope<TMessage>>, IDisposable
{
    private readonly Channel<Envelope<TMessage>> _channel;
    private readonly Action<Inbox<TMessage>> _closed;
    private CancellationTokenRegistration _ending;
    private long _dropped;

    internal Inbox(Pid owner, int capacity, Action<Inbox<TMessage>> closed)
    {
        Owner = owner;
        _closed = closed;
        _channel = Channel.CreateBounded<Envelope<TMessage>>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait });
    }

    /// <summary>The process whose messages these are.</summary>
    public Pid Owner { get; }

    /// <summary>How many messages wait.</summary>
    public int Count => _channel.Reader.Count;

    /// <summary>How many messages were dropped because the inbox was full.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes a message if one waits.</summary>
    public bool TryReceive([MaybeNullWhen(false)] out Envelope<TMessage> envelope) => _channel.Reader.TryRead(out envelope);

    /// <summary>Takes the next message, waiting for it.</summary>
    /// <exception cref="ChannelClosedException">The inbox has ended, and all its messages were taken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<Envelope<TMessage>> ReceiveAsync(CancellationToken cancellationToken = default) => _channel.Reader.ReadAsync(cancellationToken);

    /// <summary>All messages, as they come; completes when the inbox has ended.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerator<Envelope<TMessage>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _channel.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Ends the inbox: nothing is delivered to it any more; what waits can still be taken.</summary>
    public void Dispose()
    {
        if (_channel.Writer.TryComplete())
        {
            _ending.Unregister();
            _closed(this);
        }
    }

    /// <summary>The inbox ends when this token is cancelled, and does not burden it any longer than it lives.</summary>
    internal void EndWith(CancellationToken token) =>
        _ending = token.UnsafeRegister(static state => ((Inbox<TMessage>)state!).Dispose(), this);

    internal bool TryDeliver(in Envelope<TMessage> envelope)
    {
        if (_channel.Writer.TryWrite(envelope))
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }
}
