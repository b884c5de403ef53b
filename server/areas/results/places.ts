import type { PlacesView, PlaceView } from '#contract/places.ts';
import {
	eachStep,
	funnel,
	funnelCurve,
	league,
	merge,
	metricIds,
	rawOrder,
	score,
	seriesUses,
	total,
	wordingBreaks,
	type Histogram,
	type MetricDefinition,
	type Ranked,
	type TrendStep
} from '#domain/metrics/index.ts';
import { dayCount, dayIn, type Day, type Days } from '#domain/shared/days.ts';
import type { Places as PlacesInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import { listJourneys } from '../journeys/repo/journeys.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { definitionsById, metricsAsked } from '../surveys/repo/definitions.ts';
import { ownersOf } from '../surveys/repo/place-owners.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { ofDepartments } from './of-journeys.ts';
import { countedByName, placeParts, type Counts, type PlaceParts } from './place-parts.ts';
import { countsByPlace, countsOfAll, placesNamed, type Part, type PlaceCounts } from './repo/places.ts';
import { firstDayOf } from './repo/scores.ts';
import { askedHistory } from './repo/series.ts';
import { rulesOf, type Rules } from './window.ts';

export type PlacesFilter = v.InferOutput<typeof PlacesInput>;

/** Maps that places are looked for on, as the heatmap has them. */
const MOST_JOURNEYS = 200;
/** Nobody reads a longer table, or more small pictures. */
const MOST_PLACES = 500;
const MOST_TRENDS = 60;

/** Whose answers are looked at, in which days. */
interface Scope {
	readonly rules: Rules;
	readonly thresholds: { readonly minN: number; readonly rankN: number };
	readonly placed: ReadonlyMap<string, PlacedTouchpoint>;
	readonly ids: readonly string[];
	/** Touchpoints of the departments that were chosen. */
	readonly owned: ReadonlySet<string>;
	readonly filter: PlacesFilter;
}

/** Places of the maps that are worked on, side by side by one series. */
export async function placesOf(asked: Asked, filter: PlacesFilter): Promise<PlacesView> {
	const { trx, workspaceId } = asked;
	const scope = await scopeOf(asked, filter);
	const { rules, thresholds, ids, owned } = scope;
	const at = await countsByPlace(trx, workspaceId, ids, rules.window, { language: filter.language });
	const chosen = await choose(
		asked,
		at.filter((row) => owned.has(row.touchpointId) && hasChannel(row, filter)),
		filter
	);
	const metrics = await metricsAsked(trx, workspaceId);
	const step = trendStep(rules.window);
	const base = {
		window: rules.window,
		...thresholds,
		metrics: metricIds.filter((metric) => metrics.has(metric)),
		named: await placesNamed(trx, workspaceId),
		series: chosen.series.map(({ definition: { id, wording }, n }) => ({ definition: id, wording, n })),
		step
	};
	const { definition } = chosen;
	if (definition === null)
		return {
			...base,
			chosen: null,
			n: 0,
			mean: null,
			curve: [],
			drawnTo: null,
			places: [],
			more: 0,
			breaks: [],
			rawOrder: null
		};
	const parts = await partsIn(asked, scope, at, definition);
	const { metric, wording, scale, direction } = definition;
	const compared = compare(definition, parts, thresholds);
	const listed = compared.places.slice(0, MOST_PLACES);
	const trends = await trendsOf(asked, scope, definition, step, drawn(listed));
	const owners = await ownersOf(
		trx,
		workspaceId,
		listed.map(({ name }) => name)
	);
	return {
		...base,
		chosen: { definition: definition.id, metric, wording, scale, direction },
		...compared,
		places: listed.map((place) => ({
			...place,
			owners: owners.get(place.name) ?? [],
			trend: trends.get(place.name) ?? []
		})),
		more: compared.places.length - listed.length,
		breaks: await breaksOf(asked, scope, definition.id)
	};
}

/** When the touchpoints that are looked at began or ceased to ask by this wording in favour of another. */
async function breaksOf({ trx, workspaceId, now }: Asked, scope: Scope, definitionId: string): Promise<Day[]> {
	const { window } = scope.rules;
	const { by, versions } = await askedHistory(trx, workspaceId, scope.ids, now);
	const dayOf = (instant: Date) => dayIn(window.timeZone, instant);
	const days = [...by].flatMap(([id, ways]) =>
		scope.owned.has(id) ? wordingBreaks(definitionId, seriesUses(ways, versions), dayOf) : []
	);
	return [...new Set(days)].filter((day) => day > window.from && day <= window.to).sort();
}

async function scopeOf({ trx, workspaceId, now }: Asked, filter: PlacesFilter): Promise<Scope> {
	const journeys = await listJourneys(trx, workspaceId, { status: 'active', words: [], limit: MOST_JOURNEYS });
	const placed =
		journeys.length === 0
			? []
			: await touchpointsOf(
					trx,
					workspaceId,
					journeys.map(({ id }) => id)
				);
	const ids = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	// Refuses what cannot be had together, as for a map.
	await narrowing(trx, workspaceId, [], { channel: filter.channel, language: filter.language });
	const { rank_n: rankN } = await workspaceRules(trx, workspaceId);
	return {
		rules,
		thresholds: { minN: rules.minN, rankN },
		placed: new Map(placed.map((one) => [one.id, one])),
		ids,
		owned: new Set(ofDepartments(placed, filter.departments).map(({ id }) => id)),
		filter
	};
}

const hasChannel = (row: PlaceCounts, { channel }: PlacesFilter): boolean =>
	channel === undefined || row.channel === channel;

/** The series that places are compared by: the one that is asked for, else of the metric the one with most answers. */
async function choose({ trx, workspaceId }: Asked, at: readonly PlaceCounts[], filter: PlacesFilter) {
	const byId = Map.groupBy(at, ({ definitionId }) => definitionId);
	const known = await definitionsById(trx, workspaceId, [...byId.keys()]);
	const all = [...byId]
		.flatMap(([id, rows]) => {
			const definition = known.get(id);
			const n = rows.reduce((sum, row) => sum + total(row.histogram), 0);
			return definition === undefined || n === 0 ? [] : [{ definition, n }];
		})
		.sort((a, b) => b.n - a.n || (a.definition.id < b.definition.id ? -1 : 1));
	const named = all.find(({ definition }) => definition.id === filter.definition);
	const answers = (metric: string) =>
		all.filter(({ definition }) => definition.metric === metric).reduce((sum, { n }) => sum + n, 0);
	const most = metricIds.toSorted((a, b) => answers(b) - answers(a))[0]!;
	const metric = filter.metric ?? named?.definition.metric ?? most;
	const series = all.filter(({ definition }) => definition.metric === metric);
	const found = series.find((one) => one === named) ?? series[0];
	return { series, definition: found?.definition ?? null };
}

/** What was counted of the series, and which places may be shown: under this filter and beside what fewer filters show. */
async function partsIn(
	{ trx, workspaceId }: Asked,
	{ rules: { window, minN }, placed, ids, owned, filter }: Scope,
	at: readonly PlaceCounts[],
	{ id }: MetricDefinition
): Promise<PlaceParts> {
	const { language, channel, departments } = filter;
	const own = (rows: readonly PlaceCounts[]) => rows.filter((row) => row.definitionId === id);
	const inHere = (row: PlaceCounts) => owned.has(row.touchpointId);
	const all = own(await countsOfAll(trx, workspaceId, ids, window, { language }));
	const under = (rows: readonly PlaceCounts[]) => rows.filter((row) => inHere(row) && hasChannel(row, filter));
	const wide = own(language === undefined ? at : await countsByPlace(trx, workspaceId, ids, window));
	const wider = [
		...(language === undefined && channel === undefined ? [] : [wide.filter(inHere)]),
		...(departments === undefined ? [] : [wide, own(at).filter((row) => hasChannel(row, filter))])
	];
	return placeParts({ at: under(own(at)), all: under(all) }, placed, minN, wider.map(countedByName));
}

type Compared = Pick<PlacesView, 'n' | 'mean' | 'curve' | 'drawnTo' | 'rawOrder'> & {
	readonly places: readonly Omit<PlaceView, 'trend' | 'owners'>[];
};

/** Ranks, limits and intervals; those that may not be shown are there with their number of answers. */
function compare(
	definition: MetricDefinition,
	{ answers, shown }: PlaceParts,
	thresholds: { readonly minN: number; readonly rankN: number }
): Compared {
	const visible = [...answers].filter(([name]) => shown.has(name));
	const whole = merge(...visible.map(([, histogram]) => histogram));
	const limits = funnel(definition, whole);
	const table = league(
		definition,
		visible.map(([id, histogram]) => ({ id, histogram })),
		thresholds
	);
	const ranked = new Map((table?.places ?? []).map((one) => [one.id, one]));
	const places = [...answers].map(([name, histogram]) => {
		const { n, value, low, high } = score(definition, histogram);
		const none = { name, n, value: null, low: null, high: null, estimate: null, rank: null, limits: null };
		if (!shown.has(name) || limits === null) return none;
		return { ...none, value, low, high, ...rankOf(ranked.get(name)), limits: limits.limits(n) };
	});
	const standing = ({ rank, value }: (typeof places)[number]) => (value === null ? Infinity : (rank?.at ?? 1e9));
	places.sort((a, b) => compareNumbers(standing(a), standing(b)) || b.n - a.n || (a.name < b.name ? -1 : 1));
	return {
		n: total(whole),
		mean: limits?.mean ?? null,
		curve:
			limits === null
				? []
				: funnelCurve(
						limits,
						visible.map(([, histogram]) => total(histogram))
					),
		drawnTo: table?.mu ?? null,
		rawOrder: orderOf(table),
		places
	};
}

const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a - b);

