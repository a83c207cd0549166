using ClusterSample;

namespace PgRegistry.Samples.Tests;

public class ArgumentsTests
{
    [Fact]
    public void Without_arguments_three_workers_count_the_repository()
    {
        var arguments = Arguments.Parse([]);

        Assert.Equal(Mode.Job, arguments.Mode);
        Assert.Equal(3, arguments.Workers);
        Assert.True(File.Exists(Path.Combine(arguments.Path, "PgRegistry.sln")));
        Assert.Null(arguments.Kill);
        Assert.Null(arguments.Seed);
        Assert.Null(arguments.Delay);
    }

    [Fact]
    public void All_options_are_read()
    {
        var arguments = Arguments.Parse(["--workers", "5", "--kill", "2", "--seed", "7", "--delay", "0", "--repeat", "100", "--path", Path.GetTempPath(), "--tied"]);

        Assert.Equal((Mode.Repeat, 5, 2, 7, 0, 100, true), (arguments.Mode, arguments.Workers, arguments.Kill, arguments.Seed, arguments.Delay, arguments.Repeat, arguments.Tied));
    }

    [Theory]
    [InlineData("--kill", "all", "--workers", "2", Arguments.All)]
    [InlineData("--workers", "2", "--kill", "all", Arguments.All)]
    [InlineData("--workers", "2", "--kill", "2", 2)]
    [InlineData("--workers", "2", "--no-kill", null, 0)]
    public void How_many_to_kill(string first, string second, string third, string? fourth, int expected) =>
        Assert.Equal(expected, Arguments.Parse([first, second, third, .. fourth is null ? Array.Empty<string>() : [fourth]]).Kill);

    [Theory]
    [InlineData("\"--wrokers\" is no option", "--wrokers", "3")]
    [InlineData("\"somewhere\" is no option", "somewhere")]
    [InlineData("--workers needs a value", "--workers")]
    [InlineData("--workers needs a number from 1 to 32, not \"0\"", "--workers", "0")]
    [InlineData("--workers needs a number from 1 to 32, not \"33\"", "--workers", "33")]
    [InlineData("--workers needs a number from 1 to 32, not \"two\"", "--workers", "two")]
    [InlineData("--workers is there twice", "--workers", "2", "--workers", "3")]
    [InlineData("--kill needs a number from 1 to 32 or \"all\", not \"none\"", "--kill", "none")]
    [InlineData("--kill 4: there are only 3 workers", "--kill", "4")]
    [InlineData("--kill and --no-kill exclude each other", "--kill", "1", "--no-kill")]
    [InlineData("--kill and --no-kill exclude each other", "--no-kill", "--kill", "all")]
    [InlineData("--seed needs a number", "--seed", "-1")]
    [InlineData("--delay needs a number from 0 to 10000", "--delay", "1.5")]
    [InlineData("--repeat needs a number", "--repeat", "0")]
    [InlineData("there is no folder", "--path", "/no/such/folder")]
    [InlineData("A worker needs --join", "worker", "--name", "worker-1")]
    [InlineData("\"--kill\" is no option", "worker", "--name", "worker-1", "--join", "127.0.0.1:1", "--kill", "1")]
    public void Mistakes_are_explained(string explanation, params string[] args) =>
        Assert.Contains(explanation, Assert.Throws<ArgumentsException>(() => Arguments.Parse(args)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_job_of_many_gets_the_same_options_and_a_seed()
    {
        var many = Arguments.Parse(["--repeat", "9", "--workers", "2", "--kill", "all", "--delay", "3", "--path", Path.GetTempPath()]);

        var one = Arguments.Parse([.. many.ToJob(seed: 42)]);

        Assert.Equal((Mode.Job, many.Path, 2, Arguments.All, 3, 42, true), (one.Mode, one.Path, one.Workers, one.Kill, one.Delay, one.Seed, one.Tied));
    }

    [Fact]
    public void The_usage_names_every_option()
    {
        string[] options = ["--path", "--workers", "--no-kill", "--kill", "--seed", "--delay", "--repeat", "--tied", "--help"];

        Assert.All(options, option => Assert.Contains("\n  " + option, Usage.Text, StringComparison.Ordinal));
    }
}
