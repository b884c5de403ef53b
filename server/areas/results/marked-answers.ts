import type { MarkedView } from '#contract/responses.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { merge, subtract, total } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { DecideMarked, ListMarked } from '#domain/survey/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { countMarked, decideMarked, listMarked, markedHistograms, type Marked } from '../answers/repo/marks.ts';
import { memberNames } from '../people/repo/members.ts';
import { countsOf } from './repo/scores.ts';
import { placedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { issue } from '#domain/shared/result.ts';
import { authorize, checked } from '../shared/guard.ts';
import { toScores } from './score-views.ts';
import { wantedAt, wantedHere } from './wanted.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';

/** Answers that may not be a person's: seen with what they would change, and decided about. */
export interface Marks {
	/** Of a touchpoint, over all its days unless some are given. */
	list(actor: Actor | null, touchpointId: string, input: unknown): Promise<MarkedView>;
	/** Leaves them out, or takes them back in; the numbers follow. Repeating it changes nothing. */
	decide(actor: Actor | null, touchpointId: string, input: unknown): Promise<{ changed: number }>;
}

/** All days that may be given. */
const [FIRST_DAY, LAST_DAY] = ['1970-01-01', '2999-12-31'];

export function createMarks({ db, now }: { readonly db: Db; readonly now: () => Date }): Marks {
	/** @throws AppError 404 when it is on no map, 400 for days the wrong way round */
	async function markedOf(
		trx: Trx,
		workspaceId: string,
		touchpointId: string,
		given: { from?: string | undefined; to?: string | undefined; ids?: readonly string[] | undefined }
	): Promise<Marked> {
		if (!isId(touchpointId) || !(await placedTouchpoint(trx, workspaceId, touchpointId))) throw notFound();
		const { from = FIRST_DAY, to = LAST_DAY } = given;
		if (from > to) throw invalid([issue('wrong_way_round', ['from'])]);
		return { touchpointId, ids: given.ids ?? null, days: { from, to } };
	}

	return {
		async list(actor, touchpointId, input) {
			authorize(actor, 'response.view');
			const { limit, ...given } = checked(ListMarked, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				const marked = await markedOf(trx, workspaceId, touchpointId, given);
				const counts = await countMarked(trx, workspaceId, marked);
				const rows = await listMarked(trx, workspaceId, marked, limit);
				const deciders = rows.flatMap((row) => (row.decided_by === null ? [] : [row.decided_by]));
				const names = await memberNames(trx, workspaceId, [...new Set(deciders)]);
				const items = rows.map((row) => ({
					id: row.id,
					reason: row.mark,
					leftOut: row.left_out,
					channel: row.channel,
					submittedAt: row.submitted_at.toISOString(),
					scores: Object.entries(row.scores).map(([definition, score]) => ({ definition, score })),
					decidedByName: names.get(row.decided_by ?? '') ?? null
				}));
				return { ...counts, items, effects: await effectsOf(trx, workspaceId, marked) };
			});
		},

		async decide(actor, touchpointId, input) {
			authorize(actor, 'response.judge');
			const { leftOut, ...given } = checked(DecideMarked, input);
			const { workspaceId, userId: by } = actor;
			const changed = await againIfLost(() =>
				db.inWorkspace(workspaceId, async (trx) => {
					const marked = await markedOf(trx, workspaceId, touchpointId, given);
					return decideMarked(trx, workspaceId, marked, { leftOut, by, at: now(), actor: eventActor(actor) });
				})
			);
			return { changed };
		}
	};
}

/** Looked at by itself: no window before, no filter, and where it stands among other wordings is not asked. */
const alone = { before: [], leftOut: 0, current: true, since: null, until: null };

async function effectsOf(trx: Trx, workspaceId: string, marked: Marked): Promise<MarkedView['effects'][number][]> {
	const parts = await markedHistograms(trx, workspaceId, marked);
	if (parts.length === 0) return [];
	const { min_n: minN, rank_n: rankN } = await workspaceRules(trx, workspaceId);
	const definitions = await definitionsById(trx, workspaceId, [...new Set(parts.map((part) => part.definitionId))]);
	const counted = await countsOf(trx, workspaceId, [marked.touchpointId], marked.days!, {});
	const wantedOf = await wantedAt(trx, workspaceId, [marked.touchpointId]);
	return [...definitions.values()].map((definition) => {
		const wanted = wantedOf(marked.touchpointId, definition);
		const part = (leftOut: boolean) =>
			parts.find((one) => one.definitionId === definition.id && one.leftOut === leftOut)?.histogram ?? [];
		const now = merge(counted.find((one) => one.definitionId === definition.id)?.histogram ?? []);
		const [all, without] = [merge(now, part(true)), subtract(now, part(false))].map(
			(histogram) =>
				toScores([wantedHere({ ...alone, definition, histogram, currentN: total(histogram), wanted }, 'touchpoint')], {
					minN,
					rankN
				})[0]!
		);
		return { all: all!, without: without! };
	});
}
