using PgRegistry.TestKit;

namespace PgRegistry.Fuzz.Tests;

/// <summary>The command line.</summary>
public sealed class FuzzProgramTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly Watchdog _watchdog = new(new ManualTime(), TimeSpan.FromSeconds(60), _ => { });

    [Fact]
    public void Targets_are_run_in_the_order_in_which_they_are_named()
    {
        Assert.Equal(0, Run("--target", "handshake", "--target", "reader", "--inputs", "30", "--seed", "5"));
        var lines = _output.ToString().Split(Environment.NewLine).Where(line => !line.StartsWith(' ')).ToList();
        Assert.StartsWith("handshake: 3", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("reader: 30 inputs", lines[1], StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public void Bytes_are_replayed_from_the_command_line_and_from_a_file()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.hex");
        File.WriteAllText(file, "93c0c0c0\n");
        try
        {
            Assert.Equal(0, Run("--target", "reader", "--replay", "93c0c0c0"));
            Assert.Equal(0, Run("--target", "reader", "--replay", file));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(2, _output.ToString().Split("nothing is wrong with these 4 bytes").Length - 1);
    }

    [Fact]
    public void Bytes_that_are_for_another_target_are_no_finding()
    {
        Assert.Equal(2, Run("--target", "delta", "--replay", "93c0c0c0"));
        Assert.StartsWith("--replay: These bytes are no session", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_mistake()
    {
        Assert.Equal(0, Run("--help"));
        Assert.StartsWith("Feeds damaged and invented bytes", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData("There is no option --fuzz.", "--fuzz", "1")]
    [InlineData("There is no target \"deltas\". There are: reader,", "--target", "deltas")]
    [InlineData("--inputs needs a value behind it.", "--target", "reader", "--inputs")]
    [InlineData("--inputs: \"0\" is no number of at least 1.", "--inputs", "0")]
    [InlineData("--inputs: \"many\" is no number of at least 1.", "--inputs", "many")]
    [InlineData("--seed: \"-1\" is no number from 0 to 2147483647.", "--seed", "-1")]
    [InlineData("--replay: there is no such file, and these are no hexadecimal digits.", "--target", "reader", "--replay", "xyz")]
    [InlineData("--replay needs the one --target that the bytes are for.", "--replay", "c0")]
    [InlineData("--replay needs the one --target that the bytes are for.", "--target", "reader", "--target", "delta", "--replay", "c0")]
    public void A_mistake_is_told_with_the_usage(string firstWords, params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.StartsWith(firstWords, _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("[--target NAME …] [--inputs N] [--seed N] [--replay FILE|HEX]", _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private int Run(params string[] args) => FuzzProgram.Run(args, _output, _errors, _watchdog);
}
