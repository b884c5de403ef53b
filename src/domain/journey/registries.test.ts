import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { idsFrom } from '../../../tests/support/journey.ts';
import { parse } from '../shared/parse.ts';
import { cardKinds, cards } from './cards/all-cards.ts';
import { laneAccepts, laneKinds, lanes } from './lanes/all-lanes.ts';
import { commonCardFields } from './cards/define-card.ts';
import { createCard } from './records/card.ts';
import { defaultsOf, type RecordDefinition } from './records/define-record.ts';
import { records, recordTypes } from './records/all-records.ts';

const newId = idsFrom(5);

describe.each(recordTypes)('record kind %s', (type) => {
	const definition: RecordDefinition = records[type];
	const id = newId();
	const { id: _id, type: _type, ...blank } = { ...definition.blank(id, 'a0') } as Record<string, unknown>;

	it('is called what its place in the registry says, and has a collection of its own', () => {
		expect(definition.type).toBe(type);
		expect(recordTypes.filter((other) => records[other].collection === definition.collection)).toEqual([type]);
	});

	it('starts with valid fields, which validation leaves as they are', () => {
		expect(parse(definition.fields, blank)).toEqual({ ok: true, value: blank });
	});

	it('needs nothing stored that equals its default', () => {
		const defaults = defaultsOf(definition, blank);
		const sparse = Object.fromEntries(Object.entries(blank).filter(([key, value]) => value !== defaults[key]));
		expect(parse(definition.fields, sparse)).toEqual({ ok: true, value: blank });
	});

	it('reads past keys that a newer program may have written', () => {
		expect(parse(definition.fields, { ...blank, fromTheFuture: 1 })).toEqual({ ok: true, value: blank });
	});

	it('has texts that are texts, empty by default', () => {
		for (const key of definition.texts) {
			const kind = cardKinds.find((k) => type === 'card' && key in cards[k].own);
			const fields = kind ? createCard({ id, kind, sceneId: id, laneId: id, order: 'a0' }) : blank;
			expect((fields as Record<string, unknown>)[key], key).toBe('');
		}
	});

	it('has a total order', () => {
		const [a, b] = [definition.blank(newId(), 'a0'), definition.blank(newId(), 'a0')];
		expect(Math.sign(definition.compare(a, b))).toBe(-Math.sign(definition.compare(b, a)));
		expect(definition.compare(a, b)).not.toBe(0);
		expect(definition.compare(a, a)).toBe(0);
	});

	it('refuses nonsense', () => {
		expect(parse(definition.fields, null).ok).toBe(false);
		const requires = Object.entries(blank).filter(([key]) => defaultsOf(definition, blank)[key] === undefined);
		for (const [key] of requires) expect(parse(definition.fields, { ...blank, [key]: { no: 1 } }).ok, key).toBe(false);
	});
});

describe.each(cardKinds)('card kind %s', (kind) => {
	const definition = cards[kind];
	const id = newId();
	const card = createCard({ id, kind, sceneId: id, laneId: id, order: 'a0' });

	it('starts with its own defaults', () => {
		expect(card).toMatchObject({ type: 'card', id, kind, title: '', ...v.getDefaults(v.object(definition.own)) });
	});

	it('has own fields that are not the common ones, with texts and controls among them', () => {
		for (const key of Object.keys(definition.own)) expect(key in commonCardFields, key).toBe(false);
		for (const key of definition.ownTexts) expect(key in definition.own, key).toBe(true);
		for (const { field } of definition.controls) expect(field in definition.own, field).toBe(true);
	});

	it('has a control for every own field, so that the inspector forgets none', () => {
		expect(definition.controls.map((c) => c.field).sort()).toEqual(Object.keys(definition.own).sort());
	});

	it('has a lane whose "add" makes it, and that people can add', () => {
		expect(laneKinds.filter((lane) => lanes[lane].adds === kind && lanes[lane].addable)).toHaveLength(1);
	});
});

describe.each(laneKinds)('lane kind %s', (kind) => {
	const definition = lanes[kind];

	it('is called what its place in the registry says', () => expect(definition.kind).toBe(kind));

	it('adds only what it takes, and takes nothing when it adds nothing', () => {
		if (definition.adds === null) expect(definition.accepts).toEqual([]);
		else expect(laneAccepts(kind, definition.adds)).toBe(true);
		expect(new Set(definition.accepts).size).toBe(definition.accepts.length);
	});

	it('has a height to stand on', () => expect(definition.height).toBeGreaterThanOrEqual(48));
});
