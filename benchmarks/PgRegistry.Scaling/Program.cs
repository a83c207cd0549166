using PgRegistry.Scaling;

// How costs grow with sizes: measures, prints a page with the fitted exponents, and writes it with its plots into a folder.
const int SomeGrowTooFast = 1;
const int CalledWrongly = 2;
const int Rounds = 3;
var warmUp = TimeSpan.FromSeconds(2);

Study[] studies = [Entries.OfOne, Entries.OfAll, Groups.OfMembers, Peers.OfPeers];
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

studies = args is ["--plot", var only] ? [.. studies.Where(study => study.Has(only))] : studies;
foreach (var study in studies)
{
    await study.RunAsync(warmUp, Rounds).ConfigureAwait(false);
}

var page = Page.Of(studies);
Console.WriteLine(page);
if (args is ["--out", var folder])
{
    Directory.CreateDirectory(folder);
    await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), page).ConfigureAwait(false);
    foreach (var study in studies)
    {
        foreach (var plot in study.Plots)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{plot.File}.svg"), Svg.Of(plot, study.SizeName)).ConfigureAwait(false);
        }
    }
}

return studies.SelectMany(study => study.Plots).SelectMany(plot => plot.Curves).All(curve => curve.IsWithin) ? 0 : SomeGrowTooFast;
