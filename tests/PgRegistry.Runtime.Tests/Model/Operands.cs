namespace PgRegistry.Tests.Model;

/// <summary>From how many each number of an operation is drawn; few, so that they meet.</summary>
internal static class Operands
{
    public const int Nodes = 4;

    public const int Items = 8;

    public const int Keys = 5;

    public const int Values = 6;

    /// <summary>The one of a list that a number means; null when the list is empty.</summary>
    public static T? Pick<T>(this IReadOnlyList<T> from, int number)
        where T : class => from.Count == 0 ? null : from[number % from.Count];
}
