import { displayName, type Delivery } from "@hyperhive/wire";
import { counted } from "../../format/amount.ts";
import { senderClass } from "../../format/sender-class.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";

/** How much was delivered, in a few words: `#104`, `2 messages, 3 more wait`. */
export function deliveryNote({ messages, more }: Delivery): string {
  const [only, ...others] = messages;
  const count = only !== undefined && others.length === 0 ? `#${only.id}` : counted(messages.length, "message");
  return more === 0 ? count : `${count}, ${more} more wait${more === 1 ? "s" : ""}`;
}

/** Delivered messages with their text as markdown; each has its sender over it unless it is the only one. */
export function DeliveryView({ delivery: { messages } }: { delivery: Delivery }) {
  return (
    <>
      {messages.map((message) => (
        <div key={message.id} class="got">
          {(messages.length > 1 || message.redelivered) && (
            <p class="meta">
              <b class={senderClass(message.from)}>{displayName(message.from)}</b>
              <span class="muted">#{message.id}</span>
              {message.redelivered && <span class="again">↻ redelivered, may already be handled</span>}
            </p>
          )}
          <MarkdownView text={message.body} />
        </div>
      ))}
    </>
  );
}
