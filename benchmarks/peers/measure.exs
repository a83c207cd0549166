# What both scripts share: the keys, the clock, and the lines that benchmarks/compare reads.

defmodule Measure do
  def keys_count, do: 100_000
  def group_size, do: 50_000

  # Persistent terms are read without a copy, and no collection of a process looks at them.
  def prepare do
    :rand.seed(:exsss, {1, 2, 3})
    :persistent_term.put(:keys, keys(0))
    :persistent_term.put(:others, keys(keys_count()))
  end

  # Indexes of all keys, in random order, each so often.
  def rounds_of_all(count), do: Enum.flat_map(1..count, fn _ -> Enum.shuffle(0..(keys_count() - 1)) end)

  # Indexes of some keys, each once.
  def some(count), do: 1 |> rounds_of_all() |> Enum.take(count)

  # Nanoseconds for an operation: the work is called with each of the items.
  def each(name, items, work) do
    line(name, time(fn -> Enum.each(items, work) end) / length(items))
  end

  # Nanoseconds of a function.
  def time(function) do
    start = :erlang.monotonic_time()
    function.()
    :erlang.convert_time_unit(:erlang.monotonic_time() - start, :native, :nanosecond)
  end

  def line(name, nanoseconds), do: IO.puts("#{name}\t#{Float.round(nanoseconds / 1, 1)}")

  def times(count, function), do: Enum.map(1..count, fn _ -> time(function) end)

  def median(values), do: values |> Enum.sort() |> Enum.at(div(length(values), 2))

  def until(condition), do: condition.() || until(condition)

  # A process that does what it is sent, and lives until it is told to stop.
  def member, do: spawn(&serve/0)

  def ask(pid, function) do
    send(pid, {self(), function})

    receive do
      {^pid, :done} -> :ok
    end
  end

  defp serve do
    receive do
      :stop ->
        :ok

      {from, function} ->
        function.()
        send(from, {self(), :done})
        serve()
    end
  end

  defp keys(first) do
    first..(first + keys_count() - 1)
    |> Enum.map(fn i -> {"queue-#{i}", rem(i, 16)} end)
    |> Enum.shuffle()
    |> List.to_tuple()
  end
end
