import * as v from 'valibot';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { isParts, part } from '../answers/form-parts.ts';
import { rankingAnswer } from '../answers/ranking.ts';
import { ItemsSchema, shownItems, type Item, type ShownItem } from './items.ts';
import type { QuestionKind } from './question-kind.ts';

interface RankingFields {
	readonly items: readonly Item[];
	/** Each response begins with them in another order. */
	readonly random: boolean;
}

/** Things to put into an order; without script a place to choose for each. */
export interface RankingRendering {
	readonly control: 'ranking';
	readonly items: readonly ShownItem[];
	readonly random: boolean;
}

/** The ids in order: a list as JSON has it, or a place for each item as a form sends them. */
function read(raw: unknown, { items }: RankingFields): Result<readonly string[] | undefined> {
	if (raw === undefined || raw === null || raw === '') return ok(undefined);
	const known = new Set(items.map(({ id }) => id));
	if (Array.isArray(raw)) {
		if (raw.length === 0) return ok(undefined);
		if (raw.some((id) => !known.has(id as string))) return fail(issue('not_an_option'));
		if (new Set(raw).size < raw.length) return fail(issue('same_place'));
		return raw.length < items.length ? fail(issue('places_missing')) : ok(raw as string[]);
	}
	if (!isParts(raw) || Object.keys(raw).some((id) => id !== '' && !known.has(id))) return fail(issue('not_an_option'));
	const places = items.flatMap(({ id }) => {
		const place = part(raw, id);
		return place === undefined || place === null || place === '' ? [] : [{ id, place: Number(place) }];
	});
	if (places.length === 0) return ok(undefined);
	if (places.some(({ place }) => !Number.isInteger(place) || place < 1 || place > items.length))
		return fail(issue('not_an_option'));
	if (new Set(places.map(({ place }) => place)).size < places.length) return fail(issue('same_place'));
	if (places.length < items.length) return fail(issue('places_missing'));
	return ok(places.sort((a, b) => a.place - b.place).map(({ id }) => id));
}

/** Things in the order in which they matter. A ranking that nobody touched is no answer; half of one is asked for again. */
export const ranking: QuestionKind<'ranking', typeof rankingAnswer, RankingRendering, RankingFields> & {
	readonly metric: null;
} = {
	kind: 'ranking',
	title: null,
	defaultId: 'ranking',
	answer: rankingAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: { items: ItemsSchema, random: v.optional(v.boolean(), false) },
	lists: [{ field: 'items', min: 2, flags: [] }],
	settings: [{ field: 'random', control: 'check' }],
	rendering: ({ items, random }, text) => ({ control: 'ranking', items: shownItems(items, text), random }),
	defaults: () => ({
		id: 'ranking',
		kind: 'ranking',
		text: { en: 'What matters most to you?', 'zh-CN': '对您来说，哪个更重要？' },
		labels: {},
		required: false,
		items: [
			{ id: 'item-1', text: { en: 'Short queues', 'zh-CN': '少排队' } },
			{ id: 'item-2', text: { en: 'Good offers', 'zh-CN': '优惠好用' } },
			{ id: 'item-3', text: { en: 'Friendly staff', 'zh-CN': '店员热情' } }
		],
		random: false
	}),
	read,
	counted: () => null,
	columns: ({ items }) =>
		items.map(({ id }) => ({
			name: `place.${id}`,
			cell: (order) => (order.includes(id) ? String(order.indexOf(id) + 1) : '')
		}))
};
