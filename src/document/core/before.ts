import * as Y from 'yjs';
import type { FieldsMap } from './about.ts';
import { plain } from './plain.ts';

/** A record's fields as plain data: texts as strings. */
export type Fields = Readonly<Record<string, unknown>>;

/*
 * What a document held before a transaction that has just ended: Yjs keeps what was deleted until after its listeners.
 */

/** What a map held under a key: plain data, and the fields of a record; undefined where there was nothing. */
export function valueBefore(transaction: Y.Transaction, map: FieldsMap, key: string): unknown {
	let item: Y.Item | null = map._map.get(key) ?? null;
	while (item !== null && !existed(transaction, item)) item = item.left;
	if (item === null || !stood(transaction, item)) return undefined;
	const value: unknown = item.content.getContent().at(-1);
	if (value instanceof Y.Text) return textBefore(transaction, value);
	if (value instanceof Y.Map) return fieldsBefore(transaction, value as FieldsMap);
	return plain(value);
}

function fieldsBefore(transaction: Y.Transaction, map: FieldsMap): Fields {
	const fields = [...map._map.keys()].map((key) => [key, valueBefore(transaction, map, key)] as const);
	return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

export function textBefore(transaction: Y.Transaction, text: Y.Text): string {
	let all = '';
	for (let item = text._start; item !== null; item = item.right)
		if (item.content instanceof Y.ContentString && existed(transaction, item) && stood(transaction, item))
			all += item.content.str;
	return all;
}

const existed = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean =>
	id.clock < (beforeState.get(id.client) ?? 0);

/** Of an item that existed: nobody had deleted it. */
const stood = ({ deleteSet }: Y.Transaction, item: Y.Item): boolean => !item.deleted || Y.isDeleted(deleteSet, item.id);
