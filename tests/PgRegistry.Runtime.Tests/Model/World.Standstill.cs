namespace PgRegistry.Tests.Model;

/// <content>A link that stood still goes on, or is replaced.</content>
internal sealed partial class World
{
    /// <summary>What was held back arrives, or is brought by another link; null when no link stands still.</summary>
    public string? EndStandstill(bool isReplaced)
    {
        if (Model.Standstill is not { } standstill)
        {
            return null;
        }

        var done = $"the link of {standstill.One.Name} and {standstill.Other.Name} {(isReplaced ? "is replaced" : "goes on")}";
        if (isReplaced)
        {
            Network.Replace(standstill.One.Name, standstill.Other.Name);
            Network.Run();
            if (IsForgetful)
            {
                standstill.ForgetAllButLast();
            }
        }

        // What a link that was replaced had held back arrives too late, and has to change nothing (invariant 8).
        Network.Resume(standstill.One.Name, standstill.Other.Name);
        Network.Run();
        do
        {
            ModelChanged(done);
        }
        while (standstill.Arrive());
        Model.Standstill = null;
        return done;
    }

    private void GoOn()
    {
        if (EndStandstill(isReplaced: false) is { } done)
        {
            Trace.Add(done);
            Settle(done);
        }
    }
}
