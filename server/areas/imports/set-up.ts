import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import type { Id } from '#domain/shared/ids.ts';
import { collectorState, type AskKind } from '#domain/survey/index.ts';
import { listCollectors, updateCollector } from '../surveys/repo/collectors.ts';
import { lockSetUp } from './repo/imports.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { addCollector, type CollectorsDeps } from '../surveys/collectors.ts';
import type { Surveys } from '../surveys/surveys.ts';

export type SetUpDeps = Pick<CollectorsDeps, 'newId' | 'newCode' | 'now' | 'origin'> & {
	readonly surveys: Pick<Surveys, 'createPublished'>;
};

/** A survey has one title for everybody: both languages stand in it. */
const titleOf = (kind: AskKind): string => `Import · 导入 · ${kind.toUpperCase()}`;

/**
 * Codes by touchpoint: of the collectors that earlier imports of this kind made, or new ones of one new survey. Inside the
 * caller's transaction: an import's set-up happens whole or not at all. Two imports at once make one survey.
 */
export async function collectorsFor(
	trx: Trx,
	actor: Actor,
	deps: SetUpDeps,
	kind: AskKind,
	touchpointIds: readonly Id[]
): Promise<Record<Id, string>> {
	const { workspaceId } = actor;
	await lockSetUp(trx, workspaceId);
	const wanted = new Set(touchpointIds);
	const there = (await listCollectors(trx, workspaceId, {})).filter(
		(one) => one.channel === 'import' && one.survey_kind === kind
	);
	const codes: Record<Id, string> = {};
	let surveyId: string | undefined;
	// From the oldest: an answer keeps the collector it was first counted under, or reading its file again would be a conflict.
	for (const one of there.reverse()) {
		if (!wanted.has(one.touchpoint_id) || codes[one.touchpoint_id] !== undefined) continue;
		if (collectorState({ closedAt: one.closed_at, closesAt: one.closes_at }, deps.now()) !== 'open') {
			await updateCollector(trx, workspaceId, one.id, { closed_at: null, closes_at: null });
			const payload = { surveyId: one.survey_id, touchpointId: one.touchpoint_id, fields: ['status' as const] };
			await record(trx, workspaceId, eventActor(actor), [{ kind: 'collector.changed', subject: one.id, payload }]);
		}
		surveyId ??= one.survey_id;
		codes[one.touchpoint_id] = one.code;
	}
	for (const touchpointId of wanted) {
		if (codes[touchpointId] !== undefined) continue;
		surveyId ??= await deps.surveys.createPublished(trx, actor, { title: titleOf(kind), kind });
		codes[touchpointId] = (await addCollector(trx, actor, deps, { surveyId, touchpointId, channel: 'import' })).code;
	}
	return codes;
}
