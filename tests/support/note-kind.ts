import * as Y from 'yjs';
import { isSeeded, schemaStatus, writeAbout } from '#document/core/about.ts';
import type { DocumentKind } from '#document/core/kind.ts';
import { plain } from '#document/core/plain.ts';
import { patchText } from '#document/core/text.ts';
import { issue } from '#domain/shared/result.ts';

/** A note with one text: the smallest kind there can be, to show that what carries documents knows none of them. */
export interface NoteTypes {
	snapshot: { readonly text: string };
	change: { readonly text: string };
	type: 'note';
	record: never;
	difference: { readonly here: string; readonly there: string };
	presence: { readonly user?: { readonly name: string }; readonly line?: number };
}

const schema = { current: { note: 1 } };
const noteMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('note');
const read = (doc: Y.Doc): NoteTypes['snapshot'] => {
	const text = plain(noteMap(doc).get('text'));
	return { text: typeof text === 'string' ? text : '' };
};

export const noteKind: DocumentKind<NoteTypes> = {
	name: 'note',
	schema,
	roots: { note: { type: 'note', holds: 'record', texts: ['text'], titles: [] } },
	seed({ text }) {
		const doc = new Y.Doc();
		doc.transact(() => {
			writeAbout(doc, { schema: schema.current, epoch: 1 });
			noteMap(doc).set('text', new Y.Text(text));
		});
		const update = Y.encodeStateAsUpdate(doc);
		doc.destroy();
		return update;
	},
	read,
	readRecord: () => null,
	apply(doc, changes, origin) {
		doc.transact(() => {
			const text = noteMap(doc).get('text');
			if (text instanceof Y.Text) for (const change of changes) patchText(text, change.text);
		}, origin);
	},
	observe(doc, onChange) {
		let snapshot = read(doc);
		const changed = (_events: unknown, { origin }: Y.Transaction): void => {
			snapshot = read(doc);
			onChange(snapshot, origin);
		};
		noteMap(doc).observeDeep(changed);
		return {
			get snapshot() {
				return snapshot;
			},
			stop: () => noteMap(doc).unobserveDeep(changed)
		};
	},
	compare(here, there, places = null) {
		const looked = places === null || places.some(({ fields }) => fields === null || fields.includes('text'));
		return looked && here.text !== there.text ? [{ here: here.text, there: there.text }] : [];
	},
	upgrade(doc) {
		const status = schemaStatus(doc, schema.current);
		if (status === 'too_new') return { ok: false, reason: 'too_new', issue: issue('note_too_new') };
		if (status === 'current' || !isSeeded(doc)) return { ok: true, changed: false };
		writeAbout(doc, { schema: schema.current });
		return { ok: true, changed: true };
	},
	presence: {
		sendable: (own) => own,
		read: (state) => (typeof state === 'object' && state !== null ? (state as NoteTypes['presence']) : null)
	}
};

/** What the worker of collaboration imports in tests (`kindsModule`). */
export const documentKinds = [noteKind];
