using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Gate.Peers;

/// <summary>
/// A second process of the operating system that has the peers, and does what it is told line by line. It ends when its standard input
/// does, so it outlives nobody.
/// </summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;

    public PeerProcess()
    {
        var start = ThisProgram.With(PeerProgram.Verb);
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
    }

    /// <summary>Sends a command and takes the line that answers it.</summary>
    public async Task<string[]> AskAsync(FormattableString command)
    {
        await _process.StandardInput.WriteLineAsync(command.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        var answer = await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException($"The peer ended at \"{command}\".");
        var words = answer.Split(' ');
        return words[0] == PeerProgram.Done ? words[1..] : throw new InvalidOperationException($"The peer said to \"{command}\": {answer}");
    }

    /// <summary>As a number, for commands that answer with one.</summary>
    public async Task<double> AskNumberAsync(FormattableString command) => double.Parse((await AskAsync(command).ConfigureAwait(false))[0], CultureInfo.InvariantCulture);

    /// <summary>As a moment of this machine's clock, which all processes share.</summary>
    public async Task<long> AskMomentAsync(FormattableString command) => long.Parse((await AskAsync(command).ConfigureAwait(false))[0], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
