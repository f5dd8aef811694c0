/** Longest line that is handed on, in UTF-16 units. */
const MAX_LINE = 2_000;
/** Most lines that one output gives; one more says that there was more. */
const MAX_LINES = 5_000;

/** Cuts bytes into lines as they come: long lines lose their end, after 5,000 lines one more says that the rest is left out. */
export class LineCutter {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new TextDecoder();
  #line = "";
  #given = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Takes what came; bytes that are no UTF-8 become replacement characters. */
  push(bytes: Uint8Array): void {
    this.#take(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Hands on the last line when no line feed ended it. */
  end(): void {
    this.#take(this.#decoder.decode());
    if (this.#line !== "") this.#give();
  }

  #take(text: string): void {
    const [rest = "", ...more] = text.split("\n");
    this.#append(rest);
    for (const piece of more) {
      this.#give();
      this.#append(piece);
    }
  }

  // Never holds more than it may give: a program can write without a line feed for ever.
  #append(piece: string): void {
    this.#line = (this.#line + piece).slice(0, MAX_LINE);
  }

  #give(): void {
    const line = this.#line.replace(/\r$/, "").toWellFormed();
    this.#line = "";
    if (this.#given > MAX_LINES) return;
    this.#given += 1;
    this.#onLine(this.#given > MAX_LINES ? `(more lines were left out: only the first ${MAX_LINES} are shown)` : line);
  }
}
