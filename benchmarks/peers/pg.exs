# The work of benchmarks/PgRegistry.Compare on OTP's pg. It has no values, so it neither stores nor reads any; it does not list
# the groups of a process nor select. Prints a name and nanoseconds for each.
Code.require_file("measure.exs", __DIR__)

defmodule PgPeer do
  import Measure

  @scope __MODULE__

  def run do
    prepare()
    {:ok, _} = :pg.start_link(@scope)
    {registers, exits} = 1..repetitions() |> Enum.map(fn _ -> come_and_go() end) |> Enum.unzip()
    line("register", median(registers) / keys_count())
    line("exit", median(exits))
    process = member()
    fill(process)
    beside_its_keys(process)
    stop(process)
    group()
  end

  # A process joins a group for each key, and ends.
  defp come_and_go do
    process = member()
    {time(fn -> fill(process) end), time(fn -> stop(process) end)}
  end

  defp beside_its_keys(process) do
    keys = :persistent_term.get(:keys)
    others = :persistent_term.get(:others)
    each("lookup", all(), fn i -> [_] = :pg.get_members(@scope, elem(keys, i)) end)

    # A process with one group at a time churns beside the full table.
    other = member()

    churn = fn i ->
      :ok = :pg.join(@scope, elem(others, i), other)
      :ok = :pg.leave(@scope, elem(others, i), other)
    end

    each("churn", all(), churn)
    each("unregister", some(0..(keys_count() - 1)), fn i -> :ok = :pg.leave(@scope, elem(keys, i), process) end)
  end

  defp group do
    members = Enum.map(1..group_size(), fn _ -> member() end)
    Enum.each(members, &join/1)
    newest = member()
    join(newest)

    again = fn pid ->
      :ok = :pg.leave(@scope, :group, pid)
      join(pid)
    end

    each("group-newest", same(Enum.to_list(1..part())), fn _ -> again.(newest) end)
    each("group-any", some(members), again)
  end

  defp join(pid), do: :ok = :pg.join(@scope, :group, pid)

  defp fill(process) do
    keys = :persistent_term.get(:keys)
    Enum.each(1..keys_count(), fn i -> :ok = :pg.join(@scope, elem(keys, i - 1), process) end)
  end

  defp stop(process) do
    send(process, :stop)
    until(fn -> :ets.info(@scope, :size) == 0 end)
  end
end

PgPeer.run()
