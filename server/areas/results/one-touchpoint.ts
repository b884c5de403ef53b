import type { CommentsView } from '#contract/results.ts';
import {
	breakDays,
	eachStep,
	stepFor,
	total,
	type MetricDefinition,
	type ResultWindow,
	type TrendPoint,
	type TrendStep,
	type TrendView
} from '#domain/metrics/index.ts';
import { channelOf, wordsOf, type CommentView, type SurveyContent } from '#domain/survey/index.ts';
import { contentsOfAnswers } from '../surveys/contents.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { latestTexts } from '../answers/repo/responses.ts';
import { leftOutOf, type Narrowing } from './narrowed.ts';
import { allCountsOf, countsByTime, type Narrowed } from './repo/scores.ts';
import type { Trx } from '../../db/scope.ts';
import { cellsOf } from './cells.ts';
import { toScores } from './score-views.ts';
import type { Rules } from './window.ts';

/** One series of a touchpoint over time, with the wordings that it took the place of. */
export async function trendOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definition: MetricDefinition,
	rules: Rules,
	chosen: Narrowing
): Promise<TrendView> {
	const { window, minN } = rules;
	const { metric } = definition;
	const cells = await cellsOf(trx, workspaceId, [touchpointId], rules, chosen, metric);
	const own = cells.find(({ counted }) => counted.definition.id === definition.id)?.counted;
	// Another survey that is asked beside this one is no earlier wording of it.
	const earlier = cells
		.map(({ counted }) => counted)
		.filter((one) => one.definition.id !== definition.id && !one.current && total(one.histogram) > 0)
		.sort((a, b) => (b.until ?? '').localeCompare(a.until ?? ''));
	const step = stepFor(window);
	const points = await pointsOf(trx, workspaceId, touchpointId, [definition, ...earlier.map((one) => one.definition)], {
		window,
		step,
		minN,
		chosen
	});
	return {
		window,
		step,
		definition: definition.id,
		metric,
		target: definition.target,
		days: points.get(definition.id)!,
		earlier: earlier.map((one) => ({
			definition: one.definition.id,
			wording: one.definition.wording,
			since: one.since,
			until: one.until,
			days: points.get(one.definition.id)!
		})),
		breaks: breakDays(own ? [own, ...earlier] : earlier, window)
	};
}

async function pointsOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definitions: readonly MetricDefinition[],
	given: { window: ResultWindow; step: TrendStep; minN: number; chosen: Narrowing }
): Promise<Map<string, TrendPoint[]>> {
	const { window, step, minN, chosen } = given;
	const key = (one: { definitionId: string; day: string }) => `${one.definitionId}/${one.day}`;
	const ids = definitions.map(({ id }) => id);
	const histograms = async (of: Narrowed) => {
		const rows = await countsByTime(trx, workspaceId, touchpointId, ids, window, step, of);
		return new Map(rows.map((row) => [key(row), row.histogram]));
	};
	const shown = await histograms(chosen.narrowed);
	const wider: Awaited<ReturnType<typeof histograms>>[] = [];
	for (const one of chosen.wider) wider.push(await histograms(one));
	const steps = eachStep(window.from, window.to, step);
	return new Map(
		definitions.map((definition) => [
			definition.id,
			steps.map((start) => {
				const at = key({ definitionId: definition.id, day: start });
				const histogram = shown.get(at) ?? [];
				const leftOut = leftOutOf(
					total(histogram),
					wider.map((all) => total(all.get(at) ?? []))
				);
				const state = { current: true, currentN: 0, since: null, until: null };
				const [made] = toScores([{ definition, histogram, before: [], leftOut, ...state }], minN);
				const { n, value, low, high, judgement } = made!;
				return { day: start < window.from ? window.from : start, n, value, low, high, judgement };
			})
		])
	);
}

/**
 * The latest comments of one series, or of all; each series shows its own only once enough people have answered it.
 */
export async function commentsOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	{ definition, limit }: { definition?: string | undefined; limit: number },
	minN: number
): Promise<CommentsView> {
	const counts = (await allCountsOf(trx, workspaceId, touchpointId))
		.filter((one) => definition === undefined || one.definitionId === definition)
		.map((one) => ({ id: one.definitionId, n: total(one.histogram) }));
	const n = Math.max(0, ...counts.map((one) => one.n));
	const enough = counts.filter((one) => one.n >= minN).map((one) => one.id);
	if (enough.length === 0) return { items: [], hidden: n > 0, minN, n };
	const rows = await latestTexts(trx, workspaceId, touchpointId, enough, limit);
	const ids = [...new Set(rows.flatMap((row) => Object.keys(row.scores)))];
	const definitions = await definitionsById(trx, workspaceId, ids);
	const contentOf = await contentsOfAnswers(trx, workspaceId, rows);
	return { items: rows.map((row) => toComment(row, contentOf(row), definitions)), hidden: false, minN, n };
}

function toComment(
	row: Awaited<ReturnType<typeof latestTexts>>[number],
	content: SurveyContent | undefined,
	definitions: ReadonlyMap<string, MetricDefinition>
): CommentView {
	return {
		id: row.id,
		text: content === undefined ? '' : wordsOf(content, row.answers).join('\n'),
		language: row.language,
		channel: channelOf(row.channel).name,
		submittedAt: row.submitted_at.toISOString(),
		scores: Object.entries(row.scores).flatMap(([definition, score]) => {
			const metric = definitions.get(definition)?.metric;
			return metric === undefined ? [] : [{ definition, metric, score }];
		})
	};
}
