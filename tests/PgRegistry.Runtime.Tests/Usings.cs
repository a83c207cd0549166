global using PgRegistry.TestKit;
