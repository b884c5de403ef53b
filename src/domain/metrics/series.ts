import type { Day } from '#domain/shared/days.ts';

/** A published version of a survey: what each of its questions is measured by. */
export interface AskedVersion {
	readonly surveyId: string;
	readonly version: number;
	/** Definition id by question id. */
	readonly definitions: Readonly<Record<string, string>>;
	readonly publishedAt: Date;
}

/** A way by which a survey is asked at a touchpoint. */
export interface AskedBy {
	readonly surveyId: string;
	readonly createdAt: Date;
	/** When nobody could answer by it any more; null while it is open. */
	readonly closedAt: Date | null;
}

/** How a series stands at one touchpoint. */
export interface SeriesState {
	/** Asked now; or the last that was asked, when nothing of its metric is asked any more. */
	readonly current: boolean;
	/** First day on which it was asked here; null when nobody knows. */
	readonly since: Day | null;
	/** Day on which another wording took its place, or its survey was closed in favour of another; null while current. */
	readonly until: Day | null;
}

/** When a series was asked at one touchpoint, over all surveys that have it. */
interface Use {
	readonly from: Date;
	/** Some open survey asks it. */
	readonly asked: boolean;
	/** It is the latest wording of some survey, be that closed. */
	readonly latest: boolean;
	/** When the last of its uses ended, by a new wording or by closing; null while it is asked. */
	readonly ended: Date | null;
	/** Definitions that it took the place of, in any survey. */
	readonly replaces: ReadonlySet<string>;
}

/** Everything that was ever asked at one touchpoint, by definition id. */
export type SeriesUses = ReadonlyMap<string, Use>;

/**
 * Which series a touchpoint was asked from when to when: each survey's versions in order, as far as somebody could
 * answer them here. A wording that comes back goes on with its old series.
 */
export function seriesUses(by: readonly AskedBy[], versions: readonly AskedVersion[]): SeriesUses {
	const uses = new Map<string, Use>();
	for (const surveyId of new Set(by.map((one) => one.surveyId))) {
		const ways = by.filter((one) => one.surveyId === surveyId);
		const opened = ways.map((way) => way.createdAt).reduce((a, b) => (b < a ? b : a));
		const closed = ways.map((way) => way.closedAt).reduce(later);
		const own = versions.filter((one) => one.surveyId === surveyId).sort((a, b) => a.version - b.version);
		/** Definitions that a question had so far, by question id. */
		const had = new Map<string, Set<string>>();
		own.forEach(({ definitions, publishedAt }, at) => {
			const next = own[at + 1];
			if (next !== undefined && next.publishedAt <= opened) return;
			const from = publishedAt > opened ? publishedAt : opened;
			for (const [question, definition] of Object.entries(definitions)) {
				const before = had.get(question) ?? new Set();
				had.set(question, before.add(definition));
				const replaces = new Set([...before].filter((id) => id !== definition));
				const use =
					next === undefined
						? { from, asked: closed === null, latest: true, ended: closed, replaces }
						: { from, asked: false, latest: false, ended: next.publishedAt, replaces };
				uses.set(definition, both(uses.get(definition), use));
			}
		});
	}
	return uses;
}

/** Days on which a series took the place of another wording at a touchpoint, or another took its place. */
export function wordingBreaks(definitionId: string, uses: SeriesUses, dayOf: (instant: Date) => Day): Day[] {
	const use = uses.get(definitionId);
	if (use === undefined) return [];
	const begins = use.replaces.size > 0 ? [dayOf(use.from)] : [];
	// The latest wording was only closed: nothing took its place.
	return use.ended === null || use.latest ? begins : [...begins, dayOf(use.ended)];
}

/** The later end; none is later than any. */
const later = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? null : b > a ? b : a);

const both = (one: Use | undefined, other: Use): Use =>
	one === undefined
		? other
		: {
				from: other.from < one.from ? other.from : one.from,
				asked: one.asked || other.asked,
				latest: one.latest || other.latest,
				ended: later(one.ended, other.ended),
				replaces: new Set([...one.replaces, ...other.replaces])
			};

/** A series as far as its place among the others of a touchpoint depends on it. */
export interface Series {
	readonly definitionId: string;
	readonly metric: string;
}

/**
 * How each of a touchpoint's series stands, by definition id. A series that nothing is known of (its collector is gone)
 * counts as the last that was asked.
 * @param dayOf the day of an instant in the workspace's zone
 */
export function seriesStates(
	series: readonly Series[],
	uses: SeriesUses,
	dayOf: (instant: Date) => Day
): Map<string, SeriesState> {
	const asked = (one: Series): boolean => uses.get(one.definitionId)?.asked === true;
	return new Map(
		series.map((one) => {
			const use = uses.get(one.definitionId);
			const rivals = series.some((other) => other !== one && other.metric === one.metric && asked(other));
			const current = asked(one) || ((use === undefined || use.latest) && !rivals);
			const ended = use?.ended ?? null;
			const state = {
				current,
				since: use === undefined ? null : dayOf(use.from),
				until: current || ended === null ? null : dayOf(ended)
			};
			return [one.definitionId, state];
		})
	);
}

/**
 * Series that are asked now and have no answers, though the wording that they took the place of has some: without them
 * a new wording would leave the old number standing as if nothing had happened.
 * @param answered definition ids that have answers
 * @returns definition ids
 */
export function unansweredSuccessors(
	answered: ReadonlySet<string>,
	uses: SeriesUses,
	begunBy: (from: Date) => boolean
): string[] {
	return [...uses]
		.filter(
			([id, use]) =>
				!answered.has(id) &&
				use.asked &&
				begunBy(use.from) &&
				[...use.replaces].some((old) => answered.has(old) && !uses.get(old)!.latest)
		)
		.map(([id]) => id);
}

/** What the order of several series goes by. */
export interface Ordered extends Series, SeriesState {
	readonly n: number;
	/** Answers of the places where it is current. */
	readonly currentN: number;
	/** Chosen to stand first, while it is asked. */
	readonly leads?: boolean;
}

/**
 * The series of a place in the order in which they are shown: first the metric that is asked now, of several the one that
 * was chosen, else the one with most answers in all its wordings; within a metric first what is asked now, then the wordings before it, the latest first.
 */
export function inSeriesOrder<T extends Ordered>(some: readonly T[]): T[] {
	const metrics = new Map<string, { current: boolean; leads: boolean; n: number; place: number }>();
	for (const one of some) {
		const found = metrics.get(one.metric) ?? { current: false, leads: false, n: 0, place: metrics.size };
		const leads = found.leads || (one.leads === true && one.current);
		metrics.set(one.metric, { ...found, current: found.current || one.current, leads, n: found.n + one.n });
	}
	return [...some].sort((a, b) => {
		if (a.metric !== b.metric) {
			const [one, two] = [metrics.get(a.metric)!, metrics.get(b.metric)!];
			return (
				Number(two.current) - Number(one.current) ||
				Number(two.leads) - Number(one.leads) ||
				two.n - one.n ||
				one.place - two.place
			);
		}
		return (
			Number(b.current) - Number(a.current) ||
			Number(b.leads === true) - Number(a.leads === true) ||
			b.currentN - a.currentN ||
			(b.until ?? '').localeCompare(a.until ?? '') ||
			(b.since ?? '').localeCompare(a.since ?? '') ||
			b.n - a.n
		);
	});
}
