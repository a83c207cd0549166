using PgRegistry.Cluster;
using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Oracles;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Fuzz.Stages;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>
/// Both sides of a handshake, with somebody between them. The first byte of an input chooses what the two have in common; steps follow:
/// frames to the listening side (connection 0) or to the dialling one (connection 1).
/// </summary>
internal sealed class HandshakeTarget : IFuzzTarget
{
    private static readonly Allocation Limit = new(Base: 48 << 10, PerByte: 32);

    private readonly List<Step>[] _honest = [.. Enumerable.Range(0, HandshakeSides.Variants).Select(variant => new HandshakeSides(variant).Talk())];
    private readonly Mutator _mutator;

    public HandshakeTarget() => _mutator = new Mutator([.. _honest.SelectMany(steps => steps.Select(step => step.Frame))]);

    public string Name => "handshake";

    public byte[] Make(Random random)
    {
        var variant = random.Next(HandshakeSides.Variants);
        var steps = _honest[variant].ToList();
        for (var changes = random.Few(5); changes > 0; changes--)
        {
            var at = random.Next(steps.Count + 1);
            var other = random.OneIn(2) ? _honest[variant] : random.Of(_honest);
            var step = at < steps.Count ? steps[at] : random.Of(other);
            switch (random.Next(8))
            {
                case 0 when at < steps.Count && steps.Count > 1:
                    steps.RemoveAt(at);
                    break;
                case 1:
                    steps.Insert(at, random.Of(other));
                    break;
                case 2:
                    steps.Insert(at, step with { Connection = 1 - step.Connection });
                    break;
                default:
                    steps.RemoveRange(at, at < steps.Count ? 1 : 0);
                    steps.Insert(at, step with { Frame = _mutator.Change(step.Frame, random) });
                    break;
            }
        }

        return [(byte)variant, .. Step.Write(steps)];
    }

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        if (bytes.IsEmpty)
        {
            tally.Refuse("no handshake");
            return;
        }

        var sides = new HandshakeSides(bytes[0] % HandshakeSides.Variants);
        foreach (var step in Step.Read(bytes[1..]))
        {
            var side = step.Connection % 2 == 0 ? sides.Acceptor : sides.Dialler;
            var result = default(HandshakeResult);
            var allocated = Allocation.Of(() => result = side.Take(step.Frame));
            Limit.Check(allocated, step.Frame.Length);
            tally.Allocated(allocated, step.Frame.Length);
            if (result.Status == HandshakeStatus.Refused)
            {
                tally.Refuse(result.IsByRemote ? "by the other side" : result.Reason!);
            }
            else
            {
                tally.Accept(result.Status == HandshakeStatus.Done);
            }
        }

        sides.Check();
    }

    /// <summary>Without some of the steps; what they have in common stays.</summary>
    public IEnumerable<byte[]> Smaller(byte[] bytes) => Step.Smaller(bytes[1..]).Select(steps => (byte[])[bytes[0], .. steps]);
}
