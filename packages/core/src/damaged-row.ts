/** A stored row that could not be read whole: which one, such as `question 41`, and what is wrong with it. */
export type DamagedRow = { readonly row: string; readonly error: string };

/** Hears of rows that could not be read whole. */
export type OnDamage = (damaged: DamagedRow) => void;
