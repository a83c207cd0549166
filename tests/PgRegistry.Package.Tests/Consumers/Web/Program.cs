using PgRegistry;
using Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddPgRegistry(options => options.Name = "web-1").AddScope<Rooms>();
var app = builder.Build();

// ASP.NET's generator does not see what another one wrote, and so cannot find the types of these results: they are named.
app.MapPost("/rooms/{room}/{name}", string (string room, string name, RegistryNode node, Rooms rooms) => rooms.Register(node.Spawn(), new(room), new(name, null)).Pid.ToString());
app.MapGet("/rooms/{room}", string (string room, Rooms rooms) => string.Join(", ", rooms.Lookup(room).Select(member => member.Value.Name)));
app.MapPost("/stop", (IHostApplicationLifetime lifetime) => lifetime.StopApplication());

await app.StartAsync();
Console.WriteLine($"listening on {app.Urls.Single()}");
await app.WaitForShutdownAsync();
Console.WriteLine("stopped");
