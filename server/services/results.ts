import type { Actor } from '#domain/access/index.ts';
import {
	total,
	type JourneyResults,
	type MetricDefinition,
	type ResultWindow,
	type ScoreView,
	type TrendView
} from '#domain/metrics/index.ts';
import { addDays, dayCount, dayIn, eachDay } from '#domain/shared/days.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import {
	channelOf,
	Comments,
	JourneyResults as JourneyResultsInput,
	Trend,
	type CommentView
} from '#domain/survey/index.ts';
import { definitionsById } from '../db/repos/definitions.ts';
import { latestTexts } from '../db/repos/responses.ts';
import { allCountsOf, countsByDay, workspaceRules } from '../db/repos/scores.ts';
import { journeyExists, placedTouchpoint, touchpointsOf, type PlacedTouchpoint } from '../db/repos/touchpoints.ts';
import type { Db, Trx } from '../db/scope.ts';
import { invalid, notFound } from '../errors.ts';
import { authorize, checked } from './guard.ts';
import { added, cellsOf, families, grouped, type Cell, type Filter } from './result-cells.ts';
import { toScores } from './result-scores.ts';

export interface Results {
	/** The last 30 days against the 30 before, unless a window is given. */
	forJourney(actor: Actor | null, journeyId: string, input: unknown): Promise<JourneyResults>;
	/** Scores per scene id, per journey id, as `forJourney` gives them by default; an unknown journey has none. */
	scenesOf(
		actor: Actor | null,
		journeyIds: readonly string[]
	): Promise<Record<string, Record<string, readonly ScoreView[]>>>;
	/** One touchpoint, default window. */
	forTouchpoint(actor: Actor | null, touchpointId: string): Promise<readonly ScoreView[]>;
	trend(actor: Actor | null, touchpointId: string, definitionId: string, input: unknown): Promise<TrendView>;
	/** Latest first; `hidden` while fewer than the workspace's minimum have answered. */
	comments(
		actor: Actor | null,
		touchpointId: string,
		input: unknown
	): Promise<{ items: CommentView[]; hidden: boolean }>;
	/** Where a touchpoint is and how it stands: what live pages are told. null when it is on no map. */
	slice(workspaceId: string, touchpointId: string): Promise<{ journeyId: string; scores: readonly ScoreView[] } | null>;
}

export interface ResultsDeps {
	readonly db: Db;
	readonly now: () => Date;
}

const DEFAULT_DAYS = 30;
const MOST_DAYS = 3 * 366;

