using System.Globalization;

namespace PgRegistry.Gate.Peers;

/// <summary>The program of the second process: reads commands, answers each with a line.</summary>
internal static class PeerProgram
{
    public const string Verb = "--peer";
    public const string Done = "done";

    public static bool IsPeer(string[] args) => args is [Verb];

    public static async Task RunAsync()
    {
        await using var peer = new Peer();
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            try
            {
                var words = line.Split(' ');
                var answer = await DoAsync(peer, words[0], words.Length > 1 ? words[1] : "", words.Length > 2 ? words[2] : "").ConfigureAwait(false);
                Console.WriteLine($"{Done} {answer}");
            }
            catch (Exception e)
            {
                Console.WriteLine($"error {e.ToString().ReplaceLineEndings(" ")}");
            }
        }
    }

    private static async Task<string> DoAsync(Peer peer, string command, string first, string second)
    {
        switch (command)
        {
            case "start":
                await peer.StartAsync(first, Number(second)).ConfigureAwait(false);
                return "";
            case "open":
                return Text(peer.Open(Number(first)));
            case "close":
                await peer.CloseAsync().ConfigureAwait(false);
                return "";
            case "await":
                return Text(peer.Await(Number(first)));
            case "complete":
                return Text(peer.AwaitComplete());
            case "split":
                peer.AwaitSplit();
                return "";
            case "settle":
                Clock.Settle();
                return "";
            case "bytes":
                return Text(Heap.LiveBytes());
            case "pauses":
                return Text(GC.GetTotalPauseDuration().TotalMilliseconds);
            case "prepare":
                LockProbe.Prepare();
                return "";
            case "probe":
                peer.Probe();
                return "";
            case "probed":
                return peer.Probed().ToString();
            case "watch":
                peer.Watch(Number(first));
                return "";
            case "seen":
                return string.Join(' ', await peer.SeenAsync().ConfigureAwait(false));
            case "echo":
                return Text(Echo.Start(Number(first)));
            default:
                throw new ArgumentException($"The command \"{command}\" is not known.");
        }
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
