import * as Y from 'yjs';
import type { SchemaVersions } from '#domain/shared/schema-versions.ts';

/** A record, or what a document says about itself, as it lies in Yjs. */
export type FieldsMap = Y.Map<unknown>;

/** What every document says about itself: schema and epoch. Written by the server alone. */
export const aboutMap = (doc: Y.Doc): FieldsMap => doc.getMap('document');

/** Says them, as the first thing in a new document, or after an upgrade. */
export function writeAbout(doc: Y.Doc, { schema, epoch }: { schema: SchemaVersions; epoch?: number }): void {
	aboutMap(doc).set('schema', { ...schema });
	if (epoch !== undefined) aboutMap(doc).set('epoch', epoch);
}

/** Which copy of the document its content was made as; later ones are counted beside it. 0: nothing was seeded yet. */
export function epochOf(doc: Y.Doc): number {
	const epoch = aboutMap(doc).get('epoch');
	return typeof epoch === 'number' ? epoch : 0;
}

export const isSeeded = (doc: Y.Doc): boolean => aboutMap(doc).has('schema');

/** What the document is written in; empty: nothing was seeded yet. */
export const schemaOf = (doc: Y.Doc): SchemaVersions => numbersOf(aboutMap(doc).get('schema'));

/** What of it is numbers by name: a document holds whatever somebody put there. */
const numbersOf = (value: unknown): SchemaVersions =>
	typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).filter(([, version]) => typeof version === 'number'))
		: {};

/**
 * May a program that knows this schema edit the document as it is? `too_new`: the server was updated, reload the page.
 * `empty`: the content has not arrived yet.
 */
export function schemaStatus(doc: Y.Doc, known: SchemaVersions): 'current' | 'empty' | 'too_old' | 'too_new' {
	const found = schemaOf(doc);
	const sequences = Object.entries(found);
	if (sequences.length === 0) return 'empty';
	if (sequences.some(([name, version]) => known[name] === undefined || version > known[name])) return 'too_new';
	return Object.keys(known).every((name) => found[name] === known[name]) ? 'current' : 'too_old';
}

/** A document without content, for it to arrive in: from a local copy or from the server. */
export const emptyDocument = (): Y.Doc => new Y.Doc();
