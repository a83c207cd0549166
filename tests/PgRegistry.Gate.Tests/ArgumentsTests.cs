namespace PgRegistry.Gate.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void Rows_are_measured_in_the_order_they_are_asked_for() =>
        Assert.Equal(["churn-100k", "lookup-hot"], Arguments.Parse(["--row", "churn-100k", "--row", "lookup-hot"]).Rows.Select(static row => row.Name));

    [Fact]
    public void Without_a_name_all_are_measured() => Assert.Equal(Catalogue.Rows, Arguments.Parse(["--quick"]).Rows);

    [Fact]
    public void Names_are_given_once() => Assert.Equal(Catalogue.Rows.Count, Catalogue.Rows.Select(static row => row.Name).Distinct().Count());

    [Theory]
    [InlineData("no row \"lookup\"", "--row", "lookup")]
    [InlineData("--row needs something", "--row")]
    [InlineData("\"x\" is no number", "--seed", "x")]
    [InlineData("\"--fast\" is not understood", "--fast")]
    public void What_is_not_understood_is_said(string said, params string[] args) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => Arguments.Parse(args)).Message, StringComparison.Ordinal);
}