const rankOf = (one: Ranked | undefined): Pick<PlaceView, 'estimate' | 'rank'> =>
	one === undefined
		? { estimate: null, rank: null }
		: {
				estimate: { value: one.estimate, low: one.low, high: one.high },
				rank: one.rank === null ? null : { at: one.rank, ...one.couldBe! }
			};

function orderOf(table: ReturnType<typeof league>): PlacesView['rawOrder'] {
	const order = table && rawOrder(table);
	if (!order) return null;
	const example = ({ id, n, value, rank }: Ranked) => ({ name: id, n, value, rank });
	const base = { kind: order.kind, first: null, second: null, of: 0, few: 0 };
	switch (order.kind) {
		case 'few':
			return { ...base, first: example(order.first), of: order.of, few: order.few };
		case 'moved':
			return { ...base, first: example(order.first) };
		case 'swapped':
			return { ...base, first: example(order.before), second: example(order.behind) };
		default:
			return base;
	}
}

/** A place has fewer answers than a touchpoint: a point of its trend sums up more. */
function trendStep({ from, to }: Days): TrendStep {
	const days = dayCount(from, to);
	return days <= 14 ? 'day' : days <= 184 ? 'week' : 'month';
}

/** Those with most answers. */
const drawn = (places: readonly Pick<PlaceView, 'name' | 'n' | 'value'>[]): string[] =>
	places
		.filter(({ value }) => value !== null)
		.toSorted((a, b) => b.n - a.n)
		.slice(0, MOST_TRENDS)
		.map(({ name }) => name);

