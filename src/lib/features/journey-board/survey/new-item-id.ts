const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** The id of a new item of a list: dice, so that two people who add one at the same moment have added two. */
export const newItemId = (): string =>
	[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % LETTERS.length]).join('');
