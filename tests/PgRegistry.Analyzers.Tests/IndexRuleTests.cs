using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>What entries can be looked up by.</summary>
public sealed class IndexRuleTests
{
    [Theory]
    [InlineData("public sealed record Value([Index] string Role, [Index] int? Team);")]
    [InlineData("public sealed record Value([property: Index] string? Role);")]
    [InlineData("public sealed record Value { [Index] public required DayOfWeek Day { get; init; } }")]
    [InlineData("public readonly record struct Value([Index] Guid Id, Part Part); public sealed record Part(int X);")]
    public Task Members_of_a_value(string value) => Expect.NothingAsync(Scope("public readonly record struct Key(string Room);", value));

    [Theory]
    [InlineData("public readonly record struct Key([Index] string Room);", "public sealed record Value(int A);", "Room", "'Key.Room', which is no member of the scope's Value")]
    [InlineData("public readonly record struct Key(string Room);", "public sealed record Value([Index] Part At); public sealed record Part(int X);", "At", "'Value.At', which is of the type 'Players.Part'")]
    public Task Others(string key, string value, string at, string mentions) => Expect.OneAsync("PGR0021", at, mentions, Scope(key, value));

    private static string Scope(string key, string value) => $$"""
        using System;
        using PgRegistry;

        [RegistryScope]
        public partial class Players
        {
            {{key}}
            {{value}}
        }
        """;
}
