using PgRegistry;
using Contracts;

namespace Worker;

internal sealed class Work(RegistryNode node, Jobs jobs, Sessions sessions, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var me = node.Spawn();
        using var inbox = jobs.OpenInbox(me);
        using var job = jobs.Register(me, new("mail"), new(3, null));
        if (sessions.TryRegister(me, new("ada"), new("phone"), out var session, out _))
        {
            using (session)
            {
                Console.WriteLine($"{session.Key.User} on {sessions.Lookup("ada")[0].Value.Device}");
            }
        }

        jobs.Publish(new("mail"), new Jobs.Message.Work("a parcel"));
        var (_, message) = await inbox.ReceiveAsync(stoppingToken);
        Console.WriteLine($"{jobs.CountMatch(new("mail"), new() { Load = { AtLeast = 2 } })} has {message}");
        lifetime.StopApplication();
    }
}
