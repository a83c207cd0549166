using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgRegistry.Gate;

/// <summary>Everything that was measured, for programs. Written anew after each row, so that a run that was broken off is not lost.</summary>
internal sealed class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new FiniteConverter() },
    };

    private readonly string _file;
    private readonly Arguments _arguments;

    /// <exception cref="ArgumentException">The file cannot be written: known before an hour of measuring.</exception>
    public JsonReport(string file, Arguments arguments)
    {
        _file = file;
        _arguments = arguments;
        try
        {
            Write([]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"--json {file}: {e.Message}", e);
        }
    }

    /// <summary>What is there so far; there is no exit code before all of it is.</summary>
    public void Write(IReadOnlyList<Result> results) => File.WriteAllText(_file, JsonSerializer.Serialize(
        new
        {
            Surroundings.Runtime,
            Surroundings.System,
            Gc = Surroundings.Collector,
            Jit = Surroundings.Compiler,
            _arguments.Seed,
            Effort = _arguments.Effort.Name,
            IsComplete = results.Count == _arguments.Rows.Count,
            ExitCode = results.Count == _arguments.Rows.Count ? ExitCode.Of(results) : (int?)null,
            Rows = results.Select(Describe),
        },
        Options));

    private static object Describe(Result result)
    {
        var row = result.Row;
        var isWhole = result.Pairs > 0;
        return new
        {
            row.Name,
            row.Subject,
            row.Unit,
            row.IsInformation,
            BaselineName = row.Baseline is null ? null : row.BaselineName,
            row.Target,
            row.Floor,
            row.Limit,
            row.MaxAllocated,
            result.Verdict,
            result.Failure,
            result.Pairs,
            Seconds = result.Time.TotalSeconds,
            Measured = isWhole ? result.Figure : (Interval?)null,
            Baseline = isWhole && row.Baseline is not null ? result.BaselineFigure : (Interval?)null,
            Ratio = isWhole && row.Baseline is not null ? result.Ratio : (Interval?)null,
            Control = isWhole && row.HasControl ? result.ControlRatio : (Interval?)null,
            Samples = new { result.Measured, result.Baseline, result.Control },
        };
    }

    /// <summary>JSON has no infinity and no NaN: null stands for them.</summary>
    private sealed class FiniteConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
