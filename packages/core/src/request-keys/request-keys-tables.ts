/** What a caller was told when it first used a key with a verb. */
export type RequestKeysTable = {
  sender: string;
  verb: string;
  key: string;
  /** Hash of what was asked. */
  fingerprint: string;
  /** JSON of the answer. */
  receipt: string;
  /** Unix milliseconds. */
  at: number;
};

/** The tables of this domain. */
export type RequestKeysTables = { request_keys: RequestKeysTable };
