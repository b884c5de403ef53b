import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import type { Id } from '#domain/shared/ids.ts';
import { canonical } from '#domain/shared/canonical.ts';
import { collectorState, type AskKind, type SurveyContent } from '#domain/survey/index.ts';
import { listCollectors, updateCollector } from '../surveys/repo/collectors.ts';
import { versionsOf } from '../surveys/repo/surveys.ts';
import { storedContent } from '../surveys/stored-content.ts';
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

/** The survey whose answers a file holds. */
export interface GivenSurvey {
	readonly title: string;
	readonly content: SurveyContent;
}

/** Where rows of an import go: a code for each touchpoint, and for each place at a touchpoint. */
export interface ImportCodes {
	readonly collectors: Readonly<Record<Id, string>>;
	readonly places: Readonly<Record<Id, Readonly<Record<string, string>>>>;
}

interface Wanted {
	readonly touchpointId: Id;
	/** null: no place. */
	readonly name: string | null;
}

/**
 * Codes of the collectors that earlier imports of this kind made, or new ones of one new survey. Inside the
 * caller's transaction: an import's set-up happens whole or not at all. Two imports at once make one survey.
 */
export async function collectorsFor(
	trx: Trx,
	actor: Actor,
	deps: SetUpDeps,
	kind: AskKind,
	{
		touchpointIds,
		places,
		survey
	}: {
		touchpointIds: readonly Id[];
		places: readonly { touchpointId: Id; name: string }[];
		survey?: GivenSurvey | undefined;
	}
): Promise<ImportCodes> {
	const { workspaceId } = actor;
	await lockSetUp(trx, workspaceId);
	const key = ({ touchpointId, name }: Wanted) => `${touchpointId}/${name ?? ''}`;
	const wanted = new Map(
		[...touchpointIds.map((touchpointId): Wanted => ({ touchpointId, name: null })), ...places].map((one) => [
			key(one),
			one
		])
	);
	const codes = new Map<string, string>();
	let surveyId: string | undefined;
	// From the oldest: an answer keeps the collector it was first counted under, or reading its file again would be a conflict.
	for (const one of (await importCollectors(trx, workspaceId, kind, survey)).reverse()) {
		const at = key({ touchpointId: one.touchpoint_id, name: one.name });
		if (!wanted.has(at) || codes.has(at)) continue;
		if (collectorState({ closedAt: one.closed_at, closesAt: one.closes_at }, deps.now()) !== 'open') {
			await updateCollector(trx, workspaceId, one.id, { closed_at: null, closes_at: null });
			const payload = { surveyId: one.survey_id, touchpointId: one.touchpoint_id, fields: ['status' as const] };
			await record(trx, workspaceId, eventActor(actor), [{ kind: 'collector.changed', subject: one.id, payload }]);
		}
		surveyId ??= one.survey_id;
		codes.set(at, one.code);
	}
	for (const [at, { touchpointId, name }] of wanted) {
		if (codes.has(at)) continue;
		surveyId ??= await deps.surveys.createPublished(trx, actor, survey ?? { title: titleOf(kind), kind });
		const given = { surveyId, touchpointId, channel: 'import' as const, ...(name !== null && { name }) };
		codes.set(at, (await addCollector(trx, actor, deps, given)).code);
	}
	return byTouchpoint([...wanted.values()].map((one) => ({ ...one, code: codes.get(key(one))! })));
}

/** Those of surveys by kind, or of the one that was made from such a file before: whoever worded it anew meanwhile has it still. */
async function importCollectors(trx: Trx, workspaceId: string, kind: AskKind, survey: GivenSurvey | undefined) {
	const all = (await listCollectors(trx, workspaceId, {})).filter((one) => one.channel === 'import');
	if (survey === undefined) return all.filter((one) => one.survey_kind === kind);
	const custom = all.filter((one) => one.survey_kind === 'custom');
	const wanted = canonical(survey.content);
	const same = new Set<string>();
	for (const id of new Set(custom.map((one) => one.survey_id)))
		if ((await versionsOf(trx, workspaceId, id)).some(({ content }) => canonical(storedContent(content)) === wanted))
			same.add(id);
	return custom.filter((one) => same.has(one.survey_id));
}

function byTouchpoint(some: readonly (Wanted & { readonly code: string })[]): ImportCodes {
	const collectors: Record<Id, string> = {};
	const places: Record<Id, Record<string, string>> = {};
	for (const { touchpointId, name, code } of some)
		if (name === null) collectors[touchpointId] = code;
		else (places[touchpointId] ??= {})[name] = code;
	return { collectors, places };
}
