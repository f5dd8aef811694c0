/** Decides how long a tool may wait: only while claude listens, and not past words that it has not read yet. */
export class ToolWaits {
  #end = new AbortController();
  #listening = false;
  #unread = false;

  /** Aborts when waiting makes no sense any more; aborted from the start when it makes none now. */
  get signal(): AbortSignal {
    if (!this.#listening || this.#unread) return AbortSignal.abort(new Error("claude has something else to do"));
    return this.#end.signal;
  }

  /** A run began: tools may wait. */
  begin(): void {
    this.#listening = true;
    this.#unread = false;
  }

  /** The run is over or being stopped: nobody reads what a tool would still find. */
  end(): void {
    this.#listening = false;
    this.#cut();
  }

  /** New words wait beside the next tool result. */
  interrupt(): void {
    this.#unread = true;
    this.#cut();
  }

  /** A tool result went back to claude, and with it the words. */
  delivered(): void {
    this.#unread = false;
  }

  #cut(): void {
    const end = this.#end;
    this.#end = new AbortController();
    end.abort(new Error("claude has something else to do"));
  }
}
