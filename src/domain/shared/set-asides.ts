import * as v from 'valibot';

/** Each of them is read on a copy of the document of its own. */
export const MAX_SET_ASIDES = 50;

export const ListSetAsides = v.strictObject({
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SET_ASIDES)), 20),
	cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40)))
});

/** Edits that were set aside go by their place in the journal: which connection wrote them, and as its how-manieth. */
export const setAsideId = ({ node, seq }: { readonly node: number; readonly seq: number }): string => `${node}-${seq}`;

/** The other way round; null for what is no such id. */
export function readSetAsideId(id: string): { readonly node: number; readonly seq: number } | null {
	const [, node, seq] = /^(\d{1,9})-(\d{1,15})$/.exec(id) ?? [];
	return node === undefined ? null : { node: Number(node), seq: Number(seq) };
}
