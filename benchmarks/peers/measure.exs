# What both scripts share: the keys, the clock, and the lines that benchmarks/compare reads.

defmodule Measure do
  # In milliseconds, or looks of a millisecond or two. The longest work takes some ten seconds; what takes so much longer is broken.
  @patience :timer.minutes(10)

  def keys_count, do: 100_000
  def group_size, do: 50_000

  # Every figure is the median of so many, as in benchmarks/PgRegistry.Compare.
  def repetitions, do: 5

  # Operations in a repetition of what takes up to milliseconds.
  def part, do: 200

  # Persistent terms are read without a copy, and no collection of a process looks at them.
  def prepare do
    :rand.seed(:exsss, {1, 2, 3})
    :persistent_term.put(:keys, keys(0))
    :persistent_term.put(:others, keys(keys_count()))
  end

  # For each repetition, the indexes of all keys in the same random order.
  def all, do: same(Enum.shuffle(0..(keys_count() - 1)))

  # For each repetition, the same items.
  def same(items), do: List.duplicate(items, repetitions())

  # For each repetition other items, at random.
  def some(items), do: items |> Enum.shuffle() |> Enum.take(repetitions() * part()) |> Enum.chunk_every(part())

  # Nanoseconds for an operation: a repetition calls the work with each item of its list.
  def each(name, lists, work) do
    line(name, median(for items <- lists, do: time(fn -> Enum.each(items, work) end) / length(items)))
  end

  # Nanoseconds of a function.
  def time(function) do
    start = :erlang.monotonic_time()
    function.()
    :erlang.convert_time_unit(:erlang.monotonic_time() - start, :native, :nanosecond)
  end

  def median_time(function), do: median(for _ <- 1..repetitions(), do: time(function))

  def line(name, nanoseconds), do: IO.puts("#{name}\t#{Float.round(nanoseconds / 1, 1)}")

  def median(values), do: values |> Enum.sort() |> Enum.at(div(length(values), 2))

  # Looks once in a millisecond or two: looking all the time would take a core from those who are waited for. What is timed
  # like this takes a hundred milliseconds and more.
  def until(condition, looks \\ @patience) do
    cond do
      condition.() ->
        :ok

      looks == 0 ->
        raise "What was waited for has not come in ten minutes and more."

      true ->
        Process.sleep(1)
        until(condition, looks - 1)
    end
  end

  # A process that does what it is sent, and lives until it is told to stop. If it fails, so does who made it.
  def member, do: spawn_link(&serve/0)

  def ask(pid, function) do
    send(pid, {self(), function})

    receive do
      {^pid, :done} -> :ok
    after
      @patience -> raise "A process has not done its work in ten minutes."
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
