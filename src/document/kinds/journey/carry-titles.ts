import * as Y from 'yjs';
import { type Place, records } from '#domain/journey/index.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import type { RecordDefinition } from '#domain/shared/define-record.ts';
import { storable } from '#domain/shared/storable.ts';
import type { Origin } from '../../core/transaction-origins.ts';
import { fieldsOf } from '../../core/records/record-maps.ts';

/** A title that somebody wrote without a connection, in a copy from before titles were whole values. */
export interface CarriedTitle {
	readonly type: Place['type'];
	readonly id: string;
	readonly field: string;
	readonly value: string;
}

const CARRY: Origin = 'wayfelt:carry';

/** Takes such titles from a copy; the returned function writes them, once. */
export function carryTitlesOver(doc: Y.Doc, places: readonly Place[]): () => void {
	const titles = oldTitles(doc, places);
	return () => carryTitles(doc, titles.splice(0));
}

/**
 * Titles at places that were edited and not sent. In such a copy they are collaborative texts; the server has put values
 * in their place meanwhile, so the edits in them would be in the document and seen by nobody.
 * @param doc the copy, before anything of the server is in it
 */
export function oldTitles(doc: Y.Doc, places: readonly Place[]): CarriedTitle[] {
	return places.flatMap(({ type, id, fields }) =>
		(fields ?? []).flatMap((field) => {
			const text = definitionOf(type).titles.includes(field)
				? fieldsOf(doc, definitionOf(type), id)?.get(field)
				: undefined;
			return text instanceof Y.Text ? [{ type, id, field, value: storable(text.toString()) }] : [];
		})
	);
}

/** Writes them as values: the last writer wins, as for every title. A record that is gone stays gone. */
export function carryTitles(doc: Y.Doc, titles: readonly CarriedTitle[]): void {
	const lost = titles.filter(({ type, id, field, value }) => {
		const present = fieldsOf(doc, definitionOf(type), id)?.get(field);
		return present !== undefined && !(present instanceof Y.Text) && present !== value;
	});
	if (lost.length === 0) return;
	doc.transact(
		() => lost.forEach(({ type, id, field, value }) => fieldsOf(doc, definitionOf(type), id)!.set(field, value)),
		CARRY
	);
}

const definitionOf = (type: Place['type']): RecordDefinition => (type === 'journey' ? journeyRecord : records[type]);
