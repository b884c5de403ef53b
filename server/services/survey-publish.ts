import { createHash } from 'node:crypto';
import { newDefinition } from '#domain/metrics/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { lockKey, lockOf, upgradeContent, type SurveyContent } from '#domain/survey/index.ts';
import { keepDefinition } from '../db/repos/definitions.ts';
import type { VersionRow } from '../db/repos/surveys.ts';
import type { Trx } from '../db/scope.ts';

/** A stored content as this program understands it. A content it wrote itself and cannot read is a fault, not a refusal. */
export function storedContent(stored: unknown): SurveyContent {
	const content = upgradeContent(stored);
	if (!content.ok)
		throw new Error(
			`a stored survey cannot be read: ${content.issues.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`).join(', ')}`
		);
	return content.value;
}

/** Locked definitions by question id: the workspace's own where the same question was asked before, else new ones. */
export async function keepDefinitions(
	trx: Trx,
	workspaceId: string,
	content: SurveyContent,
	newId: NewId
): Promise<Record<string, string>> {
	const kept: Record<string, string> = {};
	for (const question of content.questions) {
		const lock = lockOf(question);
		if (lock === null) continue;
		const fingerprint = createHash('sha256').update(lockKey(lock)).digest();
		const fresh = newDefinition({ id: newId(), metric: lock.metric, wording: lock.wording, scale: lock.scale });
		kept[question.id] = (await keepDefinition(trx, workspaceId, fingerprint, fresh)).id;
	}
	return kept;
}

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
