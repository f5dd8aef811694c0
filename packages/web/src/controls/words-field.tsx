type Props = {
  readonly id: string;
  readonly value: string;
  readonly write: (text: string) => void;
  /** Enter; Shift+Enter breaks the line. */
  readonly submit: () => void;
  readonly close?: () => void;
  readonly maxLength: number;
  readonly placeholder?: string;
};

/** A line for the operator's own words that grows with them: Enter submits, Shift+Enter breaks the line, Escape closes. */
export function WordsField({ id, value, write, submit, close, maxLength, placeholder }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method uses these keys itself.
    if (event.isComposing) return;
    if (event.key === "Escape" && close !== undefined) close();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  };
  return (
    <textarea
      class="field words"
      id={id}
      rows={1}
      value={value}
      maxLength={maxLength}
      placeholder={placeholder}
      autocomplete="off"
      onInput={({ currentTarget }) => write(currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
