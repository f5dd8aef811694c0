import { ICONS, type IconName, type IconShape } from "./icons.ts";

/** A one-colour line icon that takes the colour of its text; never the only bearer of a meaning. */
export function Icon({ name, class: extra = "" }: { name: IconName; class?: string }) {
  const icon: IconShape = ICONS[name];
  return (
    <svg class={`i ${extra}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={icon.line} stroke-width={icon.weight} />
      {icon.half !== undefined && <path d={icon.half} fill="currentColor" />}
    </svg>
  );
}
