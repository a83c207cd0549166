using System.Globalization;

namespace PgRegistry.Gate;

/// <summary>What the command line asks for.</summary>
internal sealed class Arguments
{
    public const string Usage = """
        PgRegistry.Gate [--row NAME]… [--quick] [--json FILE] [--seed NUMBER]
        PgRegistry.Gate --list

          --row NAME     only this row; may be given several times
          --quick        a first impression in under five minutes: fewer pairs, and 100,000 entries where a row says a million
          --json FILE    writes everything that was measured, every sample with it
          --seed NUMBER  the order of sides and keys; printed by each run
          --list         the names of the rows

        Ends with 0 when every target is met, 1 when one is missed, 3 when only undecided rows are left, 2 when it is called wrongly.
        """;

    private readonly List<Row> _rows = [];

    public IReadOnlyList<Row> Rows => _rows.Count == 0 ? Catalogue.Rows : _rows;

    public Effort Effort { get; private set; } = Effort.Full;

    public int Seed { get; private set; } = Random.Shared.Next();

    public string? JsonFile { get; private set; }

    public bool IsList { get; private set; }

    public bool IsHelp { get; private set; }

    /// <summary>Not only asked what there is.</summary>
    public bool IsMeasuring => !IsHelp && !IsList;

    /// <exception cref="ArgumentException">Something is not understood; the message says what.</exception>
    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var option))
        {
            parsed.Take(option, () => rest.TryDequeue(out var value) ? value : throw new ArgumentException($"{option} needs something behind it."));
        }

        return parsed;
    }

    private void Take(string option, Func<string> next)
    {
        switch (option)
        {
            case "--quick":
                Effort = Effort.Quick;
                break;
            case "--list":
                IsList = true;
                break;
            case "--help" or "-h":
                IsHelp = true;
                break;
            case "--json":
                JsonFile = next();
                break;
            case "--row":
                var name = next();
                _rows.Add(Catalogue.Rows.FirstOrDefault(row => row.Name == name) ?? throw new ArgumentException($"There is no row \"{name}\"; --list names them."));
                break;
            case "--seed":
                var text = next();
                Seed = int.TryParse(text, CultureInfo.InvariantCulture, out var seed) ? seed : throw new ArgumentException($"\"{text}\" is no number for --seed.");
                break;
            default:
                throw new ArgumentException($"\"{option}\" is not understood.");
        }
    }
}
