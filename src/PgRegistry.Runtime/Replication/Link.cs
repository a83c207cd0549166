using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>
/// One connection as the core sees it: its number once it is in use, the frames that wait on it, and its heartbeats.
/// </summary>
internal sealed class Link(Peer peer, ILinkConnection connection, long id, long now)
{
    /// <summary>
    /// Control frames go out first, so more than this waits only for a peer that reads nothing, and claims to have heard every heartbeat (invariant 10).
    /// </summary>
    private const int MaxControlBytes = 1 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, long SentAt)> _unechoed = new();
    private FrameBuffer _control = new();
    private FrameBuffer _messages = new();
    private FrameBuffer _spare = new();
    private long _heartbeat;
    private long _heard;
    private long _sentAt;
    private long _aliveAt = now;
    private bool _isIntroduced;
    private int _waitingMessages;
    private bool _takesNoMessages;

    public Peer Peer { get; } = peer;

    public ILinkConnection Connection { get; } = connection;

    /// <summary>Tells the links of this node apart.</summary>
    public long Id { get; } = id;

    public NodeId Remote => Connection.Remote;

    /// <summary>The number that the smaller name gave it with Use; 0 while the connection is a candidate.</summary>
    public long Number { get; set; }

    /// <summary>When the handshake was done.</summary>
    public long Since { get; } = now;

    /// <summary>The heartbeat that has to be echoed to prove that this link, the older one, is alive; 0 when nobody asks.</summary>
    public long Probe { get; set; }

    /// <summary>The scope that is pulled first next time, so that none starves.</summary>
    public int NextScope { get; set; }

    public bool IsClosing { get; private set; }

    /// <summary>OpenScopes waits to be pulled, or was: from now on what scopes have to say may follow it.</summary>
    public bool IsIntroduced
    {
        get => Volatile.Read(ref _isIntroduced);
        set => Volatile.Write(ref _isIntroduced, value);
    }

    /// <summary>When everything else has been pulled, Goodbye is, and then nothing more.</summary>
    public bool IsGoodbyeDue { get; set; }

    public bool IsGoodbyeSent { get; set; }

    public void Close(string reason, bool isRefusal = false)
    {
        if (!IsClosing)
        {
            IsClosing = true;
            Connection.Close(reason, isRefusal);
        }
    }

    /// <summary>Appends a frame that goes out before all scope frames.</summary>
    public void Enqueue(Action<FrameBuffer> write)
    {
        bool isTooMuch;
        lock (_lock)
        {
            write(_control);
            isTooMuch = _control.Length > MaxControlBytes;
        }

        CloseIf(isTooMuch);
        Connection.Wake();
    }

    /// <summary>Appends a message's frame; false when the queue is full.</summary>
    public bool TryEnqueueMessage(ReadOnlySpan<byte> frame, int maxBytes)
    {
        lock (_lock)
        {
            if (_takesNoMessages || _messages.Length + frame.Length > maxBytes)
            {
                return false;
            }

            _messages.Append(frame);
            _waitingMessages++;
        }

        Connection.Wake();
        return true;
    }

    public void PullControl(FrameBuffer output)
    {
        lock (_lock)
        {
            output.Append(_control.WrittenSpan);
            _control.Clear();
        }
    }

    public void PullMessages(FrameBuffer output)
    {
        FrameBuffer messages;
        lock (_lock)
        {
            if (_messages.Length == 0)
            {
                return;
            }

            messages = _messages;
            _messages = _spare;
            _spare = messages;
            _waitingMessages = 0;
        }

        output.Append(messages.WrittenSpan);
        messages.Clear();
    }

    /// <summary>The connection is gone: how many messages waited for it, which are lost; it takes no others.</summary>
    public int DropMessages()
    {
        lock (_lock)
        {
            _takesNoMessages = true;
            _messages.Clear();
            var dropped = _waitingMessages;
            _waitingMessages = 0;
            return dropped;
        }
    }

    /// <summary>It becomes the link: its silence counts from now on, for nobody listened to it while it was a candidate.</summary>
    public void Begin(long now)
    {
        lock (_lock)
        {
            _aliveAt = Math.Max(_aliveAt, now);
        }
    }

    /// <summary>Sends a heartbeat if one is due, or is forced; returns its number, or 0.</summary>
    public long Beat(long now, long interval, bool isForced = false)
    {
        bool isTooMuch;
        lock (_lock)
        {
            if (!isForced && now - _sentAt < interval && _heartbeat > 0)
            {
                return 0;
            }

            _sentAt = now;
            _unechoed.Enqueue((++_heartbeat, now));
            ControlFrame.Write(_control, FrameKind.Heartbeat, _heartbeat, _heard);
            isTooMuch = _control.Length > MaxControlBytes;
        }

        CloseIf(isTooMuch);
        Connection.Wake();
        return _heartbeat;
    }

    /// <summary>Notes a heartbeat of the other side; true when it echoes the one that was asked for as a proof of life.</summary>
    public bool Hear(long number, long echo)
    {
        lock (_lock)
        {
            _heard = Math.Max(_heard, number);
            while (_unechoed.TryPeek(out var oldest) && oldest.Number <= echo)
            {
                _aliveAt = Math.Max(_aliveAt, oldest.SentAt);
                _unechoed.Dequeue();
            }

            return Probe > 0 && echo >= Probe;
        }
    }

    /// <summary>True when nothing that was sent within the time-out has been echoed.</summary>
    public bool IsSilent(long now, long timeout)
    {
        lock (_lock)
        {
            return now - _aliveAt > timeout;
        }
    }

    /// <summary>This node itself was late: silence until now proves nothing about the other side.</summary>
    public void Excuse(long period)
    {
        lock (_lock)
        {
            _aliveAt += period;
        }
    }

    private void CloseIf(bool isTooMuch)
    {
        if (isTooMuch)
        {
            Close("it says that it is alive, and reads nothing");
        }
    }
}
