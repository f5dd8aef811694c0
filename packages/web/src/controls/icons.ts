/** Shapes of the line icons on a 16 × 16 grid; `half` is filled, `weight` is the line's if it is not the usual one. */
export const ICONS = {
  idle: { line: "M3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0" },
  think: { line: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", half: "M8 2.5a5.5 5.5 0 0 1 0 11z" },
  compact: { line: "M2 3h12M2 13h12M5.5 5.5 8 8l2.5-2.500M5.5 10.5 8 8l2.5 2.5" },
  limit: { line: "M4 2h8M4 14h8M5 2c0 4 6 4 6 12M11 2c0 4-6 4-6 12" },
  key: { line: "M2 11a3 3 0 1 0 6 0a3 3 0 1 0-6 0M7.2 8.8 13.5 2.500M11 5l2.2 2.2" },
  crash: { line: "M5.5 1.800h5l3.7 3.700v5l-3.7 3.700h-5l-3.7-3.700v-5zM5.8 5.800l4.4 4.400M10.2 5.800l-4.4 4.4" },
  pause: { line: "M5.5 3v10M10.5 3v10", weight: 2.4 },
  stop: { line: "M4 4h8v8H4z" },
  theme: { line: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", half: "M8 2.500v11a5.5 5.5 0 0 0 0-11z" },
  warn: { line: "M8 2 1.5 13.500h13zM8 6.500v3.500M8 12v.1" },
  check: { line: "m3 8.5 3.5 3.500L13 4.5" },
  dots: { line: "M3 8h.1M8 8h.1M13 8h.1", weight: 2.6 },
  unplug: {
    line: "m2 14 3-3M14 2l-3 3M4.5 8.500l3 3c-1.5 1.5-3 1.5-4 .5s-1-2 1-3.500zM8.5 4.500l3 3c1.5-1.5 1.5-3 .5-4s-2-1-3.5 1z",
  },
  file: { line: "M4 1.800h5l3 3v9.400H4zM9 1.800v3h3" },
  q: { line: "M5.5 5.500a2.5 2.5 0 1 1 3.6 2.300c-.8.4-1.1.8-1.1 1.700M8 12.500v.1" },
  reply: { line: "M6.5 4 2.5 8l4 4M3 8h6.500a4 4 0 0 1 4 4" },
  mail: { line: "M2 4h12v8.500H2zM2 4.500l6 4.5 6-4.5" },
  hex: { line: "M8 1.5 13.7 4.800v6.400L8 14.5 2.3 11.200V4.800z" },
  alarm: { line: "M3 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0M8 6.500V9l1.8 1.200M2 4l2-2M14 4l-2-2" },
  hour: { line: "M4 2h8M4 14h8M5 2v2.500L8 8l3-3.500V2M5 14v-2.500L8 8l3 3.500V14" },
  bell: { line: "M3.5 11.500h9L11.5 10V7a3.5 3.5 0 0 0-7 0v3zM6.8 13.800h2.4" },
  hush: { line: "M3.5 11.500h9L11.5 10V7a3.5 3.5 0 0 0-7 0v3zM6.8 13.800h2.4M2 2l12 12" },
  search: { line: "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.5 10.500 14 14" },
  x: { line: "m4 4 8 8M12 4l-8 8" },
  up: { line: "M8 13V3.500M4 7l4-4 4 4" },
  wide: { line: "M9.5 2H14v4.500M6.5 14H2V9.500M14 2 9.5 6.500M2 14l4.5-4.500" },
  play: { line: "M5 3v10l8-5z" },
  copy: { line: "M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3" },
  again: { line: "M13 8a5 5 0 1 1-1.5-3.600M13 2v3h-3" },
  exit: { line: "M9.5 2H3v12h6.500M6.5 8H14M11 5l3 3-3 3" },
} as const satisfies Record<string, IconShape>;

/** What an icon is drawn from. */
export type IconShape = { readonly line: string; readonly half?: string; readonly weight?: number };

/** Name of an icon. */
export type IconName = keyof typeof ICONS;
