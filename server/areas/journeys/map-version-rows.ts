import type { VersionView } from '#contract/versions.ts';
import type { Actor } from '#domain/access/index.ts';
import type { JourneySnapshot } from '#domain/journey/index.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Db, Trx } from '../../db/scope.ts';
import * as stored from '../../documents/repo/versions.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { memberNames } from '../people/repo/members.ts';
import type { VersionsDeps } from './map-versions.ts';
import { findJourney } from './repo/journeys.ts';

/** One transaction in a journey's workspace. @throws AppError 404 for journeys of others and deleted ones */
export async function inJourney<T>(
	db: Db,
	{ workspaceId }: Actor,
	journeyId: string,
	work: (trx: Trx) => Promise<T>
): Promise<T> {
	if (!isId(journeyId)) throw notFound();
	return db.inWorkspace(workspaceId, async (trx) => {
		if ((await findJourney(trx, workspaceId, journeyId)) === undefined) throw notFound();
		return work(trx);
	});
}

/** @throws AppError 404 when the journey has no such version */
export async function findVersion(trx: Trx, { workspaceId }: Actor, journeyId: string, id: string) {
	const row = isId(id) ? await stored.findVersion(trx, workspaceId, journeyId, id) : undefined;
	if (row === undefined) throw notFound();
	return row;
}

/** @throws AppError 409 `version_too_new`: a newer program has written it */
export async function readVersion(
	documents: Pick<VersionsDeps['documents'], 'readContent'>,
	bytes: Uint8Array
): Promise<JourneySnapshot> {
	const snapshot = await documents.readContent(bytes);
	if (snapshot === null) throw conflict('version_too_new');
	return snapshot;
}

/** With the names of their authors. */
export async function versionViews(
	trx: Trx,
	{ workspaceId }: Actor,
	rows: readonly stored.VersionRow[]
): Promise<VersionView[]> {
	const authors = [...new Set(rows.flatMap(({ author }) => author ?? []))];
	const names = authors.length > 0 ? await memberNames(trx, workspaceId, authors) : new Map<string, string>();
	return rows.map((row) => view(row, names));
}

const view = (row: stored.VersionRow, names: ReadonlyMap<string, string>): VersionView => ({
	id: row.id,
	kind: row.kind,
	title: row.title,
	author: row.author === null ? null : { id: row.author, name: names.get(row.author) ?? null },
	at: row.at.toISOString()
});
