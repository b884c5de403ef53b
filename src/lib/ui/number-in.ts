/**
 * What stands in a number field: one that was emptied is bound as null, of which `Number` would make 0.
 * @returns null when nothing stands there; NaN for what is no number
 */
export const numberIn = (bound: number | string | null | undefined): number | null =>
	bound === null || bound === undefined || String(bound).trim() === '' ? null : Number(bound);
