namespace PgRegistry.Scaling;

/// <summary>The files of a folder that the page and its plots are written to.</summary>
internal static class Output
{
    private const string PageName = "README.md";

    /// <summary>
    /// Why they cannot be written; null when they can. Measuring takes minutes, so that is asked before: every file is opened, and those that are
    /// missing are made.
    /// </summary>
    public static string? WhyNot(string folder, Study[] studies)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string[] names = [PageName, .. studies.SelectMany(study => study.Plots).Select(PictureName)];
            foreach (var name in names)
            {
                new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return exception.Message;
        }
    }

    public static async Task WriteAsync(string folder, string page, Study[] studies)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, PageName), page).ConfigureAwait(false);
        foreach (var study in studies)
        {
            foreach (var plot in study.Plots)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, PictureName(plot)), Svg.Of(plot, study.SizeName)).ConfigureAwait(false);
            }
        }
    }

    private static string PictureName(Plot plot) => $"{plot.File}.svg";
}
