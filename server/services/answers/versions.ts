import { findVersion } from '../../db/repos/surveys.ts';
import type { Db } from '../../db/scope.ts';
import { storedContent } from '../survey-publish.ts';
import type { LoadedVersion } from './prepare.ts';

/** Published versions never change, so the last few hundred that were used stay in memory. */
const KEPT = 500;

/** Loads published versions, each once. */
export function createVersions({ db }: { readonly db: Db }): (workspaceId: string, surveyId: string, version: number) => Promise<LoadedVersion | null> {
	const kept = new Map<string, LoadedVersion>();
	return async (workspaceId, surveyId, version) => {
		const key = `${workspaceId}/${surveyId}/${version}`;
		const found = kept.get(key);
		if (found) return found;
		const row = await findVersion(db.system, workspaceId, surveyId, version);
		if (!row) return null;
		const loaded = { version, content: storedContent(row.content), definitions: row.definitions };
		// Oldest entry out: a Map remembers the order of insertion.
		if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
		kept.set(key, loaded);
		return loaded;
	};
}
