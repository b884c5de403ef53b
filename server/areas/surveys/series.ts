import { createHash } from 'node:crypto';
import { newDefinition, type MetricDefinition } from '#domain/metrics/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { lockKey, lockOf, type DefinitionLock, type SurveyContent } from '#domain/survey/index.ts';
import { definitionsById, keepDefinition } from './repo/definitions.ts';
import { keepNumberDefinition } from './repo/number-definitions.ts';
import type { VersionRow } from './repo/surveys.ts';
import { storedContent } from './stored-content.ts';
import type { Trx } from '../../db/scope.ts';

/**
 * Locked definitions by question id: the workspace's own where the same question was asked before, else new ones.
 * @param before definition ids of the version that is replaced, by question id
 */
export async function keepDefinitions(
	trx: Trx,
	workspaceId: string,
	content: SurveyContent,
	newId: NewId,
	before: Readonly<Record<string, string>> = {}
): Promise<Record<string, string>> {
	const earlier = await definitionsById(trx, workspaceId, Object.values(before));
	const kept: Record<string, string> = {};
	for (const question of content.questions) {
		const lock = lockOf(question);
		if (lock === null) continue;
		const fingerprint = createHash('sha256').update(lockKey(lock)).digest();
		if (lock.store === 'numbers') {
			const { wording, unit, range } = lock;
			const fresh = { id: newId(), wording, unit, ...range };
			kept[question.id] = await keepNumberDefinition(trx, workspaceId, fingerprint, fresh);
			continue;
		}
		const fresh = newDefinition({
			id: newId(),
			metric: lock.metric,
			wording: lock.wording,
			scale: lock.scale,
			...targetOf(earlier.get(before[question.id] ?? ''), lock)
		});
		kept[question.id] = (await keepDefinition(trx, workspaceId, fingerprint, fresh)).id;
	}
	return kept;
}

/** What is wanted of the number stays wanted when its question is worded anew: the target that holds goes along. */
const targetOf = (
	earlier: MetricDefinition | undefined,
	{ metric, scale }: DefinitionLock
): Partial<Pick<MetricDefinition, 'target' | 'margin'>> =>
	earlier?.metric === metric && earlier.scale.min === scale.min && earlier.scale.max === scale.max
		? { target: earlier.target, margin: earlier.margin }
		: {};

/** Questions whose wording or scale is not that of the published version: publishing begins a new series for them. */
export function brokenSeries(draft: SurveyContent, published: Pick<VersionRow, 'content'> | undefined): string[] {
	if (published === undefined) return [];
	const keys = (content: SurveyContent): Map<string, string> =>
		new Map(
			content.questions.flatMap((question) => {
				const lock = lockOf(question);
				return lock === null ? [] : [[question.id, lockKey(lock)] as const];
			})
		);
	const before = keys(storedContent(published.content));
	return [...keys(draft)].filter(([id, key]) => before.has(id) && before.get(id) !== key).map(([id]) => id);
}
