import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { changesBetween } from '#domain/journey/index.ts';
import { MAX_NAMED_VERSIONS, NameVersionInput, type VersionKind } from '#domain/journey/inputs.ts';
import type { Trx } from '../../db/scope.ts';
import * as stored from '../../documents/repo/versions.ts';
import { record } from '../../events/record.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findVersion, inJourney, readVersion, versionViews } from './map-version-rows.ts';
import type { Versions, VersionsDeps } from './map-versions.ts';

/** Keeping versions by hand, going back to one, and taking one away. */
export function createVersionWrites({
	db,
	newId,
	now,
	documents,
	changed
}: VersionsDeps): Pick<Versions, 'name' | 'restore' | 'remove'> {
	/** Keeps the map as it is. @returns null when `unlessSame` and the last version says the same */
	const keep = async (
		trx: Trx,
		{ workspaceId, userId }: Actor,
		documentId: string,
		{ kind, title, unlessSame = false }: { kind: VersionKind; title: string | null; unlessSame?: boolean }
	): Promise<string | null> => {
		const content = await documents.content(trx, { workspaceId, documentId });
		if (content === null) throw notFound();
		if (unlessSame && (await stored.lastDigest(trx, workspaceId, documentId))?.equals(content.digest)) return null;
		const id = newId();
		await stored.insertVersion(trx, {
			workspaceId,
			documentId,
			id,
			kind,
			title,
			author: userId,
			...content,
			at: now()
		});
		return id;
	};

	return {
		async name(actor, journeyId, input) {
			authorize(actor, 'journey.edit');
			const { title } = checked(NameVersionInput, input);
			return inJourney(db, actor, journeyId, async (trx) => {
				if ((await stored.countNamed(trx, actor.workspaceId, journeyId)) >= MAX_NAMED_VERSIONS)
					throw conflict('too_many_versions');
				const id = (await keep(trx, actor, journeyId, { kind: 'named', title }))!;
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.version-named', subject: journeyId, payload: { versionId: id } }
				]);
				return (await versionViews(trx, actor, [await findVersion(trx, actor, journeyId, id)]))[0]!;
			});
		},

		async restore(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			const key = { workspaceId: actor.workspaceId, documentId: journeyId };
			const { bytes } = await inJourney(db, actor, journeyId, (trx) => findVersion(trx, actor, journeyId, id));
			const wanted = await readVersion(documents, bytes);
			await inJourney(db, actor, journeyId, (trx) =>
				keep(trx, actor, journeyId, { kind: 'before-restore', title: null, unlessSame: true })
			);
			await documents.change(key, actor, (present) => changesBetween(present, wanted));
			// Committed: from here on the view is a matter of time, not of this request.
			await changed(key);
			// The edit is in the journal's own transaction; an event that is missing is better than one of what never was.
			await inJourney(db, actor, journeyId, (trx) =>
				record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.restored', subject: journeyId, payload: { versionId: id } }
				])
			);
		},

		async remove(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			await inJourney(db, actor, journeyId, async (trx) => {
				const { kind } = await findVersion(trx, actor, journeyId, id);
				if (kind !== 'named') throw conflict('version_not_named');
				if (!(await stored.deleteNamed(trx, actor.workspaceId, journeyId, id))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.version-removed', subject: journeyId, payload: { versionId: id } }
				]);
			});
		}
	};
}
