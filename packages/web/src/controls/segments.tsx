/** One of several choices. */
export type Segment<V extends string> = { readonly value: V; readonly text: string };

type Props<V extends string> = {
  readonly label: string;
  readonly options: readonly Segment<V>[];
  readonly value: V;
  readonly choose: (value: V) => void;
  readonly class?: string;
};

/** A few choices side by side, of which one is pressed. */
export function Segments<V extends string>({ label, options, value, choose, class: extra = "" }: Props<V>) {
  return (
    <div class={`seg ${extra}`} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => choose(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
