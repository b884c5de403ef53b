import type { Actor } from '#domain/access/index.ts';
import { metricIds, type JourneyResults, type ScoreView, type TrendView } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { Comments as CommentsInput, JourneyResults as JourneyResultsInput, Trend } from '#domain/survey/index.ts';
import { findDayRecount } from '../answers/repo/day-recount.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { extentsOf, firstDayOf } from './repo/scores.ts';
import { journeyExists, placedTouchpoint, touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { byPlace, cellsOf, families, type Cell } from './cells.ts';
import { answeredOf, type Answered } from './extent.ts';
import { toScores } from './score-views.ts';
import { commentsOf, trendOf, type Comments } from './one-touchpoint.ts';
import { rulesOf } from './window.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';

export interface Results {
	/** The last 30 days against the 30 before, unless a window is given. */
	forJourney(actor: Actor | null, journeyId: string, input: unknown): Promise<JourneyResults>;
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
	/** Latest first, of one series or of all; `hidden` while fewer than the workspace's minimum have answered. */
	comments(actor: Actor | null, touchpointId: string, input: unknown): Promise<Comments>;
	/** Where a touchpoint is and how it stands: what live pages are told. null when it is on no map. */
	slice(workspaceId: string, touchpointId: string): Promise<{ journeyId: string; scores: readonly ScoreView[] } | null>;
}

export interface ResultsDeps {
	readonly db: Db;
	readonly now: () => Date;
}

export function createResults({ db, now }: ResultsDeps): Results {
	async function touchpointScores(trx: Trx, workspaceId: string, touchpointId: string): Promise<ScoreView[]> {
		const rules = await rulesOf(trx, workspaceId, {}, now());
		const cells = await cellsOf(trx, workspaceId, [touchpointId], rules, {});
		return (
			families(
				byPlace(cells, (cell) => cell.touchpointId),
				rules.minN
			)[touchpointId] ?? []
		);
	}

	return {
		async forJourney(actor, journeyId, input) {
			authorize(actor, 'result.view');
			const filter = checked(JourneyResultsInput, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(journeyId) || !(await journeyExists(trx, workspaceId, journeyId))) throw notFound();
				const placed = await touchpointsOf(trx, workspaceId, [journeyId]);
				const ids = placed.map(({ id }) => id);
				const rules = await rulesOf(trx, workspaceId, filter, now(), () => firstDayOf(trx, workspaceId, ids));
				const cells = await cellsOf(trx, workspaceId, ids, rules, filter);
				const extents = await extentsOf(trx, workspaceId, ids, rules.window, filter.channel);
				const definitions = await definitionsById(trx, workspaceId, [
					...new Set(extents.map((one) => one.definitionId))
				]);
				const found = answeredOf(extents, definitions);
				const { departments } = filter;
				const counting =
					departments === undefined
						? placed
						: placed.filter((one) => one.departmentId !== null && departments.includes(one.departmentId));
				const summed = within(cells, counting);
				return {
					window: rules.window,
					touchpoints: families(
						byPlace(cells, (cell) => cell.touchpointId),
						rules.minN
					),
					scenes: sceneScores(summed, counting, rules.minN),
					journey: toScores(byPlace(summed, () => journeyId).get(journeyId) ?? [], rules.minN),
					answered: found.days,
					metrics: metricIds.filter((metric) => found.metrics.has(metric)),
					outside: found.outside,
					recounting: await isRecounting(trx, workspaceId)
				};
			});
		},

		async scenesOf(actor, journeyIds) {
			authorize(actor, 'result.view');
			const { workspaceId } = actor;
			const ids = journeyIds.filter(isId);
			if (ids.length === 0) return {};
			return db.inWorkspace(workspaceId, async (trx) => {
				const rules = await rulesOf(trx, workspaceId, {}, now());
				const placed = await touchpointsOf(trx, workspaceId, ids);
				const touchpoints = placed.map(({ id }) => id);
				const cells = await cellsOf(trx, workspaceId, touchpoints, rules, {});
				return Object.fromEntries(
					ids.map((journeyId) => {
						const here = placed.filter((one) => one.journeyId === journeyId);
						return [journeyId, sceneScores(within(cells, here), here, rules.minN)];
					})
				);
			});
		},

		async answeredOf(actor, journeyIds) {
			authorize(actor, 'result.view');
			const { workspaceId } = actor;
			const ids = journeyIds.filter(isId);
			if (ids.length === 0) return {};
			return db.inWorkspace(workspaceId, async (trx) => {
				const { window } = await rulesOf(trx, workspaceId, {}, now());
				const placed = await touchpointsOf(trx, workspaceId, ids);
				const touchpoints = placed.map(({ id }) => id);
				const extents = await extentsOf(trx, workspaceId, touchpoints, window, undefined);
				const journeyOf = new Map(placed.map((one) => [one.id, one.journeyId]));
				const definitions = await definitionsById(trx, workspaceId, [
					...new Set(extents.map((one) => one.definitionId))
				]);
				return Object.fromEntries(
					ids.map((id) => [
						id,
						answeredOf(
							extents.filter((one) => journeyOf.get(one.touchpointId) === id),
							definitions
						).answered
					])
				);
			});
		},

		async forTouchpoint(actor, touchpointId) {
			authorize(actor, 'result.view');
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				if (!isId(touchpointId) || !(await placedTouchpoint(trx, actor.workspaceId, touchpointId))) throw notFound();
				return touchpointScores(trx, actor.workspaceId, touchpointId);
			});
		},

		async trend(actor, touchpointId, definitionId, input) {
			authorize(actor, 'result.view');
			const filter = checked(Trend, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(touchpointId) || !isId(definitionId)) throw notFound();
				const definition = (await definitionsById(trx, workspaceId, [definitionId])).get(definitionId);
				if (!definition || !(await placedTouchpoint(trx, workspaceId, touchpointId))) throw notFound();
				const first = () => firstDayOf(trx, workspaceId, [touchpointId]);
				const rules = await rulesOf(trx, workspaceId, filter, now(), first);
				return trendOf(trx, workspaceId, touchpointId, definition, rules, filter.channel);
			});
		},

		async comments(actor, touchpointId, input) {
			authorize(actor, 'result.view');
			const asked = checked(CommentsInput, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(touchpointId) || !(await placedTouchpoint(trx, workspaceId, touchpointId))) throw notFound();
				const { min_n: minN } = await workspaceRules(trx, workspaceId);
				return commentsOf(trx, workspaceId, touchpointId, asked, minN);
			});
		},

		slice: (workspaceId, touchpointId) =>
			db.inWorkspace(workspaceId, async (trx) => {
				const placed = await placedTouchpoint(trx, workspaceId, touchpointId);
				return placed
					? { journeyId: placed.journeyId, scores: await touchpointScores(trx, workspaceId, touchpointId) }
					: null;
			})
	};
}

/** Is the workspace's time zone a new one that not all of its answers have followed yet? */
async function isRecounting(trx: Trx, workspaceId: string): Promise<boolean> {
	const recount = await findDayRecount(trx, workspaceId);
	return recount !== undefined && recount.finished_at === null;
}

function within(cells: readonly Cell[], placed: readonly PlacedTouchpoint[]): Cell[] {
	const own = new Set(placed.map(({ id }) => id));
	return cells.filter(({ touchpointId }) => own.has(touchpointId));
}

/** Touchpoints of each scene added up; the scenes of one journey are judged as one family. */
function sceneScores(
	cells: readonly Cell[],
	placed: readonly PlacedTouchpoint[],
	minN: number
): Record<string, ScoreView[]> {
	const sceneOf = new Map(placed.map(({ id, sceneId }) => [id, sceneId]));
	return families(
		byPlace(cells, (cell) => sceneOf.get(cell.touchpointId)!),
		minN
	);
}
