import { randomBytes } from 'node:crypto';
import type { DocumentKind } from '#document/core/kind.ts';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { JobContext, JobHandler } from '../../jobs/handler.ts';
import { readDocument } from '../repo/documents.ts';
import { insertVersion, lastDigest, thinVersions, writtenSinceVersion } from '../repo/versions.ts';
import { contentOf } from '../version-content.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Keeps what every document was today, if it is not what it was before: all days of a month, the last of each week of a
 * year, then the last of each month. Versions with a name stay.
 */
export const keepVersions = (kinds: readonly DocumentKind[]): JobHandler => ({
	name: 'keep-document-versions',
	cron: '7 2 * * *',
	async run({ system, now }) {
		const failed: unknown[] = [];
		let touched = 0;
		for (const found of await writtenSinceVersion(
			system,
			kinds.map(({ name }) => name)
		)) {
			const kind = kinds.find(({ name }) => name === found.kind)!;
			// One that cannot be read must not cost the others their day.
			await keep(system, kind, found, now()).then(
				(kept) => (touched += kept ? 1 : 0),
				(error: unknown) => failed.push(error)
			);
		}
		const at = now().getTime();
		touched += await thinVersions(system, { month: new Date(at - 31 * DAY_MS), year: new Date(at - 366 * DAY_MS) });
		if (failed.length > 0) throw new AggregateError(failed, `no version of ${failed.length} documents could be kept`);
		return touched;
	}
});

async function keep(
	system: JobContext['system'],
	kind: DocumentKind,
	{ workspaceId, documentId }: { readonly workspaceId: string; readonly documentId: string },
	at: Date
): Promise<boolean> {
	const stored = await readDocument(system, workspaceId, documentId);
	if (!stored) return false;
	const content = await contentOf(kind, stored.update);
	if ((await lastDigest(system, workspaceId, documentId))?.equals(content.digest)) return false;
	const id = uuidv7(at.getTime(), randomBytes(10));
	await insertVersion(system, {
		workspaceId,
		documentId,
		id,
		kind: 'daily',
		title: null,
		author: null,
		...content,
		at
	});
	return true;
}
