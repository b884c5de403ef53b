import type { HeatmapCloser, HeatmapHeadline, HeatmapTouchpoint, HeatmapView } from '#contract/heatmap.ts';
import type { DepartmentsHeatmapView, PlacesHeatmapView } from '#contract/heatmap-views.ts';
import type { DriversView } from '#contract/drivers.ts';
import type { DictionaryView } from '#contract/metric-dictionary.ts';
import type { PlacesView } from '#contract/places.ts';
import type { CommentsView, LinesView } from '#contract/results.ts';
import type { Actor } from '#domain/access/index.ts';
import { versionOf, type JourneyResults, type ScoreView, type TrendView } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import {
	Comments as CommentsInput,
	Heatmap as HeatmapInput,
	JourneyResults as JourneyResultsInput,
	Lines as LinesInput,
	Places as PlacesInput,
	Trend
} from '#domain/survey/index.ts';
import type * as v from 'valibot';
import type { Db } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { journeyExists, placedTouchpoint, placedTouchpoints } from '../journeys/repo/touchpoints.ts';
import { authorize, checked } from '../shared/guard.ts';
import { namesOfPlaces } from '../surveys/repo/collectors.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { added, cellsOf, inOrder } from './cells.ts';
import { dictionaryOf } from './dictionary.ts';
import type { Answered } from './extent.ts';
import { countsOfJourney, type Asked, type Filter, type JourneyCounts, type Kept } from './journey-counts.ts';
import { headlineOf } from './headline.ts';
import { heatmapOf } from './heatmap.ts';
import { departmentParts, departmentsHeatmapOf } from './heatmap-departments.ts';
import { placesHeatmapOf } from './heatmap-places.ts';
import { answersOfJourneys, scenesOfJourneys } from './of-journeys.ts';
import { everything, narrowing } from './narrowed.ts';
import { closerLook, sceneParts } from './closer.ts';
import { commentsOf } from './comments.ts';
import { createDrivers } from './drivers.ts';
import { trendOf } from './one-touchpoint.ts';
import { linesOf } from './lines.ts';
import { placesOf } from './places.ts';
import { firstDayOf } from './repo/scores.ts';
import { resultsFrom } from './results-from.ts';
import { toScores } from './score-views.ts';
import { rulesOf, targetsUntil } from './window.ts';