/** Step by step, the few hidden in each as in the whole. */
async function trendsOf(
	{ trx, workspaceId }: Asked,
	{ rules: { window, minN }, placed, owned, filter }: Scope,
	definition: MetricDefinition,
	step: TrendStep,
	places: readonly string[]
): Promise<ReadonlyMap<string, PlaceView['trend']>> {
	if (places.length === 0) return new Map();
	const part: Part = { language: filter.language, over: { definitionId: definition.id, step } };
	const ids = [...owned];
	const under = (rows: readonly PlaceCounts[]) => rows.filter((row) => hasChannel(row, filter));
	const at = Map.groupBy(
		under(await countsByPlace(trx, workspaceId, ids, window, { ...part, places })),
		({ day }) => day!
	);
	const all = Map.groupBy(under(await countsOfAll(trx, workspaceId, ids, window, part)), ({ day }) => day!);
	const steps = eachStep(window.from, window.to, step).map((start) => {
		const counts: Counts = { at: at.get(start) ?? [], all: all.get(start) ?? [] };
		return { day: start < window.from ? window.from : start, ...placeParts(counts, placed, minN) };
	});
	return new Map(
		places.map((name) => [
			name,
			steps.map(({ day, answers, shown }) => pointOf(definition, day, answers.get(name) ?? [], shown.has(name)))
		])
	);
}

function pointOf(
	definition: MetricDefinition,
	day: string,
	histogram: Histogram,
	isShown: boolean
): PlaceView['trend'][number] {
	const { n, value, low, high } = score(definition, histogram);
	return isShown ? { day, n, value, low, high } : { day, n, value: null, low: null, high: null };
}
