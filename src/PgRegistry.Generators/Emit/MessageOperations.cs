namespace PgRegistry.Generators.Emit;

/// <summary>The operations of a scope that declares a message.</summary>
internal static class MessageOperations
{
    public static void Emit(OperationWriter code, bool isUnique)
    {
        const string From = Code.Root + "LocalProcess? from = null";

        code.BeginGroup();
        code.Emit("Opens the inbox in which a process of this node receives messages of {scope}.",
            $"{Code.Root}Inbox<Message> OpenInbox({Code.Root}LocalProcess process, {Code.Root}InboxOptions? options = null)", "_messages.OpenInbox(process, options)");
        code.Emit("Sends to one member of {scope}, wherever it is, at most once; false when no such member is reachable from here.",
            $"bool Send({Code.Root}Pid to, Message message, {From})", "_messages.Send(to, message, from)");
        if (isUnique)
        {
            code.Emit("Sends to the holder of a key of {scope}: the one on this node, else that of the ordinally first node; returns it, or null.",
                $"{Code.Root}Pid? Send(Key key, Message message, {From})", "_messages.Send(key, message, from)", outranks: true);
        }

        code.Emit("Sends to every member of {scope} under a key; returns to how many.",
            $"int Publish(Key key, Message message, {From})", "_messages.Publish(key, message, from)");
    }
}