export interface Results {
	/** The last 30 days against the 30 before, unless a window is given. */
	forJourney(actor: Actor | null, journeyId: string, input: unknown): Promise<JourneyResults>;
	/** Which touchpoints go with the journey's outcome, on the people who answered both. */
	drivers(actor: Actor | null, journeyId: string, input: unknown): Promise<DriversView>;
	/** Some touchpoints of a map step by step, of the answers that are chosen. */
	lines(actor: Actor | null, journeyId: string, input: unknown): Promise<LinesView>;
	/** Journeys × scenes, judged as one family. */
	heatmap(actor: Actor | null, input: unknown): Promise<HeatmapView>;
	/** The worst scene among all of them, as the heatmap names it without filters. */
	headline(actor: Actor | null): Promise<HeatmapHeadline>;
	/** Departments × metrics, judged as one family. */
	departmentsHeatmap(actor: Actor | null, input: unknown): Promise<DepartmentsHeatmapView>;
	/** Places × touchpoints, judged as one family; not for one language. */
	placesHeatmap(actor: Actor | null, input: unknown): Promise<PlacesHeatmapView>;
	/** Places side by side: ranked by what their answers can tell, with control limits and trends. */
	places(actor: Actor | null, input: unknown): Promise<PlacesView>;
	/** What every number means: definition by definition. */
	dictionary(actor: Actor | null): Promise<DictionaryView>;
	/** The touchpoints of one scene, as its map shows them; null when it is on no map. */
	sceneParts(actor: Actor | null, sceneId: string, input: unknown): Promise<readonly HeatmapTouchpoint[] | null>;
	/** The touchpoints that a department owns, or nobody (null), as far as they were answered. */
	departmentParts(actor: Actor | null, id: string | null, input: unknown): Promise<readonly HeatmapTouchpoint[]>;
	/** One touchpoint with its trend and comments, of the answers that are chosen; null when it is on no map. */
	closerLook(actor: Actor | null, touchpointId: string, input: unknown): Promise<HeatmapCloser | null>;
	/** What codes are named after, by name; the first two hundred. */
	placeNames(actor: Actor | null): Promise<readonly string[]>;
	/** Scores per scene id, per journey id, as `forJourney` gives them by default; an unknown journey has none. */
	scenesOf(
		actor: Actor | null,
		journeyIds: readonly string[]
	): Promise<Record<string, Record<string, readonly ScoreView[]>>>;
	/** Per journey id, from when to when it has answers at all, and how many lie outside the default window; null without any. */
	answeredOf(actor: Actor | null, journeyIds: readonly string[]): Promise<Record<string, Answered | null>>;
	/** One touchpoint, default window. */
	forTouchpoint(actor: Actor | null, touchpointId: string): Promise<readonly ScoreView[]>;
	/** By day, in windows of more than a year by week, of more than three by month. */
	trend(actor: Actor | null, touchpointId: string, definitionId: string, input: unknown): Promise<TrendView>;
	/** Latest first, of one series or of all, and of what is chosen; `hidden` while fewer than the workspace's minimum have answered. */
	comments(actor: Actor | null, touchpointId: string, input: unknown): Promise<CommentsView>;
	/** On which map each of some touchpoints is; those on none are left out. */
	journeysOf(workspaceId: string, touchpointIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/**
	 * What the numbers of a map are made of, for those that keep it: all of it, or what may have changed.
	 * @param filter as `forJourney` takes it, checked; its departments are for `sumsFrom`
	 */
	counts(workspaceId: string, journeyId: string, filter: Filter, kept?: Kept): Promise<JourneyCounts>;
}

export interface ResultsDeps {
	readonly db: Db;
	readonly now: () => Date;
}

/** Whoever has more places finds them elsewhere than in a list of choices. */
const MOST_PLACES = 200;

type Seen<S extends v.GenericSchema, T> = (given: Asked, filter: v.InferOutput<S>) => Promise<T>;

export function createResults({ db, now }: ResultsDeps): Results {
	/** With one snapshot of the workspace's data and the time of asking. */
	const asked = <T>(workspaceId: string, work: (given: Asked) => Promise<T>): Promise<T> =>
		db.inWorkspace(workspaceId, (trx) => work({ trx, workspaceId, now: now() }));

	async function seen<S extends v.GenericSchema, T>(actor: Actor | null, schema: S, input: unknown, view: Seen<S, T>) {
		authorize(actor, 'result.view');
		return asked(actor.workspaceId, (given) => view(given, checked(schema, input)));
	}
	const heatmap = <T>(actor: Actor | null, input: unknown, view: Seen<typeof HeatmapInput, T>): Promise<T> =>
		seen(actor, HeatmapInput, input, view);

	return {
		drivers: createDrivers(asked),

		async forJourney(actor, journeyId, input) {
			authorize(actor, 'result.view');
			const filter = checked(JourneyResultsInput, input);
			return asked(actor.workspaceId, async (given) => {
				if (!isId(journeyId) || !(await journeyExists(given.trx, given.workspaceId, journeyId))) throw notFound();
				const results = resultsFrom(await countsOfJourney(given, journeyId, filter), filter.departments);
				return { ...results, version: versionOf(results) };
			});
		},

		lines: (actor, id, input) => seen(actor, LinesInput, input, (given, filter) => linesOf(given, id, filter)),

		heatmap: (actor, input) => heatmap(actor, input, heatmapOf),
		headline: (actor) => heatmap(actor, {}, headlineOf),
		departmentsHeatmap: (actor, input) => heatmap(actor, input, departmentsHeatmapOf),
		placesHeatmap: (actor, input) => heatmap(actor, input, placesHeatmapOf),

		sceneParts: (actor, id, input) =>
			heatmap(actor, input, async (given, filter) => (isId(id) ? sceneParts(given, id, filter) : null)),
		departmentParts: (actor, id, input) => heatmap(actor, input, (given, filter) => departmentParts(given, id, filter)),
		closerLook: (actor, id, input) =>
			heatmap(actor, input, async (given, filter) => (isId(id) ? closerLook(given, id, filter) : null)),

		dictionary: (actor) => heatmap(actor, {}, dictionaryOf),
		placeNames: (actor) => heatmap(actor, {}, ({ trx, workspaceId }) => namesOfPlaces(trx, workspaceId, MOST_PLACES)),
		places: (actor, input) => seen(actor, PlacesInput, input, placesOf),

		async scenesOf(actor, journeyIds) {
			authorize(actor, 'result.view');
			const ids = journeyIds.filter(isId);
			return ids.length === 0 ? {} : asked(actor.workspaceId, (given) => scenesOfJourneys(given, ids));
		},

		async answeredOf(actor, journeyIds) {
			authorize(actor, 'result.view');
			const ids = journeyIds.filter(isId);
			return ids.length === 0 ? {} : asked(actor.workspaceId, (given) => answersOfJourneys(given, ids));
		},

		async forTouchpoint(actor, touchpointId) {
			authorize(actor, 'result.view');
			return asked(actor.workspaceId, (given) => scoresOfTouchpoint(given, touchpointId));
		},

		async trend(actor, touchpointId, definitionId, input) {
			authorize(actor, 'result.view');
			const filter = checked(Trend, input);
			return asked(actor.workspaceId, async (given) => {
				const { trx, workspaceId } = given;
				if (!isId(definitionId)) throw notFound();
				const first = () => firstDayOf(trx, workspaceId, [touchpointId]);
				const rules = await rulesOf(trx, workspaceId, filter, given.now, first);
				const found = await definitionsById(trx, workspaceId, [definitionId], targetsUntil(rules));
				const definition = found.get(definitionId);
				if (!definition) throw notFound();
				await placedOr404(given, touchpointId);
				const chosen = await narrowing(trx, workspaceId, [touchpointId], filter);
				return trendOf(trx, workspaceId, touchpointId, definition, rules, chosen);
			});
		},

		comments: (actor, touchpointId, input) =>
			seen(actor, CommentsInput, input, async (given, filter) => {
				await placedOr404(given, touchpointId);
				return commentsOf(given, touchpointId, filter);
			}),

		journeysOf: (workspaceId, ids) => asked(workspaceId, (given) => journeysOf(given, ids)),

		counts: (workspaceId, journeyId, filter, kept) =>
			asked(workspaceId, (given) => countsOfJourney(given, journeyId, filter, kept))
	};
}

async function journeysOf({ trx, workspaceId }: Asked, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const found = await placedTouchpoints(trx, workspaceId, ids);
	return new Map(found.map(({ id, journeyId }) => [id, journeyId]));
}

async function placedOr404({ trx, workspaceId }: Asked, touchpointId: string): Promise<void> {
	if (!isId(touchpointId) || !(await placedTouchpoint(trx, workspaceId, touchpointId))) throw notFound();
}

async function scoresOfTouchpoint(given: Asked, touchpointId: string): Promise<readonly ScoreView[]> {
	await placedOr404(given, touchpointId);
	const { trx, workspaceId, now } = given;
	const rules = await rulesOf(trx, workspaceId, {}, now);
	const cells = await cellsOf(trx, workspaceId, [touchpointId], rules, everything);
	return toScores(inOrder(added(cells.map(({ counted }) => counted)), 'touchpoint'), rules);
}
