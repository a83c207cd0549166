using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Listeners that the declaration of a scope names.</summary>
public sealed class DeclaredListenerTests
{
    [Fact]
    public async Task A_listener_that_the_declaration_names_is_made_for_each_opening()
    {
        await using var node = await Nodes.StartAsync();
        for (var i = 1; i <= 2; i++)
        {
            MadeListener.Made = [];
            await using var scope = node.Open<Listened>();
            var made = Assert.Single(MadeListener.Made);
            scope.Register(new(i), new(i));
            Assert.Equal(i, await made.NextAsync());
        }
    }

    [Fact]
    public async Task One_that_is_handed_over_takes_the_place_of_the_one_that_would_be_made()
    {
        await using var node = await Nodes.StartAsync();
        var handed = new MadeListener();
        MadeListener.Made = [];
        var scope = node.Open<Listened>(handed);
        Assert.Empty(MadeListener.Made);
        scope.Register(new(1), new(1));
        Assert.Equal(1, await handed.NextAsync());
    }

    [Fact]
    public async Task One_of_the_services_takes_the_place_of_the_one_that_would_be_made()
    {
        await using var node = await Nodes.StartAsync();
        var service = new MadeListener();
        MadeListener.Made = [];
        var scope = node.Open<Listened>([], new Services((typeof(MadeListener), service)));
        Assert.Empty(MadeListener.Made);
        scope.Register(new(1), new(1));
        Assert.Equal(1, await service.NextAsync());
    }

    [Fact]
    public async Task One_that_is_handed_over_outranks_a_service()
    {
        await using var node = await Nodes.StartAsync();
        var (handed, service) = (new MadeListener(), new MadeListener());
        var scope = node.Open<Listened>([handed], new Services((typeof(MadeListener), service)));
        scope.Register(new(1), new(1));
        Assert.Equal(1, await handed.NextAsync());
        await scope.DisposeAsync();
        var other = node.Open<Listened>(service);
        other.Register(new(2), new(2));
        Assert.Equal(2, await service.NextAsync());
    }

    [Fact]
    public async Task Services_that_are_its_listeners_listen_to_a_scope_each_once()
    {
        await using var node = await Nodes.StartAsync();
        var (both, other) = (new MadeListener(), new MadeListener());
        MadeListener.Made = [];
        var scope = node.Open<Listened>([], new Services((typeof(MadeListener), both), (typeof(IEnumerable<Listened.IListener>), new Listened.IListener[] { both, other })));
        Assert.Empty(MadeListener.Made);
        for (var i = 1; i <= 3; i++)
        {
            scope.Register(new(i), new(i));
            Assert.Equal(i, await both.NextAsync());
            Assert.Equal(i, await other.NextAsync());
        }
    }

    [Fact]
    public async Task One_that_is_a_service_as_a_listener_only_is_not_made_a_second_time()
    {
        await using var node = await Nodes.StartAsync();
        var service = new MadeListener();
        MadeListener.Made = [];
        var scope = node.Open<Listened>([], new Services((typeof(IEnumerable<Listened.IListener>), new Listened.IListener[] { service })));
        Assert.Empty(MadeListener.Made);
        scope.Register(new(1), new(1));
        Assert.Equal(1, await service.NextAsync());
    }

    [Fact]
    public async Task One_that_cannot_be_made_is_asked_for_and_nothing_is_half_open()
    {
        await using var node = await Nodes.StartAsync();
        var error = Assert.Throws<InvalidOperationException>(() => node.Open<ListenedTwice>());
        Assert.Equal($"The listener {typeof(GivenListener)} has no constructor without parameters; hand it to Open, or add it to the services.", error.Message);

        var given = new GivenListener("heard");
        MadeListener.Made = [];
        await using var scope = node.Open<ListenedTwice>(given);
        var made = Assert.Single(MadeListener.Made);
        scope.Register(new(1), new(1));
        Assert.Equal("heard 1", await given.NextAsync());
        Assert.Equal(1, await made.NextAsync());
    }
}
