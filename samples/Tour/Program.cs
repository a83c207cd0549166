// Every operation of the library once, in the order in which one would meet them. README's reference table is made of this file: a line
// "// ## …" begins a section, and each comment explains the statement below it.
using PgRegistry;
using Tour;
using static Tour.Output;

using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
var stopping = deadline.Token;
var orders = new Workers.Key("orders", 1);

// ## Nodes and processes
// A node that others can dial.
await using var a = await RegistryNode.StartAsync(new() { Name = "a", Listen = "127.0.0.1:0" }, stopping);
// A node that looks for the others at an address.
await using var b = await RegistryNode.StartAsync(new() { Name = "b", Listen = "127.0.0.1:0", Seeds = [a.Address!] }, stopping);
// A scope, with a listener that hears of all entries that come and go.
await using var workers = a.Open<Workers>(new Audit());
await using var there = b.Open<Workers>();
await using var sessions = a.Open<Sessions>();
// A process: anything with a pid and a lifetime on this node. Its entries go when it is disposed.
using var me = a.Spawn();
// A process that ends with a task or a token.
using var job = a.SpawnUntil(stopping);
// A process that ends when its owner is collected, and says so in the log.
using var owned = a.SpawnFor(Console.Out);

// ## Registering
// A process under a key. The result is the handle of exactly this entry.
using var mine = workers.Register(me, new("orders", 1), new("primary", 0));
// The common case: a process of its own, which ends with the handle.
using var spare = workers.Register(new("mail", 2), new("spare", 0));
// Several processes under a key, in one step.
var three = workers.Register([me, job, owned], new("orders", 1), new("helper", 1));
// A process that runs a function: the entry is there for as long as that runs.
using var started = there.Start(new("orders", 1), new("remote", 5), process => ReceiveAsync(there.OpenInbox(process)));
// One entry has another value: an update, never a leave and a join.
mine.Update(value => value with { Load = 4 });
// All entries of a process under a key have another value, in one step.
workers.Update(me, new("orders", 1), new("primary", 5));
// The same, made of the present value.
workers.Update(me, new("orders", 1), value => value with { Load = value.Load + 1 });

// ## Waiting for others
// Completes when somebody is under a key, with those who are there then.
Show(await there.WaitForAsync("mail", 2, stopping));
// Completes when every peer has applied what was done on this node so far.
await there.ReplicatedAsync(stopping);

// ## Reading: local memory, no lock, no waiting
// Who is under a key, in the whole cluster.
Show(workers.Lookup("orders", 1));
// Who of this node is.
Show(workers.LookupLocal("orders", 1));
// The values that a process has under a key.
Show(workers.Values(me.Pid, orders));
// The keys that have an entry.
Show(workers.Keys());
// The keys of a process, wherever it lives.
Show(workers.KeysOf(started.Pid));
// Everything that this node sees.
Show(workers.Entries());
// How much that is; of one key; of one node. O(1) each.
Show((workers.Count, workers.CountOf("orders", 1), workers.CountOn(b.Id)));
// The nodes that share the scope, and whether all of their entries are here.
Show(workers.Peers);
// Where, and what, the scope is.
Show((workers.Name, workers.Node, workers.Mode));

// ## Patterns: what is not set may be anything
// The members under a key whose value is so.
Show(workers.Match(new("orders", 1), new() { Role = "helper" }));
// The same with a function. Functions are taken wherever patterns are.
Show(workers.Match(new("orders", 1), value => value.Load > 4));
// How many those are.
Show(workers.CountMatch(new("orders", 1), new() { Load = { AtLeast = 3, Below = 10 } }));
// The entries whose key and value are so.
Show(workers.Select(new() { Queue = { StartsWith = "or" } }, new() { Role = { Not = "helper" } }));
// Those of one process.
Show(workers.Select(process: started.Pid));
// How many those are.
Show(workers.CountSelect(new() { Queue = { OneOf = ["orders", "mail"] } }));
// Those whose indexed member is so ([Index] on it): what it costs follows what it finds. Patterns use the index by themselves.
Show(workers.LookupByRole("primary"));
// The same under a key.
Show(workers.LookupByRole(new("orders", 1), "helper"));

// ## Following
// A snapshot of the scope, then every change: together they are exactly the view, always.
await using var watch = workers.MonitorScope();
// The same for one key.
await using var single = workers.Monitor("orders", 1);
// Calls back with the members under a key, unless there are none.
workers.Dispatch(new("orders", 1), members => Show(members.Count));

// ## Messages: at most once, in order for each sender and receiver
// Where a process receives.
using var inbox = workers.OpenInbox(me);
// To one process, wherever it is.
workers.Send(started.Pid, new Workers.Message.Work("a parcel"), from: me);
// To every process under a key.
workers.Publish(new("orders", 1), new Workers.Message.Pause());
// What was received, with the pid of its sender.
Show(await inbox.ReceiveAsync(stopping));

// ## Keys that are unique on each node
// Registers, or says who holds the key.
if (sessions.TryRegister(me, new("ada"), new("phone"), out var session, out var holder)) { Show(session.Key); }
// Starts a process under the key, or says who holds it and starts nothing.
if (!sessions.TryStart(new("ada"), new("laptop"), _ => Task.CompletedTask, out _, out holder)) { Show(holder); }
// The holder on this node.
Show(sessions.WhereIs("ada"));
using var mailbox = sessions.OpenInbox(me);
// To the holder: this node's, else that of the first node by name.
Show(sessions.Send(new("ada"), new("hello")));

// ## Metadata of this node
// Something that this node keeps with the scope.
workers.Metadata.Set("limit", 100);
// And reads again, without a lock.
Show(workers.Metadata.Get<int>("limit"));
// If it is there.
Show(workers.Metadata.TryGet<int>("quota", out var quota));
// And drops.
Show(workers.Metadata.Remove("limit"));

// ## Unregistering
// The most recent entry of a process under a key.
Show(workers.Unregister(job, new("orders", 1)));
// That of several processes.
Show(workers.Unregister([job, owned], new("orders", 1)));
// The entries of a process under a key whose value is so.
Show(workers.UnregisterMatch(me, new("orders", 1), new() { Load = { AtLeast = 3 } }));
// All entries that this node has under a key.
Show(workers.UnregisterAll(new("mail", 2)));

// ## Leaving
// Hands every entry of this node over, takes it out, and leaves the cluster.
await b.DrainAsync([there.HandOver((entry, _) => Task.FromResult(workers.Register(entry.Key, entry.Value)))], stopping);
// Closes a scope. Disposing a node closes all of its scopes, with a Goodbye that the others understand.
await workers.DisposeAsync();
// What the monitor has: everything that changed since its snapshot. It ended with the scope.
await foreach (var change in watch.WithCancellation(stopping)) { Show(change); }

static async Task ReceiveAsync(Inbox<Workers.Message> inbox)
{
    // Ends with the inbox, which ends with its process.
    await foreach (var (sender, message) in inbox)
    {
        Line($"a worker got {message} from {sender}");
    }
}
