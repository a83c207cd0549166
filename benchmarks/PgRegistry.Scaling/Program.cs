using PgRegistry.Scaling;

// How costs grow with sizes: measures, prints a page with the fitted exponents, and writes it with its plots into a folder.
const int SomeGrowTooFast = 1;
const int CalledWrongly = 2;
const int Rounds = 3;
var warmUp = TimeSpan.FromSeconds(2);

Study[] studies = [OneEntry.OfMany, AllEntries.Together, Groups.OfMembers, Peers.OfPeers];
if (args is ["--sizes"])
{
    await Sizes.PrintAsync().ConfigureAwait(false);
    return 0;
}

if (args is not ([] or ["--out", _] or ["--plot", _]) || (args is ["--plot", var name] && !studies.Any(study => study.Has(name))))
{
    await Console.Error.WriteLineAsync(
        $"""
        usage: PgRegistry.Scaling                 measures and prints
               PgRegistry.Scaling --out FOLDER    writes the page and its plots there, too; docs/scaling is made so, in some five minutes
               PgRegistry.Scaling --sizes         bytes on the wire, and what a link takes: the figures of docs/SCALE.md
               PgRegistry.Scaling --plot NAME     only what is needed for {string.Join(", ", studies.SelectMany(study => study.Plots).Select(plot => plot.File))}
        """).ConfigureAwait(false);
    return CalledWrongly;
}

var folder = args is ["--out", var named] ? named : null;
if (folder is not null && Output.WhyNot(folder, studies) is { } reason)
{
    await Console.Error.WriteLineAsync($"Nothing was measured, since nothing can be written to \"{folder}\": {reason}").ConfigureAwait(false);
    return CalledWrongly;
}

studies = args is ["--plot", var only] ? [.. studies.Where(study => study.Has(only))] : studies;
foreach (var study in studies)
{
    await study.RunAsync(warmUp, Rounds).ConfigureAwait(false);
}

var page = Page.Of(studies);
Console.WriteLine(page);
if (folder is not null)
{
    await Output.WriteAsync(folder, page, studies).ConfigureAwait(false);
}

return studies.SelectMany(study => study.Curves).All(curve => curve.IsWithin && curve.IsLastWithin) ? 0 : SomeGrowTooFast;
