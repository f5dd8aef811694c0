/** A sentence of the core, with what it put between backticks as code. */
export function CodedText({ text }: { text: string }) {
  return <bdi>{text.split("`").map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>))}</bdi>;
}
