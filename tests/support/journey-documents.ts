import * as Y from 'yjs';
import { type CommandName } from '#domain/journey/index.ts';
import { type Origin, personOrigin } from '#document/core/transaction-origins.ts';
import { apply } from '#document/kinds/journey/apply.ts';
import { readJourney } from '#document/kinds/journey/read.ts';
import { idsFrom, run } from './journey.ts';

export const me = personOrigin('me');
export const other = personOrigin('other');

const newId = idsFrom(21);

/** A document, edited by a command as this person. */
export function edit(doc: Y.Doc, name: CommandName, input: unknown, origin: Origin = me): void {
	apply(doc, run(readJourney(doc), name, input, newId).changes, origin);
}

/** Everything each lacks of the other goes over. */
export function sync(a: Y.Doc, b: Y.Doc): void {
	const toA = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a));
	const toB = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
	Y.applyUpdate(a, toA, 'wire');
	Y.applyUpdate(b, toB, 'wire');
}

/** What somebody else has who was in step until now. */
export function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'wire');
	return copy;
}
