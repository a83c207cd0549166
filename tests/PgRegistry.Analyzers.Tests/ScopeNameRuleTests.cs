using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

public sealed class ScopeNameRuleTests
{
    private const string Body = "{ public record struct Key(int Id); public record Value(int Load); }";

    [Theory]
    [InlineData("[RegistryScope(Name = \"Jobs\")] public partial class Workers " + Body + " [RegistryScope] public partial class Jobs " + Body)]
    [InlineData("[RegistryScope(Name = \"x\")] public partial class Workers " + Body + " [RegistryScope(Name = \"x\", Keys = KeyMode.Unique)] public partial class Jobs " + Body)]
    public async Task Two_scopes_of_a_name(string source)
    {
        var found = await Analysis.FindAsync(source);

        Assert.Equal(2, found.Count);
        Assert.StartsWith("PGR0014 'Workers': The scope 'Workers' has the same name", found[0], StringComparison.Ordinal);
        Assert.Contains("as 'Jobs'", found[0], StringComparison.Ordinal);
        Assert.StartsWith("PGR0014 'Jobs': ", found[1], StringComparison.Ordinal);
        Assert.Contains("give each a name of its own", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_of_a_name_in_two_namespaces_make_scopes_of_a_name()
    {
        var found = await Analysis.FindAsync($"namespace A {{ [RegistryScope] public partial class Workers {Body} }} namespace B {{ [RegistryScope] public partial class Workers {Body} }}");

        Assert.Contains("as 'B.Workers'", found[0], StringComparison.Ordinal);
        Assert.Contains("as 'A.Workers'", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public Task Names_that_differ_are_fine() =>
        Expect.NothingAsync($"[RegistryScope(Name = \"workers\")] public partial class Workers {Body} [RegistryScope] public partial class Jobs {Body} namespace B {{ [RegistryScope] public partial class Workers {Body} }}");
}
