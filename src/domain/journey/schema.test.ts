import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defineRecord, type RecordDefinition } from './records/define-record.ts';
import { defineSchema, journeySchema, type RawJourney, schemaNumber, upgradeJourney } from './schema.ts';

const step = (to: string, up: (f: Readonly<Record<string, unknown>>) => Record<string, unknown>) => ({ to, up });

/** A kind with three versions: a field is added, then renamed. */
const tree = (
	migrations: RecordDefinition['migrations'],
	versions: Record<string, number> = { Initial: 1, AddAge: 2, RenameAge: 3 }
) =>
	defineRecord({
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

const raw = (versions: Record<string, number>): RawJourney => ({
	schema: versions,
	epoch: 1,
	journey: {},
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

describe('upgradeJourney', () => {
	it('applies what is missing, in order, and leaves its input alone', () => {
		const before = raw({ tree: 1 });
		const copy = structuredClone(before);
		const result = upgradeJourney(before, schema);
		expect(result).toMatchObject({
			ok: true,
			changed: true,
			value: { schema: { tree: 3 }, collections: { trees: { one: { name: 'oak', years: 1 } } } }
		});
		expect(before).toEqual(copy);
	});

	it('does nothing to a document that is up to date', () => {
		expect(upgradeJourney(raw({ tree: 3 }), schema)).toMatchObject({ ok: true, changed: false });
	});

	it('starts in the middle', () => {
		const half: RawJourney = { ...raw({ tree: 2 }), collections: { trees: { one: { age: 7 } } } };
		expect(upgradeJourney(half, schema)).toMatchObject({ value: { collections: { trees: { one: { years: 7 } } } } });
	});

	it('gives a document from before a kind existed that kind, at its newest version', () => {
		expect(upgradeJourney({ ...raw({}), collections: {} }, schema)).toMatchObject({
			ok: true,
			changed: true,
			value: { schema: { tree: 3 } }
		});
	});

	it('says why it cannot', () => {
		expect(upgradeJourney(raw({ tree: 4 }), schema)).toMatchObject({
			ok: false,
			reason: 'too_new',
			issue: { code: 'journey_too_new' }
		});
		expect(upgradeJourney(raw({ tree: 0 }), schema)).toMatchObject({ ok: false, reason: 'too_old' });
		expect(upgradeJourney(raw({ rock: 1 }), schema)).toMatchObject({ ok: false, reason: 'unknown_type' });
		const broken = defineSchema([
			tree([
				step('AddAge', () => {
					throw new Error('no water');
				}),
				renameAge
			])
		]);
		expect(upgradeJourney(raw({ tree: 1 }), broken)).toMatchObject({
			ok: false,
			reason: 'migration_failed',
			issue: { params: { to: 'AddAge', message: 'no water' } }
		});
	});
});

describe('the schema of this program', () => {
	it('numbers every sequence, and itself by their sum', () => {
		expect(Object.values(journeySchema.current).every((n) => n >= 1)).toBe(true);
		expect(schemaNumber()).toBe(Object.values(journeySchema.current).reduce((a, b) => a + b));
	});
});
