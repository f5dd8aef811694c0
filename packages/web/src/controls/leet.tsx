/** A label in leet for the eye and in plain words for the ear. */
export function Leet({ text, plain }: { text: string; plain: string }) {
  return (
    <>
      <span class="leet" aria-hidden="true">
        {text}
      </span>
      <span class="sr">{plain}</span>
    </>
  );
}
