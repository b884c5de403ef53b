import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { retail } from '../../../../tests/support/journey.ts';
import { journeySchema, patch, records, recordTypes, remove } from '#domain/journey/index.ts';
import type { Migration, RawFields } from '#domain/shared/define-record.ts';
import { defineSchema, type DocumentSchema, type RawDocument, upgradeRaw } from '#domain/shared/document-schema.ts';
import { carryTitles, oldTitles } from './carry-titles.ts';
import { journeyKind } from './index.ts';
import { Touched } from '../../core/touched.ts';
import { schemaOf, schemaStatus } from '../../core/about.ts';
import { personOrigin } from '../../core/transaction-origins.ts';
import { apply } from './apply.ts';
import { readJourney } from './read.ts';
import { readRaw } from '../../core/records/record-maps.ts';
import { upgradeDocument as upgradeTo } from '../../core/records/upgrade-records.ts';
import { createDocument } from '../../core/records/write-records.ts';
import { createJourneyDocument } from './seed.ts';

const folder = new URL('../../../../tests/fixtures/journey/', import.meta.url);
const versions = readdirSync(folder).flatMap((name) => /^(v\d+)\.json$/.exec(name)?.[1] ?? []);
/** The files say the journey's own fields apart. */
const rawOf = (version: string): RawDocument => {
	const { journey, collections, ...about } = JSON.parse(
		readFileSync(new URL(`${version}.json`, folder), 'utf8')
	) as RawDocument & { readonly journey: RawFields };
	return { ...about, collections: { ...collections, journey: { '': journey } } };
};
const upgradeDocument = (doc: Y.Doc, schema: DocumentSchema = journeySchema) => upgradeTo(doc, schema);
const docOf = (version: string): Y.Doc => {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, readFileSync(new URL(`${version}.bin`, folder)));
	return doc;
};

/** Every migration of this program, watched: the last test fails for one that no fixture ever called. */
const called = new Set<string>();
const migrations = Object.values(journeySchema.sequences).flatMap(({ type, migrations }) =>
	migrations.map((migration) => ({ name: `${type}/${migration.to}`, migration: migration as { up: Migration['up'] } }))
);
const originals = migrations.map(({ migration }) => migration.up);
for (const [i, { name, migration }] of migrations.entries())
	migration.up = (...given) => {
		called.add(name);
		return originals[i]!(...given);
	};
afterAll(() => migrations.forEach(({ migration }, i) => (migration.up = originals[i]!)));

describe.each(versions)('a journey of %s', (version) => {
	it('opens as plain data, which is left alone', () => {
		const raw = rawOf(version);
		const copy = structuredClone(raw);
		const upgraded = upgradeRaw(raw, journeySchema);
		expect(upgraded).toMatchObject({ ok: true, value: { schema: journeySchema.current } });
		expect(raw).toEqual(copy);
	});

	it('opens as a document: everything readable, nothing lost', () => {
		const doc = docOf(version);
		expect(upgradeDocument(doc).ok).toBe(true);
		expect(schemaStatus(doc, journeySchema.current)).toBe('current');
		expect(upgradeDocument(doc)).toEqual({ ok: true, changed: false });
		const journey = readJourney(doc);
		expect(journey.quarantine).toEqual([]);
		const stored = Object.values(readRaw(doc, journeySchema).collections).reduce(
			(n, records) => n + Object.keys(records).length,
			0
		);
		const read = [
			journey.scenes,
			journey.lanes,
			journey.touchpoints,
			journey.cards,
			journey.paths,
			journey.personas,
			journey.markers,
			journey.orphans
		];
		// Beside the journey itself, one path of the fixture leads from the orphan: kept in the document, not on the map.
		expect(read.reduce((n, list) => n + list.length, 0)).toBe(stored - 2);
		expect(journey.orphans.map((o) => o.record.title)).toEqual(['Orphan']);
		expect(journey.meta).toMatchObject({ title: '门店购物 + 线上下单', kind: 'to-be', epoch: 1 });
		expect(journey.touchpoints.some((t) => t.title === '公众号推文（新版）')).toBe(true);
	});

	it('gives the same from the document as from plain data', () => {
		const doc = docOf(version);
		upgradeDocument(doc);
		const upgraded = upgradeRaw(rawOf(version), journeySchema);
		expect(upgraded.ok && readJourney(createDocument(upgraded.value, journeySchema))).toEqual(readJourney(doc));
	});
});

