using Contracts;
using Worker;

var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["PgRegistry:Name"] = "worker-1";
builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry")).AddScope<Jobs>().AddScope<Sessions>();
builder.Services.AddSingleton<Jobs.IListener, Greeter>();
builder.Services.AddHostedService<Work>();
await builder.Build().RunAsync();
