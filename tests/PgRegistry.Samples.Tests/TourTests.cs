using System.Diagnostics;
using PgRegistry.TestKit;

namespace PgRegistry.Samples.Tests;

/// <summary>The tour runs to its end, and shows what it says.</summary>
[Collection("Processes")]
public sealed class TourTests
{
    [Fact]
    public async Task It_uses_every_operation_and_ends()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tour.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline.Length, TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline.Length, TestContext.Current.CancellationToken);

        Assert.True(program.ExitCode == 0, $"Exit code {program.ExitCode}\n{output}\n{await errors}");
        Assert.Matches(@"CountOn\(b.Id\)\)\n +\(6, 5, 1\)", output);
        Assert.Matches(@"a worker got Work { Item = a parcel } from <a\.", output);
        Assert.Matches(@"Joined Key { Queue = orders, Shard = 1 } <a\.[^ ]+ Value { Role = remote, Load = 5 }", output);
        Assert.Matches(@"Left Key { Queue = orders, Shard = 1 } <b\.[^ ]+ Value { Role = remote, Load = 5 } \(Unregistered\)", output);
        Assert.Contains("audit: ", output, StringComparison.Ordinal);
    }
}
