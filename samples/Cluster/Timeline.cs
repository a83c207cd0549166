using System.Globalization;

namespace ClusterSample;

/// <summary>Says what happens when it happens, each line with its millisecond, and tells the story once more at the end.</summary>
internal sealed class Timeline(TimeProvider time, TextWriter output)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<string> _story = [];

    public long Milliseconds => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>An event: who came, who went, and why.</summary>
    public void Note(string text)
    {
        var line = Line(text);
        _story.Add(line);
        output.WriteLine(line);
    }

    /// <summary>How far it is; not part of the story.</summary>
    public void Progress(string text) => output.WriteLine(Line(text));

    /// <summary>A line without a time.</summary>
    public void Print(string text = "") => output.WriteLine(text);

    public void PrintStory()
    {
        Print();
        Print("Timeline");
        _story.ForEach(output.WriteLine);
    }

    private string Line(string text) => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds,7} ms  {text}");
}
