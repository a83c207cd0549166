namespace PgRegistry.Tests.Model;

/// <content>A link that stood still goes on, or is replaced.</content>
internal sealed partial class World
{
    public const string ReplacedStandingStill = "replaced standing still";
    public const string WentOn = "went on";

    /// <summary>What was held back arrives, or another link brings it; nothing happens when no link stands still.</summary>
    private void GoOn(bool isReplaced)
    {
        if (Model.Standstill is not { } standstill)
        {
            return;
        }

        var done = $"the link of {standstill.One.Name} and {standstill.Other.Name} {(isReplaced ? "is replaced" : "goes on")}";
        Trace.Add(done);
        Count(isReplaced ? ReplacedStandingStill : WentOn);
        if (isReplaced)
        {
            Network.Replace(standstill.One.Name, standstill.Other.Name);
            Rest();
            if (IsForgetful)
            {
                standstill.ForgetAllButLast();
            }
        }

        // What a link that was replaced had held back arrives too late, and has to change nothing (invariant 8).
        Network.Resume(standstill.One.Name, standstill.Other.Name);
        Rest();
        do
        {
            ModelChanged(done);
        }
        while (standstill.Arrive());
        Model.Standstill = null;
        Settle(done);
    }
}
