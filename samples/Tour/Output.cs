using System.Collections;
using System.Runtime.CompilerServices;

namespace Tour;

/// <summary>Prints what was asked, and what the answer was.</summary>
internal static class Output
{
    private static readonly Lock s_lock = new();

    public static void Show(object? answer, [CallerArgumentExpression(nameof(answer))] string question = "") => Line($"{question}\n    {Text(answer)}");

    public static void Line(string text)
    {
        lock (s_lock)
        {
            Console.WriteLine(text);
        }
    }

    private static string Text(object? answer) => answer switch
    {
        null => "nothing",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>())}]",
        _ => $"{answer}",
    };
}
