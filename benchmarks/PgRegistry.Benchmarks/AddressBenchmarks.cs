using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Addresses of processes and nodes as text.</summary>
public class AddressBenchmarks
{
    private readonly Pid _pid = new(new NodeId("web-1", 0x9f2c00000000002a), 17);
    private string _text = "";
    private string _nodeText = "";

    [GlobalSetup]
    public void Setup()
    {
        _text = _pid.ToString();
        _nodeText = _pid.Node!.ToString();
    }

    [Benchmark]
    public string Print() => _pid.ToString();

    [Benchmark]
    public Pid Parse() => Pid.Parse(_text, CultureInfo.InvariantCulture);

    [Benchmark]
    public bool TryParse() => Pid.TryParse(_text, CultureInfo.InvariantCulture, out _);

    [Benchmark]
    public string PrintNode() => _pid.Node!.ToString();

    [Benchmark]
    public NodeId ParseNode() => NodeId.Parse(_nodeText, CultureInfo.InvariantCulture);

    [Benchmark]
    public bool TryParseNode() => NodeId.TryParse(_nodeText, CultureInfo.InvariantCulture, out _);
}
