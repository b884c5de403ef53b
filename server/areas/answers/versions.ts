import { findVersion } from '../surveys/repo/surveys.ts';
import type { Db } from '../../db/scope.ts';
import { storedContent } from '../surveys/stored-content.ts';
import type { LoadedVersion } from './prepare.ts';

/** Published versions never change, so the last few hundred that were used stay in memory. */
const KEPT = 500;

/** Loads published versions, each once, however many answers ask for it at the same time. */
export function createVersions({
	db
}: {
	readonly db: Db;
}): (workspaceId: string, surveyId: string, version: number) => Promise<LoadedVersion | null> {
	const kept = new Map<string, Promise<LoadedVersion | null>>();

	async function load(workspaceId: string, surveyId: string, version: number): Promise<LoadedVersion | null> {
		const row = await findVersion(db.system, workspaceId, surveyId, version);
		return row ? { version, content: storedContent(row.content), definitions: row.definitions } : null;
	}

	return (workspaceId, surveyId, version) => {
		const key = `${workspaceId}/${surveyId}/${version}`;
		const found = kept.get(key);
		if (found) return found;
		const loading = load(workspaceId, surveyId, version);
		// Oldest entry out: a Map remembers the order of insertion.
		if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
		kept.set(key, loading);
		// What was not there may come (a version just being published), and what failed may work again.
		loading.then(
			(loaded) => loaded ?? kept.delete(key),
			() => kept.delete(key)
		);
		return loading;
	};
}
