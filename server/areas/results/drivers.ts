import type { DriversView, DriverView } from '#contract/drivers.ts';
import type { Actor } from '#domain/access/index.ts';
import { performanceOf } from '#domain/metrics/driver-places.ts';
import { MIN_PAIRS } from '#domain/metrics/driver-pairs.ts';
import type { Driver } from '#domain/metrics/drivers.ts';
import { total, type MetricDefinition } from '#domain/metrics/index.ts';
import { addDays } from '#domain/shared/days.ts';
import { isId } from '#domain/shared/ids.ts';
import { DriversInput } from '#domain/survey/drivers-input.ts';
import type * as v from 'valibot';
import { notFound } from '../../platform/errors.ts';
import { listScenes } from '../journeys/repo/journeys.ts';
import { journeyExists, touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { authorize, checked } from '../shared/guard.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { cellsOf, type Cell } from './cells.ts';
import { pairsFrom, peopleWith } from './drivers-pairs.ts';
import { createDriversWork, type DriversWork } from './drivers-work.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { byId, ofDepartments } from './of-journeys.ts';
import { saidByPeople, type SaidByPeople } from './repo/pairs.ts';
import { countsOf, firstDayOf } from './repo/scores.ts';
import { tellsTooMuch, toScores } from './score-views.ts';
import { rulesOf, type Rules } from './window.ts';

type DriversFilter = v.InferOutput<typeof DriversInput>;

/** How much older an answer may be than the outcome's that it is held against. */
const PAIR_DAYS = 30;
/** More answers to the outcome than these say nothing that these do not, and take seconds to follow. */
const NEWEST = 20_000;
/** A character says which question an answer is of, and nobody reads more of them. */
const MOST_SERIES = 100;

interface Known {
	readonly touchpoint: PlacedTouchpoint;
	readonly definition: MetricDefinition;
	/** Of the window, as the filter has it; null: nobody answered. */
	readonly cell: Cell | null;
	readonly n: number;
}

/** What was read, before anything is worked out of it. */
interface DriversGround {
	readonly rules: Rules;
	readonly scenes: ReadonlyMap<string, string>;
	readonly outcomes: readonly Known[];
	readonly outcome: Known | null;
	readonly others: readonly Known[];
	/** Places of those whose departments are looked at. */
	readonly taken: readonly number[];
	readonly said: SaidByPeople | null;
	/** The same under fewer filters. */
	readonly wider: readonly SaidByPeople[];
}

/** @param within runs with one snapshot of the workspace's data */
export function createDrivers(within: <T>(workspaceId: string, work: (given: Asked) => Promise<T>) => Promise<T>) {
	const work = createDriversWork();
	return async (actor: Actor | null, journeyId: string, input: unknown): Promise<DriversView> => {
		authorize(actor, 'result.view');
		const filter = checked(DriversInput, input);
		const ground = await within(actor.workspaceId, async (given) => {
			if (!isId(journeyId) || !(await journeyExists(given.trx, given.workspaceId, journeyId))) throw notFound();
			return driversGround(given, journeyId, filter);
		});
		// Not within the transaction: it would keep a connection while nothing is asked of it.
		return driversView(ground, work);
	};
}

/** Reads who said what. */
async function driversGround(
	{ trx, workspaceId, now }: Asked,
	journeyId: string,
	filter: DriversFilter
): Promise<DriversGround> {
	const placed = (await touchpointsOf(trx, workspaceId, [journeyId])).sort(byId);
	const ids = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const known = await knownSeries({ trx, workspaceId, now }, placed, rules, chosen);
	const outcomes = known.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
	const outcome = outcomeOf(outcomes, filter);
	const scenes = ids.length === 0 ? [] : await listScenes(trx, workspaceId, [journeyId]);
	const others = known.filter((one) => one !== outcome).slice(0, MOST_SERIES);
	const owned = new Set(ofDepartments(placed, filter.departments).map(({ id }) => id));
	const read = (narrowed: (typeof chosen)['narrowed']) =>
		saidByPeople(trx, workspaceId, seriesOf(outcome!), others.map(seriesOf), {
			days: rules.window,
			before: PAIR_DAYS,
			narrowed,
			newest: NEWEST
		});
	const wider: SaidByPeople[] = [];
	if (outcome !== null && others.length > 0) for (const one of chosen.wider) wider.push(await read(one));
	return {
		rules,
		scenes: new Map(scenes.map(({ id, title }) => [id, title])),
		outcomes,
		outcome,
		others,
		taken: others.flatMap(({ touchpoint }, at) => (owned.has(touchpoint.id) ? [at] : [])),
		said: outcome === null || others.length === 0 ? null : await read(chosen.narrowed),
		wider
	};
}

const seriesOf = ({ touchpoint, definition }: Known) => ({
	touchpointId: touchpoint.id,
	definitionId: definition.id
});

/** Every question that was answered in the window or in the days before it that pairs are looked for in; most answers first. */
async function knownSeries(
	{ trx, workspaceId }: Asked,
	placed: readonly PlacedTouchpoint[],
	rules: Rules,
	chosen: Awaited<ReturnType<typeof narrowing>>
): Promise<Known[]> {
	const { window } = rules;
	const ids = placed.map(({ id }) => id);
	const touchpoints = new Map(placed.map((one) => [one.id, one]));
	const reach = { from: addDays(window.from, -PAIR_DAYS), to: window.to };
	const counted = await countsOf(trx, workspaceId, ids, reach, {});
	const cells = await cellsOf(trx, workspaceId, ids, rules, chosen);
	const definitions = await definitionsById(trx, workspaceId, [
		...new Set(counted.map(({ definitionId }) => definitionId))
	]);
	const known = counted.flatMap(({ touchpointId, definitionId, histogram }) => {
		const [touchpoint, definition] = [touchpoints.get(touchpointId), definitions.get(definitionId)];
		if (touchpoint === undefined || definition === undefined || total(histogram) === 0) return [];
		const cell =
			cells.find((one) => one.touchpointId === touchpointId && one.counted.definition.id === definitionId) ?? null;
		const n = cell === null ? 0 : total(cell.counted.histogram);
		return [{ all: total(histogram), touchpoint, definition, cell, n }];
	});
	const key = ({ touchpoint, definition }: Known) => `${touchpoint.id}/${definition.id}`;
	return known.sort((a, b) => b.all - a.all || (key(a) < key(b) ? -1 : 1));
}

/** The one that is asked for, else the NPS with most answers, else what has most. */
function outcomeOf(outcomes: readonly Known[], { touchpointId, definition }: DriversFilter): Known | null {
	const named =
		touchpointId === undefined && definition === undefined
			? undefined
			: outcomes.find(
					(one) =>
						(touchpointId === undefined || one.touchpoint.id === touchpointId) &&
						(definition === undefined || one.definition.id === definition)
				);
	return named ?? outcomes.find((one) => one.definition.metric === 'nps') ?? outcomes[0] ?? null;
}

/** Works out what was read. */
async function driversView(ground: DriversGround, work: DriversWork): Promise<DriversView> {
	const { rules, outcome, outcomes, others, taken, said, wider } = ground;
	const { window, minN } = rules;
	const base = {
		window,
		minPairs: MIN_PAIRS,
		pairDays: PAIR_DAYS,
		outcomes: outcomes.map((one) => ({ ...namedSeries(one), n: one.n }))
	};
	if (outcome === null) return { ...base, outcome: null, drivers: [], together: null };
	const turned = [outcome, ...others].map(({ definition }) => definition.direction === 'low');
	const pairs = (of: SaidByPeople, places: readonly number[]) => pairsFrom(of.said ?? '', turned, places);
	const none: SaidByPeople = { answers: 0, people: 0, said: null };
	const all = pairs(said ?? none, taken);
	const allWider = wider.map((one) => pairs(one, taken));
	const tells = (wanted: readonly number[]) =>
		allWider.some((more) => tellsTooMuch(peopleWith(more, wanted) - peopleWith(all, wanted), minN));
	const open = taken.flatMap((place, at) => (tells([at]) ? [] : [{ place, at }]));
	const found = await work(
		pairs(
			said ?? none,
			open.map(({ place }) => place)
		)
	);
	// Compared with one another only where those who answered all of it leave no few behind either.
	const compared = open.filter((_, at) => found.drivers[at]!.beside === 'in').map(({ at }) => at);
	const isTelling = compared.length > 0 && tells(compared);
	const drivers = taken.map((place, at): DriverView => {
		const index = open.findIndex((one) => one.place === place);
		const one = others[place]!;
		if (index < 0) return { ...describe(one, ground), ...hidden, pairs: peopleWith(all, [at]) };
		const driver = found.drivers[index]!;
		const partner = driver.with === null ? null : others[open[driver.with]!.place]!;
		return {
			...describe(one, ground),
			...(isTelling ? alone(driver) : driver),
			missing: driver.state === 'few' ? MIN_PAIRS - driver.pairs : 0,
			with: partner && { touchpointId: partner.touchpoint.id, definition: partner.definition.id }
		};
	});
	const [score] = outcome.cell === null ? [] : toScores([outcome.cell.counted], rules);
	return {
		...base,
		outcome: {
			...namedSeries(outcome),
			n: outcome.n,
			value: score?.value ?? null,
			people: said?.people ?? 0,
			newest: said !== null && said.answers >= NEWEST ? NEWEST : null
		},
		drivers: drivers.sort((a, b) => rank(b) - rank(a) || b.pairs - a.pairs),
		together: isTelling ? null : found.together
	};
}

const hidden = {
	state: 'hidden',
	missing: 0,
	own: null,
	beside: null,
	with: null,
	coefficient: null,
	share: null
} as const;

const alone = (driver: Driver): Driver => ({
	...driver,
	beside: driver.beside === null ? null : 'few',
	coefficient: null,
	share: null
});

/** Compared ones by their shares, before those that stand by themselves, before those that nothing is shown of. */
const rank = ({ share, own }: DriverView): number => (share ? 2 + share.value : own ? Math.abs(own.value) : -1);

const namedSeries = ({ touchpoint, definition }: Known) => ({
	touchpointId: touchpoint.id,
	touchpoint: touchpoint.title,
	definition: definition.id,
	metric: definition.metric,
	wording: definition.wording
});

function describe(one: Known, { scenes, rules }: DriversGround) {
	const { touchpoint, definition, cell, n } = one;
	const [score] = cell === null ? [] : toScores([cell.counted], rules);
	const value = score?.value ?? null;
	return {
		...namedSeries(one),
		scene: scenes.get(touchpoint.sceneId) ?? '',
		n,
		value,
		performance: value === null ? null : performanceOf(cell!.counted.histogram, definition.scale, definition.direction)
	};
}
