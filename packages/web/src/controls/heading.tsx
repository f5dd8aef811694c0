/** The inside of a section heading: the glyph and its leet label. The heading itself carries the plain words as `aria-label`. */
export function GlyphLabel({ text }: { text: string }) {
  return (
    <>
      <span class="glyph" aria-hidden="true">
        ◆
      </span>
      <span aria-hidden="true">{text}</span>
    </>
  );
}
