import { compare } from '#domain/journey/index.ts';
import { ListVersionsInput } from '#domain/journey/inputs.ts';
import * as stored from '../../documents/repo/versions.ts';
import { notFound } from '../../platform/errors.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findVersion, inJourney, readVersion, versionViews } from './map-version-rows.ts';
import type { Versions, VersionsDeps } from './map-versions.ts';

/** What may be asked about a map's past; nothing is changed. */
export function createVersionReads({
	db,
	documents
}: Pick<VersionsDeps, 'db' | 'documents'>): Pick<Versions, 'list' | 'compare'> {
	return {
		async list(actor, journeyId, input = {}) {
			authorize(actor, 'journey.view');
			const { limit, cursor } = checked(ListVersionsInput, input);
			const before = cursor === undefined ? undefined : readCursor(cursor);
			return inJourney(db, actor, journeyId, async (trx) => {
				const rows = await stored.listVersions(trx, actor.workspaceId, journeyId, {
					limit: limit + 1,
					...(before && { before: { at: before.updatedAt, id: before.id } })
				});
				const page = rows.slice(0, limit);
				const last = page.at(-1);
				return {
					items: await versionViews(trx, actor, page),
					next: rows.length > limit && last ? writeCursor({ at: last.exact_at, id: last.id }) : null
				};
			});
		},

		async compare(actor, journeyId, id, otherId) {
			authorize(actor, 'journey.view');
			const { version, other, present } = await inJourney(db, actor, journeyId, async (trx) => ({
				version: await findVersion(trx, actor, journeyId, id),
				other: otherId === null ? null : await findVersion(trx, actor, journeyId, otherId),
				present:
					otherId === null ? await documents.read(trx, { workspaceId: actor.workspaceId, documentId: journeyId }) : null
			}));
			const here = await readVersion(documents, version.bytes);
			const there = other ? await readVersion(documents, other.bytes) : present;
			if (there === null) throw notFound();
			const [first, second] = await inJourney(db, actor, journeyId, (trx) =>
				versionViews(trx, actor, other ? [version, other] : [version])
			);
			return { version: first!, other: second ?? null, here, there, differences: compare(here, there) };
		}
	};
}
