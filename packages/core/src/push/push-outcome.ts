/** What became of one push. */
export type PushOutcome =
  | { readonly kind: "sent" }
  /** The browser takes none any more. */
  | { readonly kind: "gone" }
  | {
      readonly kind: "failed";
      readonly reason: string;
      /** Whether the same push may succeed later. */
      readonly mayRetry: boolean;
      /** When the service wants it again. */
      readonly retryAfterMs?: number;
    };
