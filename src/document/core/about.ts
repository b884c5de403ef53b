import type * as Y from 'yjs';

/** A record, or what a document says about itself, as it lies in Yjs. */
export type FieldsMap = Y.Map<unknown>;

/** What every document says about itself: schema and epoch. Written by the server alone. */
export const aboutMap = (doc: Y.Doc): FieldsMap => doc.getMap('document');

/** Which copy of the document its content was made as; later ones are counted beside it. 0: nothing was seeded yet. */
export function epochOf(doc: Y.Doc): number {
	const epoch = aboutMap(doc).get('epoch');
	return typeof epoch === 'number' ? epoch : 0;
}

export const isSeeded = (doc: Y.Doc): boolean => aboutMap(doc).has('schema');
