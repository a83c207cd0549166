namespace ClusterSample;

internal static class Usage
{
    public const string Text = """
        Counts the words of every text file below a folder on a cluster of processes: a coordinator, and workers that
        it starts, linked over TCP on loopback. One worker is killed on the way; its files go to others, and a fresh
        worker takes its place. In the end the counts are compared with those of a single process.

        dotnet run --project samples/Cluster -- [options]

          --path FOLDER   the folder; default: this repository. bin, obj, .git, node_modules, links and binary files
                          (those with a NUL) are skipped
          --workers N     how many workers, 1 to 32; default: 3
          --no-kill       kill nobody
          --kill K        how many workers to kill, all at once: 1 to N, or "all"; default: 1
          --seed S        draws from S when to kill, whom, and, without --kill, how many: one, two or all; without a
                          seed it is the busiest worker, when a third of the files is finished
          --delay MS      how long a worker takes for a file besides counting, 0 to 10000; default: so long that the
                          job takes about four seconds
          --repeat R      the job R times, with the seeds S, S+1, ..., each as processes of its own; says for each how
                          it ended, then how many hung, miscounted, or left a process behind
          --tied          end when standard input ends
          --help          this text

        Exit codes: 0: the counts are equal (with --repeat: each time, and nothing was left behind); 1: they are not, or
        the job was not done; 2: bad arguments.

        Ctrl-C ends it, and the workers with it; they also end when the coordinator is killed. For a hundred kills at all
        moments: --repeat 100 --seed 1 --path src/PgRegistry.Runtime --delay 10
        """;
}
