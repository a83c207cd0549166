using ClusterSample;
using PgRegistry.TestKit;
using Ticket = ClusterSample.Workers.Ticket;

namespace PgRegistry.Samples.Tests;

public class AssignmentsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly Pid s_one = new(new NodeId("worker-1", 1), 1);
    private static readonly Pid s_two = new(new NodeId("worker-2", 2), 1);
    private readonly ManualTime _clock = new();

    [Fact]
    public void Files_are_given_in_order_and_finished_once()
    {
        var assignments = new Assignments(2, s_patience, _clock);

        Assert.Equal(new Ticket(0, 1), assignments.Give(s_one));
        Assert.Equal(new Ticket(1, 1), assignments.Give(s_two));
        Assert.Equal((0, 1, 1), (assignments.Waiting, assignments.CountWith(s_one), assignments.CountWith(s_two)));
        Assert.Equal(["a 1"], assignments.Accept(new(new(0, 1), "", 0, 1, "a 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 1, "a 1")));
        Assert.Equal(["b 1"], assignments.Accept(new(new(1, 1), "", 0, 1, "b 1")));
        Assert.True(assignments.IsComplete);
    }

    [Fact]
    public void The_files_of_a_lost_worker_are_next_and_its_late_answers_count_no_more()
    {
        var assignments = new Assignments(4, s_patience, _clock);
        assignments.Give(s_one);
        assignments.Give(s_two);
        assignments.Give(s_one);

        Assert.Equal(2, assignments.Lost(s_one));
        Assert.Equal(0, assignments.Lost(s_one));
        Assert.Equal(new Ticket(0, 2), assignments.Give(s_two));
        Assert.Equal(new Ticket(2, 2), assignments.Give(s_two));
        Assert.Equal(new Ticket(3, 1), assignments.Give(s_two));

        Assert.False(assignments.IsAwaited(new(0, 1)));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 1, "late 1")));
        Assert.Equal(["new 1"], assignments.Accept(new(new(0, 2), "", 0, 1, "new 1")));
        Assert.Equal(1, assignments.Finished);
    }

    [Fact]
    public void Parts_of_two_attempts_are_never_mixed()
    {
        var assignments = new Assignments(1, s_patience, _clock);
        assignments.Give(s_one);
        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 2, "old 1")));
        assignments.Lost(s_one);
        assignments.Give(s_two);

        Assert.Null(assignments.Accept(new(new(0, 1), "", 1, 2, "old 2")));
        Assert.Null(assignments.Accept(new(new(0, 2), "", 1, 2, "new 2")));
        Assert.Equal(["new 1", "new 2"], assignments.Accept(new(new(0, 2), "", 0, 2, "new 1")));
    }

    [Fact]
    public void A_part_counts_once_and_nonsense_not_at_all()
    {
        var assignments = new Assignments(1, s_patience, _clock);
        assignments.Give(s_one);

        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 2, "a 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 2, "a 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 1, 3, "b 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 2, 2, "b 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", -1, 2, "b 1")));
        Assert.Null(assignments.Accept(new(new(0, 1), "", 0, 0, "b 1")));
        Assert.Null(assignments.Accept(new(new(7, 1), "", 0, 1, "b 1")));
        Assert.False(assignments.IsComplete);
        Assert.Equal(["a 1", "b 1"], assignments.Accept(new(new(0, 1), "", 1, 2, "b 1")));
    }

    [Fact]
    public void What_is_not_answered_in_time_is_given_out_again_with_more_patience()
    {
        var assignments = new Assignments(1, s_patience, _clock);
        assignments.Give(s_one);
        _clock.Advance(s_patience);
        Assert.Equal(0, assignments.Overdue());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, assignments.Overdue());
        Assert.Equal(0, assignments.CountWith(s_one));

        Assert.Equal(new Ticket(0, 2), assignments.Give(s_one));
        _clock.Advance(s_patience * 2);
        Assert.Equal(0, assignments.Overdue());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, assignments.Overdue());
    }

    [Fact]
    public void What_could_not_be_sent_was_no_attempt()
    {
        var assignments = new Assignments(1, s_patience, _clock);

        assignments.NotGiven(assignments.Give(s_one));

        Assert.Equal(0, assignments.CountWith(s_one));
        Assert.Equal(new Ticket(0, 1), assignments.Give(s_two));
    }

    [Fact]
    public void A_file_that_is_left_out_is_finished_once()
    {
        var assignments = new Assignments(1, s_patience, _clock);
        assignments.Give(s_one);

        assignments.Finish(0);
        assignments.Finish(0);

        Assert.Equal((1, true, 0), (assignments.Finished, assignments.IsComplete, assignments.Lost(s_one)));
    }
}
