import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { RecordDefinition } from './define-record.ts';
import { defineSchema, type RawDocument, upgradeRaw } from './document-schema.ts';

const step = (to: string, up: (f: Readonly<Record<string, unknown>>) => Record<string, unknown>) => ({ to, up });

/** A kind with three versions: a field is added, then renamed. */
const tree = (
	migrations: RecordDefinition['migrations'],
	versions: Record<string, number> = { Initial: 1, AddAge: 2, RenameAge: 3 }
): RecordDefinition => ({
	type: 'tree',
	collection: 'trees',
	fields: v.object({}),
	texts: [],
	titles: [],
	versions,
	migrations,
	blank: (id: string) => ({ type: 'tree', id }),
	compare: () => 0
});
const addAge = step('AddAge', (f) => ({ ...f, age: 1 }));
const renameAge = step('RenameAge', ({ age, ...f }) => ({ ...f, years: age }));
const schema = defineSchema([tree([addAge, renameAge])]);

const raw = (versions: Record<string, number>): RawDocument => ({
	schema: versions,
	epoch: 1,
	collections: { trees: { one: { name: 'oak' } } }
});

describe('defineSchema', () => {
	it('refuses gaps, wrong order, missing and unnamed migrations when the program starts', () => {
		expect(() => defineSchema([tree([], { Initial: 1, Third: 3 })])).toThrow(/expected 2/);
		expect(() => defineSchema([tree([addAge])])).toThrow(/lead to \[AddAge\]; expected \[AddAge, RenameAge\]/);
		expect(() => defineSchema([tree([renameAge, addAge])])).toThrow(/expected/);
		expect(() => defineSchema([tree([addAge, renameAge]), tree([addAge, renameAge])])).toThrow(/Two record kinds/);
	});
});

describe('upgradeRaw', () => {
	it('applies what is missing, in order, and leaves its input alone', () => {
		const before = raw({ tree: 1 });
		const copy = structuredClone(before);
		const result = upgradeRaw(before, schema);
		expect(result).toMatchObject({
			ok: true,
			changed: true,
			value: { schema: { tree: 3 }, collections: { trees: { one: { name: 'oak', years: 1 } } } }
		});
		expect(before).toEqual(copy);
	});

	it('treats a record that is the only one of its kind like any other', () => {
		const forest = { ...tree([addAge, renameAge]), single: true };
		const before: RawDocument = { schema: { tree: 2 }, epoch: 1, collections: { trees: { '': { age: 7 } } } };
		expect(upgradeRaw(before, defineSchema([forest]))).toMatchObject({
			value: { collections: { trees: { '': { years: 7 } } } }
		});
	});

	it('does nothing to a document that is up to date', () => {
		expect(upgradeRaw(raw({ tree: 3 }), schema)).toMatchObject({ ok: true, changed: false });
	});

	it('starts in the middle', () => {
		const half: RawDocument = { ...raw({ tree: 2 }), collections: { trees: { one: { age: 7 } } } };
		expect(upgradeRaw(half, schema)).toMatchObject({ value: { collections: { trees: { one: { years: 7 } } } } });
	});

	it('gives a document from before a kind existed that kind, at its newest version', () => {
		expect(upgradeRaw({ ...raw({}), collections: {} }, schema)).toMatchObject({
			ok: true,
			changed: true,
			value: { schema: { tree: 3 } }
		});
	});

	it('says why it cannot', () => {
		expect(upgradeRaw(raw({ tree: 4 }), schema)).toMatchObject({
			ok: false,
			reason: 'too_new',
			issue: { code: 'document_too_new' }
		});
		expect(upgradeRaw(raw({ tree: 0 }), schema)).toMatchObject({ ok: false, reason: 'too_old' });
		expect(upgradeRaw(raw({ rock: 1 }), schema)).toMatchObject({ ok: false, reason: 'unknown_type' });
		const broken = defineSchema([
			tree([
				step('AddAge', () => {
					throw new Error('no water');
				}),
				renameAge
			])
		]);
		expect(upgradeRaw(raw({ tree: 1 }), broken)).toMatchObject({
			ok: false,
			reason: 'migration_failed',
			issue: { params: { to: 'AddAge', message: 'no water' } }
		});
	});
});
