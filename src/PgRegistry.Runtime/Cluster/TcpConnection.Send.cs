using System.Net.Sockets;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <content>
/// The sending half. Whoever moves the state to Running owns the buffer and the right to pull and write, until it gives them up.
/// Waking, pulling and closing all go through that one state, so nothing runs twice at once and no wake-up is lost.
/// </content>
internal sealed partial class TcpConnection : IThreadPoolWorkItem
{
    /// <summary>Nothing to do.</summary>
    private const int Idle = 0;

    /// <summary>There is something to do, and nobody is at it yet.</summary>
    private const int Scheduled = 1;

    /// <summary>Somebody is at it.</summary>
    private const int Running = 2;

    /// <summary>Somebody is at it, and has to look once more when done.</summary>
    private const int Again = 3;

    private readonly FrameBuffer _output = new();

    /// <summary>Until the link is known nobody may pull; a wake-up is remembered.</summary>
    private int _sending = Running;
    private int _isQueued;

    public void Wake()
    {
        if (TrySchedule())
        {
            Queue();
        }
    }

    /// <summary>Notes that there is something to do; true when nobody is at it, and the caller has to see to it.</summary>
    private bool TrySchedule()
    {
        var state = Volatile.Read(ref _sending);
        while (true)
        {
            var next = state switch { Idle => Scheduled, Running => Again, _ => state };

            // Exchanged also where nothing changes: it is the fence between the caller's data and the look at the state.
            var found = Interlocked.CompareExchange(ref _sending, next, state);
            if (found == state)
            {
                return state == Idle;
            }

            state = found;
        }
    }

    private void Queue()
    {
        // An item that was queued before may still wait when the pulse has done its work meanwhile; it will do for this as well.
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Exchange(ref _isQueued, 0);
        RunScheduled();
    }

    /// <summary>
    /// Pulls and sends on this thread as long as the socket takes it; what it does not take is left to a thread of its own, so that nobody
    /// waits here, and that the rest goes out also when no thread of the pool becomes free.
    /// </summary>
    private void RunScheduled()
    {
        if (Interlocked.CompareExchange(ref _sending, Running, Scheduled) == Scheduled)
        {
            Send();
        }
    }

    /// <summary>
    /// Pulls and sends once, on the thread of a caller who goes on to others; unless somebody is at it, who looks once more then. True: it was something,
    /// so the caller has to come again. Syncs, and bulk unless it is the only connection, are left to the pool, lest the others wait.
    /// </summary>
    public bool SendOnce(bool isOnly, ref bool isInterrupted)
    {
        // One that the pool was asked to send for is left to it.
        if (!TrySchedule() || Interlocked.CompareExchange(ref _sending, Running, Scheduled) != Scheduled)
        {
            return false;
        }

        var hasSent = false;
        var isLeft = _closing is not null;
        try
        {
            if (!isLeft)
            {
                _output.Clear();
                isLeft = _core.Pull(_link!, _output, isBrief: true);
                hasSent = _output.Length > 0;
                isLeft |= _output.Length > PieceBytes && !isOnly;
                if (!TryWrite())
                {
                    return false;
                }
            }
        }
        catch (Exception e)
        {
            SendFailed(e);
            isInterrupted |= e is ThreadInterruptedException;
            return false;
        }

        if (!isLeft && Interlocked.CompareExchange(ref _sending, Idle, Running) == Running)
        {
            return hasSent;
        }

        AllowSending();
        if (_closing is not null)
        {
            // Whoever waits for its end need not wait for the pool.
            RunScheduled();
        }

        return false;
    }

    /// <summary>
    /// Called by the pulse after it has asked for heartbeats: sends these and other short control frames from its own thread when no
    /// thread of the pool has come to it yet, or ends the connection. What can take long, pulling from scopes, is left to the pool.
    /// </summary>
    public void SendControl()
    {
        if (Interlocked.CompareExchange(ref _sending, Running, Scheduled) == Scheduled)
        {
            if (_closing is null)
            {
                SendControlOnly();
            }
            else
            {
                Send();
            }
        }
    }

    private void AllowSending()
    {
        Interlocked.Exchange(ref _sending, Scheduled);
        Queue();
    }

    private void Send()
    {
        try
        {
            do
            {
                Interlocked.Exchange(ref _sending, Running);
                while (_closing is null && Pull())
                {
                    if (!TryWrite())
                    {
                        return;
                    }
                }

                if (_closing is { } closing)
                {
                    // For good: the state stays Running.
                    Finish(closing);
                    return;
                }

                _isFull = false;
            }
            while (Interlocked.CompareExchange(ref _sending, Idle, Running) != Running);
        }
        catch (Exception e)
        {
            SendFailed(e);
        }
    }

    private void SendControlOnly()
    {
        try
        {
            _output.Clear();
            if (_link is { IsGoodbyeSent: false } link)
            {
                link.PullControl(_output);
            }

            if (TryWrite())
            {
                AllowSending();
            }
        }
        catch (Exception e)
        {
            SendFailed(e);
        }
    }

    private bool Pull()
    {
        _output.Clear();
        _core.Pull(_link!, _output);
        return _output.Length > 0;
    }

    private void Finish(Closing closing)
    {
        if (!closing.IsRefusal)
        {
            _stream.Dispose();
        }
        else if (IsFull || IsWritable)
        {
            _output.Clear();
            HandshakeRefusal.Write(_output, closing.Reason);
            _stream.Write(_output.WrittenSpan);

            // The receiving half waits for the other side to close, or the grace ends.
            _socket.Shutdown(SocketShutdown.Send);
        }
        else
        {
            HandOver(default, Task.CompletedTask);
            return;
        }

        _sendEnded.TrySetResult();
    }

    private void SendFailed(Exception e)
    {
        if (!IsConnectionLoss(e))
        {
            MeshLog.Failed(_logger, e, _core.Self, Remote);
        }

        try
        {
            Close(Describe(e));
        }
        finally
        {
            _socket.Dispose();
            _sendEnded.TrySetResult();
        }
    }
}
