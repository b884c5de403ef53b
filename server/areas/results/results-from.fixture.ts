import { newDefinition, type Histogram, type MetricDefinition } from '#domain/metrics/index.ts';
import type { Cell } from './cells.ts';
import type { JourneyCounts } from './journey-counts.ts';
import { everything } from './narrowed.ts';
import type { Extent } from './repo/scores.ts';

export const TOUCHPOINTS = ['t0', 't1', 't2', 't3', 't4', 't5', 't6'];
export const SCENES = ['s0', 's1', 's2'];
export const DEPARTMENTS = ['x', 'y'];

const known = [
	newDefinition({ id: 'nps', metric: 'nps', wording: { en: 'How likely?' } }),
	newDefinition({ id: 'nps in other words', metric: 'nps', wording: { en: 'Would you?' } }),
	newDefinition({ id: 'csat', metric: 'csat', wording: { en: 'How satisfied?' } }),
	newDefinition({ id: 'rating', metric: 'rating', wording: { en: 'How many stars?' } })
];
export const DEFINITIONS = known.map(({ id }) => id);

/** What is counted at a touchpoint by a definition. */
interface Count {
	histogram: number[];
	before: Histogram;
	leftOut: number;
	current: boolean;
}

/**
 * What was counted on a map, read as `countsOfJourney` reads it: of touchpoints that were touched anew, of the others the very
 * same objects; and beside it as if all of it were read the first time.
 */
export class CountedMap {
	readonly #counts = new Map<string, Map<string, Count>>();
	readonly #definitions = new Map(known.map((one) => [one.id, one]));
	/** Whose metric is known to who asks from when to when there are answers. */
	readonly #learned = new Set([DEFINITIONS[0]]);
	readonly #places = TOUCHPOINTS.map((id) => ({
		id,
		title: id,
		journeyId: 'j',
		sceneId: SCENES[0]!,
		departmentId: null as string | null
	}));
	readonly #gone = new Set<string>();
	#minN = 5;
	#lastDay = '2026-01-30';
	#touched = new Set<string>();
	#kept: JourneyCounts | null = null;

	constructor(cells: readonly (readonly [string, string, readonly number[], readonly number[]])[]) {
		for (const one of cells) this.count(...one);
	}

	answer(id: string, definition: string, score: number): void {
		const { scale } = this.#definitions.get(definition)!;
		this.#count(id, definition).histogram[Math.min(scale.max, Math.max(scale.min, score))]!++;
	}

	/** Takes one answer out, where there is one. */
	correct(id: string, definition: string): void {
		const { histogram } = this.#count(id, definition);
		const at = histogram.findIndex((count) => count > 0);
		if (at >= 0) histogram[at]!--;
	}

	count(id: string, definition: string, histogram: readonly number[], before: readonly number[]): void {
		Object.assign(this.#count(id, definition), {
			histogram: this.#onScale(definition, histogram),
			before: this.#onScale(definition, before)
		});
	}

	leaveOut(id: string, definition: string, leftOut: number): void {
		this.#count(id, definition).leftOut = leftOut;
	}

	close(id: string, definition: string): void {
		this.#count(id, definition).current = false;
	}

	/** Everybody who is measured by it is read anew, as the bus says. */
	target(definition: string, target: number): void {
		this.#definitions.set(definition, { ...this.#definitions.get(definition)!, target });
		for (const [id, own] of this.#counts) if (own.has(definition)) this.#touched.add(id);
	}

	move(id: string, sceneId: string): void {
		this.#place(id).sceneId = sceneId;
	}

	give(id: string, departmentId: string | null): void {
		this.#place(id).departmentId = departmentId;
	}

	removeOrBringBack(id: string): void {
		if (!this.#gone.delete(id)) this.#gone.add(id);
		this.#touched.add(id);
	}

	setMinimum(minN: number): void {
		this.#minN = minN;
		this.readAll();
	}

	setLastDay(day: string): void {
		this.#lastDay = day;
		this.readAll();
	}

	learn(definition: string): void {
		this.#learned.add(definition);
	}

	readAll(): void {
		this.#kept = null;
	}

	read(): JourneyCounts {
		this.#kept = this.#read(this.#kept);
		this.#touched = new Set();
		return this.#kept;
	}

	/** The same, nothing of it an object that was seen before. */
	asRead(): JourneyCounts {
		return this.#read(null);
	}

	#read(kept: JourneyCounts | null): JourneyCounts {
		const placed = this.#places.filter(({ id }) => !this.#gone.has(id)).map((place) => ({ ...place }));
		const asked = placed.filter(({ id }) => kept === null || this.#touched.has(id)).map(({ id }) => id);
		const merged = <T>(before: ReadonlyMap<string, T> | undefined, fresh: (id: string) => T): Map<string, T> =>
			new Map([...(before ?? []), ...asked.map((id) => [id, fresh(id)] as const)]);
		return {
			rules: {
				window: { from: '2026-01-01', to: this.#lastDay, timeZone: 'UTC' },
				before: { from: '2025-12-02', to: '2025-12-31' },
				minN: this.#minN,
				rankN: 30,
				now: new Date(0)
			},
			chosen: everything,
			map: '1',
			placed,
			ids: new Set(placed.map(({ id }) => id)),
			cells: merged(kept?.cells, (id) => this.#cells(id)),
			numbers: new Map(),
			extents: merged(kept?.extents, (id) => this.#extents(id)),
			definitions: new Map([...this.#definitions].filter(([id]) => this.#learned.has(id))),
			recounting: false
		};
	}

	#cells(touchpointId: string): Cell[] {
		return this.#own(touchpointId).map(([id, { histogram, before, leftOut, current }]) => {
			const definition = structuredClone(this.#definitions.get(id)!);
			const n = histogram.reduce((sum, one) => sum + one, 0);
			const since = `2025-0${1 + TOUCHPOINTS.indexOf(touchpointId)}-01`;
			const state = { current, since, until: current ? null : since, currentN: current ? n : 0 };
			return { touchpointId, counted: { definition, histogram: [...histogram], before, leftOut, ...state } };
		});
	}

	#extents(touchpointId: string): Extent[] {
		return this.#own(touchpointId).map(([definitionId, { histogram, before }]) => {
			const [first, last] = [`2025-01-0${1 + TOUCHPOINTS.indexOf(touchpointId)}`, '2026-01-02'];
			return { touchpointId, definitionId, first, last, n: 1, before: before[10] ?? 0, after: histogram[0] ?? 0 };
		});
	}

	#own(touchpointId: string): [string, Count][] {
		return [...(this.#counts.get(touchpointId) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
	}

	#count(id: string, definition: string): Count {
		this.#touched.add(id);
		const own = this.#counts.get(id) ?? new Map<string, Count>();
		this.#counts.set(id, own);
		const count = own.get(definition) ?? {
			histogram: new Array<number>(11).fill(0),
			before: [],
			leftOut: 0,
			current: true
		};
		own.set(definition, count);
		return count;
	}

	#place(id: string) {
		return this.#places.find((place) => place.id === id)!;
	}

	#onScale(definition: string, histogram: readonly number[]): number[] {
		const { scale }: MetricDefinition = this.#definitions.get(definition)!;
		return histogram.map((count, at) => (at >= scale.min && at <= scale.max ? count : 0));
	}
}
