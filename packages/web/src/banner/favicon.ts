const [DIAMOND, CALL, INK, LOST] = ["#cba6f7", "#ea76cb", "#11111b", "#f38ba8"];

/** The page's icon as a data address: a diamond, with a count in pink while something waits; an empty red outline while the connection is lost. */
export function favicon(count: number, isLost: boolean): string {
  const body = isLost ? `fill="none" stroke="${LOST}" stroke-width="4"` : `fill="${DIAMOND}"`;
  const badge = count > 0 ? badgeOf(count > 9 ? "9+" : String(count)) : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M16 2 30 16 16 30 2 16z" ${body}/>${badge}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function badgeOf(text: string): string {
  return `<circle cx="21" cy="21" r="11" fill="${CALL}"/><text x="21" y="27" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 13 : 17}" fill="${INK}">${text}</text>`;
}