describe('v1', () => {
	it('gets its titles as whole values, and keeps its long texts as they are', () => {
		const doc = docOf('v1');
		const before = readJourney(doc);
		const all = () =>
			recordTypes.flatMap((type) =>
				[...doc.getMap<Y.Map<unknown>>(records[type].collection).values()].map((fields) => ({ type, fields }))
			);
		const texts = new Map(all().map(({ fields }) => [fields, fields.get('description')]));
		expect(all().some(({ fields }) => fields.get('title') instanceof Y.Text)).toBe(true);
		upgradeDocument(doc);
		for (const { type, fields } of all()) {
			for (const key of records[type].titles) expect(fields.get(key), `${type} ${key}`).not.toBeInstanceOf(Y.Text);
			expect(fields.get('description')).toBe(texts.get(fields));
		}
		expect(doc.getMap('journey').get('title')).toBe('门店购物 + 线上下单');
		expect(doc.getMap('journey').get('description')).toBeInstanceOf(Y.Text);
		const after = readJourney(doc);
		expect({ ...after, meta: { ...after.meta, schema: before.meta.schema } }).toEqual(before);
	});

	it('gives an old copy’s unsent titles to the upgraded map, and only those', () => {
		const server = docOf('v1');
		const copy = docOf('v1');
		const [mine, theirs, gone] = readJourney(copy).scenes;
		const text = (id: string) => copy.getMap<Y.Map<unknown>>('scenes').get(id)!.get('title') as Y.Text;
		const touched = new Touched(journeyKind);
		copy.on('afterTransaction', (transaction: Y.Transaction) => touched.add(transaction));
		copy.transact(() => {
			text(mine!.id).insert(0, 'Offline ');
			text(gone!.id).insert(0, 'Offline ');
			(copy.getMap('journey').get('title') as Y.Text).insert(0, 'Offline ');
		});
		upgradeDocument(server);
		apply(server, [patch('scene', theirs!.id, { title: 'Theirs' }), remove(gone!)], personOrigin('bob'));
		const carried = oldTitles(copy, touched.places);
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(server), 'wire');
		carryTitles(copy, carried);
		Y.applyUpdate(server, Y.encodeStateAsUpdate(copy), 'wire');
		for (const doc of [copy, server]) {
			const { scenes, meta } = readJourney(doc);
			const title = (id: string) => scenes.find((scene) => scene.id === id)?.title;
			expect([title(mine!.id), title(theirs!.id), title(gone!.id)]).toEqual([
				`Offline ${mine!.title}`,
				'Theirs',
				undefined
			]);
			expect(meta.title).toBe('Offline 门店购物 + 线上下单');
		}
		// Once more: everything is in already.
		let changes = 0;
		copy.on('update', () => changes++);
		carryTitles(copy, carried);
		expect([changes, oldTitles(copy, touched.places)]).toEqual([0, []]);
	});

	it('has every kind of record, lane and card of its time, so that no later change can forget one', () => {
		const { collections } = rawOf('v1');
		const kinds = (name: string) => new Set(Object.values(collections[name] ?? {}).map((fields) => fields.kind));
		expect(Object.values(collections).filter((records) => Object.keys(records).length > 0)).toHaveLength(8);
		expect([...kinds('cards')].sort()).toEqual(['action', 'backstage', 'note', 'opportunity', 'pain-point', 'quote']);
		expect([...kinds('lanes')].sort()).toEqual([
			'actions',
			'backstage',
			'emotion',
			'events',
			'images',
			'metrics',
			'notes',
			'opportunities',
			'pain-points',
			'quotes',
			'touchpoints'
		]);
	});
});

describe('upgradeDocument', () => {
	/** The schema of a program that comes later: scenes get a goal, and their description moves into it. */
	const scene = journeySchema.sequences.scene!;
	const later = defineSchema(
		Object.values(journeySchema.sequences).map((definition) =>
			definition.type === 'scene'
				? {
						...scene,
						fields: v.object({}),
						texts: ['title', 'goal'],
						versions: { Initial: 1, GoalForDescription: 2 },
						migrations: [
							{
								to: 'GoalForDescription',
								up: ({ description, ...fields }) => ({ ...fields, goal: `Goal: ${String(description)}` })
							}
						]
					}
				: definition
		)
	);

	it('rewrites what a migration changed and nothing else: texts keep their history', () => {
		const doc = createJourneyDocument(retail());
		const scenes = doc.getMap<Y.Map<unknown>>('scenes');
		const [id, map] = [...scenes.entries()][0]!;
		const title = map.get('title');
		let update: Uint8Array | undefined;
		doc.on('update', (bytes: Uint8Array) => (update = bytes));
		expect(upgradeDocument(doc, later)).toEqual({ ok: true, changed: true });
		expect(scenes.get(id)).toBe(map);
		expect(map.get('title')).toBe(title);
		expect(map.has('description')).toBe(false);
		expect((map.get('goal') as Y.Text).toString()).toMatch(/^Goal: /);
		expect(schemaOf(doc).scene).toBe(2);
		expect(update!.length).toBeLessThan(2000);
		expect(schemaStatus(doc, journeySchema.current)).toBe('too_new');
		expect(schemaStatus(doc, later.current)).toBe('current');
	});

	it('changes nothing when it cannot', () => {
		const doc = createJourneyDocument(retail());
		upgradeDocument(doc, later);
		const before = Y.encodeStateAsUpdate(doc);
		expect(upgradeDocument(doc)).toMatchObject({ ok: false, reason: 'too_new' });
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});

	it('knows a document without content', () => {
		expect(schemaStatus(new Y.Doc(), journeySchema.current)).toBe('empty');
		expect(schemaStatus(createJourneyDocument(retail()), later.current)).toBe('too_old');
	});
});

describe('every migration', () => {
	it('is called by a fixture', () => {
		expect(migrations.filter(({ name }) => !called.has(name)).map(({ name }) => name)).toEqual([]);
	});
});
