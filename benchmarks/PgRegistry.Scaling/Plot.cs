namespace PgRegistry.Scaling;

/// <summary>Curves that are shown together.</summary>
/// <param name="File">Of the picture, without its ending.</param>
/// <param name="Title">What is in it.</param>
/// <param name="CostName">What the costs are.</param>
/// <param name="Curves">By the names that the study gives them.</param>
/// <param name="Note">What one has to know beside that, if anything.</param>
internal sealed record Plot(string File, string Title, string CostName, Curve[] Curves, string? Note = null);
