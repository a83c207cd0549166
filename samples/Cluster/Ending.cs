using System.Runtime.InteropServices;

namespace ClusterSample;

/// <summary>Everything that tells this process to end: signals, the loss of "dotnet run", and, for a child, the end of its standard input.</summary>
internal sealed class Ending : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <param name="isWorker">Ctrl-C goes to all processes of a terminal at once; for workers it is the coordinator that decides.</param>
    /// <param name="withInput">Whether standard input is the parent's pipe.</param>
    public Ending(bool isWorker, bool withInput)
    {
        Token = _end.Token;
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        foreach (var signal in signals)
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (!isWorker || context.Signal == PosixSignal.SIGTERM)
                {
                    Cancel();
                }
            }));
        }

        if (!isWorker)
        {
            _ = CancelWithDotnetAsync();
        }

        if (withInput)
        {
            // A thread of its own, since a pipe is read by blocking. It is a background thread: it keeps no process alive.
            _ = Task.Factory.StartNew(WaitForEndOfInput, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    public CancellationToken Token { get; }

    /// <summary>The source lives on: the threads that wait may still want to cancel it.</summary>
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private async Task CancelWithDotnetAsync()
    {
        await ParentProcess.DotnetLostAsync(TimeProvider.System, Token);
        Cancel();
    }

    private void WaitForEndOfInput()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            Span<byte> buffer = stackalloc byte[256];
            while (input.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cannot be read any more: as good as ended.
        }

        Cancel();
    }

    /// <summary>Not on the caller's thread: what is cancelled may take its time.</summary>
    private void Cancel() => _ = _end.CancelAsync();
}