export function createResults({ db, now }: ResultsDeps): Results {
	async function rulesOf(
		trx: Trx,
		workspaceId: string,
		input: Pick<Filter, 'from' | 'to'>
	): Promise<{ window: ResultWindow; minN: number }> {
		const { time_zone: timeZone, min_n: minN } = await workspaceRules(trx, workspaceId);
		const to = input.to ?? dayIn(timeZone, now());
		const from = input.from ?? addDays(to, 1 - DEFAULT_DAYS);
		const length = dayCount(from, to);
		if (length < 1) throw invalid([issue('wrong_way_round', ['from'])]);
		if (length > MOST_DAYS) throw invalid([issue('too_long', ['from'], { max: MOST_DAYS })]);
		return { window: { from, to, timeZone }, minN };
	}

	async function touchpointScores(trx: Trx, workspaceId: string, touchpointId: string): Promise<ScoreView[]> {
		const { window, minN } = await rulesOf(trx, workspaceId, {});
		const cells = await cellsOf(trx, workspaceId, [touchpointId], window, {});
		return toScores(
			cells.map((cell) => cell.counted),
			minN
		);
	}

	return {
		async forJourney(actor, journeyId, input) {
			authorize(actor, 'result.view');
			const filter = checked(JourneyResultsInput, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(journeyId) || !(await journeyExists(trx, workspaceId, journeyId))) throw notFound();
				const { window, minN } = await rulesOf(trx, workspaceId, filter);
				const placed = await touchpointsOf(trx, workspaceId, [journeyId]);
				const cells = await cellsOf(
					trx,
					workspaceId,
					placed.map(({ id }) => id),
					window,
					filter
				);
				return {
					window,
					touchpoints: families(
						grouped(cells, (cell) => cell.touchpointId),
						minN
					),
					scenes: sceneScores(cells, placed, minN),
					journey: toScores(added(cells.map((cell) => cell.counted)), minN)
				};
			});
		},

		async scenesOf(actor, journeyIds) {
			authorize(actor, 'result.view');
			const { workspaceId } = actor;
			const ids = journeyIds.filter(isId);
			if (ids.length === 0) return {};
			return db.inWorkspace(workspaceId, async (trx) => {
				const { window, minN } = await rulesOf(trx, workspaceId, {});
				const placed = await touchpointsOf(trx, workspaceId, ids);
				const touchpoints = placed.map(({ id }) => id);
				const cells = placed.length === 0 ? [] : await cellsOf(trx, workspaceId, touchpoints, window, {});
				return Object.fromEntries(
					ids.map((journeyId) => {
						const here = placed.filter((one) => one.journeyId === journeyId);
						const own = new Set(here.map(({ id }) => id));
						const counted = cells.filter(({ touchpointId }) => own.has(touchpointId));
						return [journeyId, sceneScores(counted, here, minN)];
					})
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
				const { window, minN } = await rulesOf(trx, workspaceId, filter);
				const histograms = (channel: string | undefined) =>
					countsByDay(trx, workspaceId, touchpointId, definitionId, window, channel).then(
						(rows) => new Map(rows.map((row) => [row.day, row.histogram]))
					);
				const shown = await histograms(filter.channel);
				const all = filter.channel === undefined ? shown : await histograms(undefined);
				const days = eachDay(window.from, window.to).map((day) => {
					const histogram = shown.get(day) ?? [];
					const leftOut = total(all.get(day) ?? []) - total(histogram);
					const [made] = toScores([{ definition, histogram, before: [], leftOut }], minN);
					const { n, value, low, high, judgement } = made!;
					return { day, n, value, low, high, judgement };
				});
				return { window, definition: definition.id, metric: definition.metric, target: definition.target, days };
			});
		},

		async comments(actor, touchpointId, input) {
			authorize(actor, 'result.view');
			const { limit } = checked(Comments, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(touchpointId) || !(await placedTouchpoint(trx, workspaceId, touchpointId))) throw notFound();
				const { min_n: minN } = await workspaceRules(trx, workspaceId);
				const answered = Math.max(
					0,
					...(await allCountsOf(trx, workspaceId, touchpointId)).map((one) => total(one.histogram))
				);
				if (answered < minN) return { items: [], hidden: answered > 0 };
				const rows = await latestTexts(trx, workspaceId, touchpointId, limit);
				const ids = [...new Set(rows.flatMap((row) => Object.keys(row.scores)))];
				const definitions = await definitionsById(trx, workspaceId, ids);
				return { items: rows.map((row) => toComment(row, definitions)), hidden: false };
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

/** Touchpoints of each scene added up; the scenes of one journey are judged as one family. */
function sceneScores(
	cells: readonly Cell[],
	placed: readonly PlacedTouchpoint[],
	minN: number
): Record<string, ScoreView[]> {
	const sceneOf = new Map(placed.map(({ id, sceneId }) => [id, sceneId]));
	const scenes = grouped(cells, (cell) => sceneOf.get(cell.touchpointId)!);
	return families(new Map([...scenes].map(([id, some]) => [id, added(some)])), minN);
}

function toComment(
	row: Awaited<ReturnType<typeof latestTexts>>[number],
	definitions: ReadonlyMap<string, MetricDefinition>
): CommentView {
	return {
		id: row.id,
		text: Object.values(row.answers)
			.filter((answer) => typeof answer === 'string')
			.join('\n'),
		language: row.language,
		channel: channelOf(row.channel).name,
		submittedAt: row.submitted_at.toISOString(),
		scores: Object.entries(row.scores).flatMap(([definition, score]) => {
			const metric = definitions.get(definition)?.metric;
			return metric === undefined ? [] : [{ definition, metric, score }];
		})
	};
}
