namespace PgRegistry.Tests.Model;

// Two classes, so that they run at the same time.
public sealed class DuplicateModelTests
{
    [Fact]
    public void Nodes_with_duplicate_keys_are_as_the_model_says() => ModelCheck.Run(KeyMode.Duplicate);

    [Fact]
    public void The_cases_with_duplicate_keys_meet_what_they_are_there_for() => ModelCheck.MeetsEverything(KeyMode.Duplicate);
}

public sealed class UniqueModelTests
{
    [Fact]
    public void Nodes_with_unique_keys_are_as_the_model_says() => ModelCheck.Run(KeyMode.Unique);

    [Fact]
    public void The_cases_with_unique_keys_meet_what_they_are_there_for() => ModelCheck.MeetsEverything(KeyMode.Unique);
}
