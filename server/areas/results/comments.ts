import type { CommentsView } from '#contract/results.ts';
import { total, type MetricDefinition } from '#domain/metrics/index.ts';
import type { Days } from '#domain/shared/days.ts';
import { channelOf, wordsOf, type Comments, type CommentView, type SurveyContent } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import { latestTexts } from '../answers/repo/responses.ts';
import { contentsOfAnswers } from '../surveys/contents.ts';
import { namesOfCollectors } from '../surveys/repo/collectors.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import type { Trx } from '../../db/scope.ts';
import type { Asked } from './journey-counts.ts';
import { leftOutOf, narrowing } from './narrowed.ts';
import { countsByCode, countsOf, firstDayOf, type Narrowed } from './repo/scores.ts';
import { tellsTooMuch } from './score-views.ts';
import { rulesOf } from './window.ts';

/** Which comments, and how many of them. */
export type CommentsFilter = v.InferOutput<typeof Comments>;

/** All days that there may be. */
const ALL_DAYS: Days = { from: '1970-01-01', to: '2999-12-31' };

/**
 * The latest comments of one series, or of all; each series shows its own only once enough people have answered it, among
 * those that the filter chooses, and only where it leaves nobody or enough out.
 * @throws AppError 400 for days and filters that are refused with numbers too
 */
export async function commentsOf(
	{ trx, workspaceId, now }: Asked,
	touchpointId: string,
	filter: CommentsFilter
): Promise<CommentsView> {
	const first = () => firstDayOf(trx, workspaceId, [touchpointId]);
	const { window, minN } = await rulesOf(trx, workspaceId, filter, now, first);
	const isDated = filter.from !== undefined || filter.to !== undefined || filter.period !== undefined;
	const days = isDated ? window : ALL_DAYS;
	const { narrowed, wider } = await narrowing(trx, workspaceId, [touchpointId], filter);
	const counts = async (of: Narrowed) => {
		const rows = await countsOf(trx, workspaceId, [touchpointId], days, of);
		return new Map(rows.map(({ definitionId, histogram }) => [definitionId, total(histogram)]));
	};
	const own = [...(await counts(narrowed))].filter(
		([id]) => filter.definition === undefined || id === filter.definition
	);
	const all: Map<string, number>[] = [];
	for (const one of wider) all.push(await counts(one));
	const n = Math.max(0, ...own.map(([, count]) => count));
	const enough = own.filter(([id, count]) => {
		const leftOut = leftOutOf(
			count,
			all.map((one) => one.get(id) ?? 0)
		);
		return count >= minN && !tellsTooMuch(leftOut, minN);
	});
	if (enough.length === 0) return { items: [], hidden: n > 0, minN, n };
	const which = { ...narrowed, ...(isDated && { days }) };
	const ids = enough.map(([id]) => id);
	const rows = await latestTexts(trx, workspaceId, touchpointId, ids, which, filter.limit);
	const scored = [...new Set(rows.flatMap((row) => Object.keys(row.scores)))];
	const definitions = await definitionsById(trx, workspaceId, scored);
	const contentOf = await contentsOfAnswers(trx, workspaceId, rows);
	const places = await placesOf(trx, workspaceId, { touchpointId, days, minN }, [
		...new Set(rows.map((row) => row.collector_id))
	]);
	const items = rows.map((row) =>
		toComment(row, { content: contentOf(row), definitions, place: places.get(row.collector_id) ?? null })
	);
	return { items, hidden: false, minN, n };
}

/** What codes are named after, of places where enough have answered to name them beside a comment. */
async function placesOf(
	trx: Trx,
	workspaceId: string,
	{ touchpointId, days, minN }: { touchpointId: string; days: Days; minN: number },
	collectorIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const named = (await namesOfCollectors(trx, workspaceId, collectorIds)).flatMap(({ id, name }) =>
		name === null || name === '' ? [] : [[id, name] as const]
	);
	if (named.length === 0) return new Map();
	const counts = await countsByCode(trx, workspaceId, [touchpointId], days);
	const most = (id: string) =>
		Math.max(0, ...counts.filter(({ collectorId }) => collectorId === id).map(({ histogram }) => total(histogram)));
	return new Map(named.filter(([id]) => most(id) >= minN));
}

function toComment(
	row: Awaited<ReturnType<typeof latestTexts>>[number],
	given: {
		readonly content: SurveyContent | undefined;
		readonly definitions: ReadonlyMap<string, MetricDefinition>;
		readonly place: string | null;
	}
): CommentView {
	return {
		id: row.id,
		text: given.content === undefined ? '' : wordsOf(given.content, row.answers).join('\n'),
		language: row.language,
		channel: channelOf(row.channel).name,
		place: given.place,
		submittedAt: row.submitted_at.toISOString(),
		scores: Object.entries(row.scores).flatMap(([definition, score]) => {
			const metric = given.definitions.get(definition)?.metric;
			return metric === undefined ? [] : [{ definition, metric, score }];
		})
	};
}
