import { CodedText } from "./coded-text.tsx";
import { Icon } from "./icon.tsx";

type Props = {
  /** What failed, as a sentence: `the agents could not be loaded.` */
  readonly title: string;
  /** Why. */
  readonly error: string;
  readonly again: () => void;
  /** Whether it is being tried again right now. */
  readonly busy?: boolean;
};

/** Says that something could not be had and why, and offers to try again. */
export function FailureAlert({ title, error, again, busy = false }: Props) {
  return (
    <div class="alert bad" role="alert">
      <Icon name="warn" />
      <p class="grow">
        <strong>{title}</strong> <CodedText text={error} />
      </p>
      <button class="btn sm tint bad" type="button" aria-disabled={busy} onClick={() => !busy && again()}>
        try again
      </button>
    </div>
  );
}
