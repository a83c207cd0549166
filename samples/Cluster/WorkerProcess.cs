using System.ComponentModel;
using System.Diagnostics;
using PgRegistry;

namespace ClusterSample;

/// <summary>
/// A child process that runs this same program. It ends when its standard input ends, and the operating system ends that when this
/// process dies, however it dies: no worker outlives its coordinator.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>The cookie travels here, since everybody may read a command line.</summary>
    public const string CookieVariable = "CLUSTER_SAMPLE_COOKIE";

    private readonly Process _process;

    public WorkerProcess(string name, string join, string cookie, int delay, TimeProvider time)
    {
        Name = name;
        StartedAt = time.GetTimestamp();
        _process = Process.Start(ThisProgram.With(
            ["worker", "--name", name, "--join", join, "--delay", $"{delay}"],
            start =>
            {
                start.RedirectStandardInput = true;
                start.Environment[CookieVariable] = cookie;
            }))!;
        Id = _process.Id;
    }

    public string Name { get; }

    /// <summary>The operating system's number for it.</summary>
    public int Id { get; }

    public long StartedAt { get; }

    /// <summary>Its address in the cluster; null until the registry has shown it.</summary>
    public Pid? Pid { get; set; }

    /// <summary>When it was killed, by the timeline; null when it was not.</summary>
    public long? KilledAt { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>SIGKILL: it has no chance to say goodbye.</summary>
    public void Kill(long now)
    {
        KilledAt ??= now;
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It was quicker.
        }
    }

    /// <summary>Lets it go: it leaves the cluster and ends.</summary>
    public void LetGo()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone, and its end of the pipe with it.
        }
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    public void Dispose() => _process.Dispose();
}
