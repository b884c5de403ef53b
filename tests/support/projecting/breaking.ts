import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projections as real } from '#server/areas/all-projections.ts';
import type { DocumentProjection } from '#server/documents/projection/document-projection.ts';
import type { DocumentKey } from '#server/documents/store.ts';

/**
 * The real projections, which break when everything is written and nothing is committed. What is to happen to a document is
 * a file in the folder that the address names (`breaking.ts?folder=…`).
 */
const folder = new URL(import.meta.url).searchParams.get('folder')!;
const told = (what: 'die' | 'fail' | 'wait', { documentId }: DocumentKey): string =>
	join(folder, `${what}-${documentId}`);

async function halfWay(key: DocumentKey): Promise<void> {
	if (existsSync(told('die', key))) process.kill(process.pid, 'SIGKILL');
	if (existsSync(told('fail', key))) throw new Error('told to fail');
	if (!existsSync(told('wait', key))) return;
	// Who is waiting.
	writeFileSync(join(folder, `waits-${key.documentId}`), String(process.pid));
	while (existsSync(told('wait', key))) await wait(5);
}

export const projections: readonly DocumentProjection[] = real.map(({ kind, project }) => ({
	kind,
	project: (key, tools) =>
		project(key, {
			...tools,
			db: {
				inWorkspace: (workspaceId, work) =>
					tools.db.inWorkspace(workspaceId, async (trx) => {
						const result = await work(trx);
						await halfWay(key);
						return result;
					})
			}
		})
}));
