# The work of benchmarks/PgRegistry.Compare on Elixir's Registry, with duplicate keys. Prints a name and nanoseconds for each.
Code.require_file("measure.exs", __DIR__)

defmodule RegistryPeer do
  import Measure

  @registry __MODULE__

  def run do
    prepare()
    {:ok, _} = Registry.start_link(keys: :duplicate, name: @registry)
    {registers, exits} = 1..repetitions() |> Enum.map(fn _ -> come_and_go() end) |> Enum.unzip()
    line("register", median(registers) / keys_count())
    line("exit", median(exits))
    process = member()
    fill(process)
    ask(process, &beside_its_keys/0)
    send(process, :stop)
    empty()
    group()
  end

  # A process registers all keys, and ends.
  defp come_and_go do
    process = member()
    register = time(fn -> fill(process) end)

    exit =
      time(fn ->
        send(process, :stop)
        empty()
      end)

    {register, exit}
  end

  defp fill(process) do
    keys = :persistent_term.get(:keys)
    ask(process, fn -> Enum.each(1..keys_count(), &register(elem(keys, &1 - 1), &1)) end)
  end

  # In the process that has the keys.
  defp beside_its_keys do
    keys = :persistent_term.get(:keys)
    others = :persistent_term.get(:others)
    each("lookup", all(), fn i -> [_] = Registry.lookup(@registry, elem(keys, i)) end)

    guard = [{{:_, :_, {:_, :"$1"}}, [{:>, :"$1", keys_count() - 100}], [true]}]
    line("scan", median_time(fn -> 100 = Registry.count_select(@registry, guard) end) / keys_count())

    # The list is copied to this process, as for any caller, and then read.
    shards = keys |> Tuple.to_list() |> sum_of_shards()
    line("keys", median_time(fn -> ^shards = sum_of_shards(Registry.keys(@registry, self())) end) / keys_count())

    # A process with one key at a time churns beside the full table.
    ask(member(), fn ->
      each("churn", all(), fn i ->
        register(elem(others, i), i)
        Registry.unregister(@registry, elem(others, i))
      end)
    end)

    each("unregister", some(0..(keys_count() - 1)), fn i -> :ok = Registry.unregister(@registry, elem(keys, i)) end)
  end

  defp group do
    members = Enum.map(1..group_size(), fn _ -> member() end)
    again = fn -> Registry.unregister(@registry, :group) && register(:group, 0) end
    Enum.each(members, fn pid -> ask(pid, fn -> register(:group, 0) end) end)
    newest = member()
    ask(newest, fn -> register(:group, 0) end)
    ask(newest, fn -> each("group-newest", same(Enum.to_list(1..part())), fn _ -> again.() end) end)
    each("group-any", some(members), fn pid -> ask(pid, again) end)
  end

  defp register(key, load), do: {:ok, _} = Registry.register(@registry, key, {"primary", load})

  defp sum_of_shards(keys), do: Enum.reduce(keys, 0, fn {_, shard}, sum -> sum + shard end)

  defp empty, do: until(fn -> Registry.count(@registry) == 0 end)
end

RegistryPeer.run()
