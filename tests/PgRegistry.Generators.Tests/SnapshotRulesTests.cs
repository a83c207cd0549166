using PgRegistry.Generators.Tests.Support;
using Xunit.Sdk;

namespace PgRegistry.Generators.Tests;

public sealed class SnapshotRulesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Case => Path.Combine(_folder, "Case");

    private string Verified => Case + ".verified.cs";

    private string Received => Case + ".received.cs";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_mismatch_fails_and_leaves_the_received_text()
    {
        File.WriteAllText(Verified, "old");

        Assert.ThrowsAny<XunitException>(() => Snapshot.Matches(Case, "new", accept: false, isCi: false));

        Assert.Equal("new", File.ReadAllText(Received));
        Assert.Equal("old", File.ReadAllText(Verified));
    }

    [Fact]
    public void A_missing_snapshot_fails() =>
        Assert.ThrowsAny<XunitException>(() => Snapshot.Matches(Case, "new", accept: false, isCi: false));

    [Fact]
    public void Accepting_replaces_the_verified_text()
    {
        File.WriteAllText(Verified, "old");

        Snapshot.Matches(Case, "new", accept: true, isCi: false);

        Assert.Equal("new", File.ReadAllText(Verified));
    }

    [Fact]
    public void Accepting_is_an_error_in_continuous_integration_even_when_nothing_differs()
    {
        File.WriteAllText(Verified, "same");

        Assert.ThrowsAny<XunitException>(() => Snapshot.Matches(Case, "same", accept: true, isCi: true));
    }

    [Fact]
    public void Nothing_is_accepted_in_the_continuous_integration_that_runs_this() =>
        Assert.False(
            Snapshot.IsOn(Environment.GetEnvironmentVariable(Snapshot.AcceptVariable)) && Snapshot.IsOn(Environment.GetEnvironmentVariable(Snapshot.CiVariable)),
            $"Both {Snapshot.AcceptVariable} and {Snapshot.CiVariable} are set.");

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("woodpecker", true)]
    public void A_switch_is_on_unless_it_is_plainly_off(string? value, bool isOn) => Assert.Equal(isOn, Snapshot.IsOn(value));

    [Fact]
    public void A_match_removes_a_stale_received_text()
    {
        File.WriteAllText(Verified, "same");
        File.WriteAllText(Received, "stale");

        Snapshot.Matches(Case, "same", accept: false, isCi: true);

        Assert.False(File.Exists(Received));
    }
}
