import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import type { FieldsMap } from './about.ts';
import type { Fields } from './before.ts';
import type { DocumentKind, Root } from './kind.ts';
import { plain } from './plain.ts';
import type { StepChange } from './step-changes.ts';
import { patchText } from './text.ts';

interface TakenBack {
	/** Whether anything was left to take back. */
	any: boolean;
	/** Texts in which others have typed since: these are still to be done, letter by letter. */
	readonly typed: Set<Y.Text>;
}

/**
 * Takes back the changes of a step whose result still stands, newest first; what others have changed since stays as
 * it is. Call it within a transaction.
 */
export function takeBack(kind: Pick<DocumentKind, 'roots'>, doc: Y.Doc, changes: readonly StepChange[]): TakenBack {
	const took: TakenBack = { any: false, typed: new Set() };
	for (const change of changes.toReversed()) {
		const root = kind.roots[change.root]!;
		if (change.what === 'record') took.any = takeBackRecord(doc, root, change) || took.any;
		else {
			const map = change.id === null ? doc.getMap(change.root) : doc.getMap(change.root).get(change.id);
			if (!(map instanceof Y.Map)) continue;
			if (change.what === 'text') takeBackTyping(map as FieldsMap, change, took, typedOnce(changes, change));
			else took.any = takeBackValue(map as FieldsMap, root, change) || took.any;
		}
	}
	return took;
}

function takeBackRecord(doc: Y.Doc, { texts }: Root, change: Extract<StepChange, { what: 'record' }>): boolean {
	const records = doc.getMap(change.root);
	if (records.has(change.id) !== change.there) return false;
	if (change.before !== null)
		records.set(change.id, isFields(change.before) ? mapOf(texts, change.before) : change.before);
	else if (change.there) records.delete(change.id);
	return change.there || change.before !== null;
}

function takeBackValue(map: FieldsMap, { texts }: Root, change: Extract<StepChange, { what: 'value' }>): boolean {
	if (!equalityDeep(plain(map.get(change.key)), change.after)) return false;
	if (change.before === undefined) map.delete(change.key);
	else map.set(change.key, stored(texts, change.key, change.before));
	return true;
}

type Typing = Extract<StepChange, { what: 'text' }>;

function takeBackTyping(map: FieldsMap, change: Typing, took: TakenBack, once: boolean): void {
	const present = map.get(change.key);
	if (!(present instanceof Y.Text)) return;
	const says = present.toString();
	if (present === change.text && !(once && says === change.after)) took.typed.add(present);
	else {
		patchText(present, change.before, change.after);
		took.any = present.toString() !== says || took.any;
	}
}

/** False where others typed in the text while the step was being made. */
const typedOnce = (changes: readonly StepChange[], { text }: Typing): boolean =>
	changes.filter((change) => change.what === 'text' && change.text === text).length === 1;

/** A document may hold something else in the place of a record. */
const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function mapOf(texts: readonly string[], fields: Fields): FieldsMap {
	const map: FieldsMap = new Y.Map();
	for (const [key, value] of Object.entries(fields)) map.set(key, stored(texts, key, value));
	return map;
}

const stored = (texts: readonly string[], key: string, value: unknown): unknown =>
	texts.includes(key) ? new Y.Text(String(value)) : value;
