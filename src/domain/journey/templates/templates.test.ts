import { describe, expect, it } from 'vitest';
import { idsFrom } from '../../../../tests/support/journey.ts';
import { locales } from '../../shared/locale.ts';
import { lanes } from '../lanes/all-lanes.ts';
import { limits } from '../commands/fields.ts';
import { airlineReasons, instantiate, instantiateWithKeys, templateCards, templateIds, templates } from './index.ts';

const HAN = /\p{Script=Han}/u;

/** Every text of a template, with where it stands. */
function texts(value: unknown, path = ''): { path: string; en: string; zh: string }[] {
	if (Array.isArray(value)) return value.flatMap((item, i) => texts(item, `${path}[${i}]`));
	if (typeof value !== 'object' || value === null) return [];
	if ('en' in value && 'zh-CN' in value) return [{ path, en: String(value.en), zh: String(value['zh-CN']) }];
	return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`));
}

describe.each(templateIds)('template %s', (id) => {
	const template = templates[id];
	const [en, zh] = locales.map((locale) => instantiate(id, { locale, newId: idsFrom(1) }));

	it('is called what its place in the registry says', () => expect(template.id).toBe(id));

	it('has every text in both languages, and the Chinese is Chinese', () => {
		for (const { path, en, zh } of texts(template)) {
			expect(en.trim(), path).toBe(en);
			expect(en, path).not.toBe('');
			expect(HAN.test(en), `${path}: ${en}`).toBe(false);
			expect(HAN.test(zh), `${path}: ${zh}`).toBe(true);
			expect(Math.max(en.length, zh.length), path).toBeLessThanOrEqual(limits.title);
			expect(en, path).not.toMatch(/!/);
			expect(zh, path).not.toMatch(/[!！]/);
		}
	});

	it('gives the same structure in both languages', () => {
		const shape = (s: typeof en) =>
			JSON.parse(
				JSON.stringify(s!, (key, value) =>
					['title', 'name', 'description', 'goals', 'frustrations', 'source'].includes(key) ? undefined : value
				)
			);
		expect(shape(zh)).toEqual(shape(en));
	});

	it('gives a sound map: nothing lost, nothing unreadable, every path kept', () => {
		for (const snapshot of [en!, zh!]) {
			expect(snapshot.orphans).toEqual([]);
			expect(snapshot.quarantine).toEqual([]);
			expect(snapshot.scenes.map((s) => s.title)).toHaveLength(template.scenes.length);
			const steps = new Set(template.ways.flatMap((way) => way.slice(1).map((to, i) => `${way[i]} ${to}`)));
			expect(snapshot.paths).toHaveLength(steps.size);
			expect(snapshot.meta.epoch).toBe(1);
		}
	});

	it('keeps scenes, lanes and cards in the order they are written', () => {
		expect(en!.scenes.map((s) => s.title)).toEqual(template.scenes.map((s) => s.title.en));
		expect(en!.lanes.map((l) => l.kind)).toEqual(template.lanes);
		expect(en!.lanes.map((l) => l.title)).toEqual(template.lanes.map((kind) => lanes[kind].title.en));
	});
});

describe('templates', () => {
	it('start a blank journey with three scenes: before, during, after', () => {
		expect(instantiate('blank', { locale: 'en', newId: idsFrom(1) }).scenes.map((s) => s.title)).toEqual([
			'Before',
			'During',
			'After'
		]);
		expect(instantiate('blank', { locale: 'zh-CN', newId: idsFrom(1), title: '我的' }).meta.title).toBe('我的');
	});

	it.each(['retail', 'airline', 'saas'] as const)('%s is worth starting from', (id) => {
		const s = instantiate(id, { locale: 'zh-CN', newId: idsFrom(1) });
		expect(s.touchpoints.length).toBeGreaterThanOrEqual(10);
		expect(s.cards.length).toBeGreaterThanOrEqual(25);
		expect(s.personas).toHaveLength(1);
		expect(s.touchpoints.some((t) => t.momentOfTruth)).toBe(true);
		expect(s.scenes.every((scene) => scene.expectedEmotion !== null)).toBe(true);
		expect(s.touchpoints.every((t) => t.expectedEmotion !== null)).toBe(true);
	});

	it('has a touchpoint on the airline trip for each of the ten reasons of the feedback', () => {
		const { touchpoints, snapshot } = instantiateWithKeys('airline', { locale: 'en', newId: idsFrom(1) });
		const ids = Object.values(airlineReasons).map((key) => touchpoints[key]);
		expect(new Set(ids).size).toBe(10);
		for (const id of ids) expect(snapshot.touchpoints.some((t) => t.id === id)).toBe(true);
	});

	it('shows cards for a gallery', () => {
		expect(templateCards('zh-CN').map((t) => t.id)).toEqual(templateIds);
		expect(templateCards('en')[1]).toMatchObject({
			id: 'retail',
			scenes: expect.arrayContaining(['Pay']),
			touchpoints: 14
		});
	});
});
