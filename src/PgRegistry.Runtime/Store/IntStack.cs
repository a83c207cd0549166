namespace PgRegistry.Store;

/// <summary>
/// Numbers, the last one first. In blocks that are never copied: an array that doubles would, at a million numbers, hold a writer up for
/// longer than anything else that it does under a lock.
/// </summary>
internal sealed class IntStack
{
    private const int FirstBlock = 4;
    private const int LargestBlock = 4096;

    private Block _top = new(FirstBlock, null);
    private int _used;

    /// <summary>The block that became empty last: numbers that come and go at its edge do not make it anew each time.</summary>
    private Block? _spare;

    public int Count { get; private set; }

    public void Push(int number)
    {
        if (_used == _top.Items.Length)
        {
            _top = _spare ?? new Block(Math.Min(_top.Items.Length * 2, LargestBlock), _top);
            _spare = null;
            _used = 0;
        }

        _top.Items[_used++] = number;
        Count++;
    }

    public bool TryPop(out int number)
    {
        if (_used == 0)
        {
            if (_top.Below is null)
            {
                number = 0;
                return false;
            }

            _spare = _top;
            _top = _top.Below;
            _used = _top.Items.Length;
        }

        number = _top.Items[--_used];
        Count--;
        return true;
    }

    private sealed class Block(int size, Block? below)
    {
        public readonly int[] Items = new int[size];
        public readonly Block? Below = below;
    }
}
