import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { changesBetween, compare, type Difference, type JourneySnapshot } from '#domain/journey/index.ts';
import { ListVersionsInput, MAX_NAMED_VERSIONS, NameVersionInput, type VersionKind } from '#domain/journey/inputs.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import * as stored from '../../documents/repo/versions.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { memberNames } from '../people/repo/members.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { DocumentKey, JourneyDocuments } from './journey-documents.ts';
import { findJourney } from './repo/journeys.ts';

/** What a map was at a time, in a list. */
export interface VersionView {
	readonly id: string;
	readonly kind: VersionKind;
	/** Of a named one, else null. */
	readonly title: string | null;
	/** null: kept by the program. A name is null when that person has left. */
	readonly author: { readonly id: string; readonly name: string | null } | null;
	readonly at: string;
}

export interface ComparedVersions {
	readonly version: VersionView;
	/** null: the map as it is now. */
	readonly other: VersionView | null;
	readonly here: JourneySnapshot;
	readonly there: JourneySnapshot;
	/** What the version has otherwise than the other one. */
	readonly differences: readonly Difference[];
}

export interface Versions {
	/** Of one journey, the last ones first. */
	list(actor: Actor | null, journeyId: string, input?: unknown): Promise<{ items: VersionView[]; next: string | null }>;
	/** Keeps the map as it is now, under a name. */
	name(actor: Actor | null, journeyId: string, input: unknown): Promise<VersionView>;
	/** @param otherId another version; null: the map as it is now */
	compare(actor: Actor | null, journeyId: string, id: string, otherId: string | null): Promise<ComparedVersions>;
	/**
	 * Makes the map what it was then, as an edit like any other: open boards show it at once, and what others type
	 * elsewhere at that moment stays. What it was before is kept as a version first.
	 */
	restore(actor: Actor | null, journeyId: string, id: string): Promise<void>;
	/** Only versions that somebody named. @throws AppError 409 for others */
	remove(actor: Actor | null, journeyId: string, id: string): Promise<void>;
}

export interface VersionsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly documents: Pick<JourneyDocuments, 'read' | 'change' | 'content' | 'readContent'>;
	/** The map was edited: its view follows. */
	readonly changed: (key: DocumentKey) => Promise<unknown>;
}

export function createVersions({ db, newId, now, documents, changed }: VersionsDeps): Versions {
	/** Journeys of others and deleted ones have none. */
	const inJourney = <T>({ workspaceId }: Actor, journeyId: string, work: (trx: Trx) => Promise<T>): Promise<T> => {
		if (!isId(journeyId)) throw notFound();
		return db.inWorkspace(workspaceId, async (trx) => {
			if ((await findJourney(trx, workspaceId, journeyId)) === undefined) throw notFound();
			return work(trx);
		});
	};

	const found = async (trx: Trx, { workspaceId }: Actor, journeyId: string, id: string) => {
		const row = isId(id) ? await stored.findVersion(trx, workspaceId, journeyId, id) : undefined;
		if (row === undefined) throw notFound();
		return row;
	};

	const read = async (bytes: Uint8Array): Promise<JourneySnapshot> => {
		const snapshot = await documents.readContent(bytes);
		if (snapshot === null) throw conflict('version_too_new');
		return snapshot;
	};

	const views = async (trx: Trx, { workspaceId }: Actor, rows: readonly stored.VersionRow[]) => {
		const authors = [...new Set(rows.flatMap(({ author }) => author ?? []))];
		const names = authors.length > 0 ? await memberNames(trx, workspaceId, authors) : new Map<string, string>();
		return rows.map((row) => view(row, names));
	};

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
		async list(actor, journeyId, input = {}) {
			authorize(actor, 'journey.view');
			const { limit, cursor } = checked(ListVersionsInput, input);
			const before = cursor === undefined ? undefined : readCursor(cursor);
			return inJourney(actor, journeyId, async (trx) => {
				const rows = await stored.listVersions(trx, actor.workspaceId, journeyId, {
					limit: limit + 1,
					...(before && { before: { at: before.updatedAt, id: before.id } })
				});
				const page = rows.slice(0, limit);
				const last = page.at(-1);
				return {
					items: await views(trx, actor, page),
					next: rows.length > limit && last ? writeCursor({ at: last.exact_at, id: last.id }) : null
				};
			});
		},

		async name(actor, journeyId, input) {
			authorize(actor, 'journey.edit');
			const { title } = checked(NameVersionInput, input);
			return inJourney(actor, journeyId, async (trx) => {
				if ((await stored.countNamed(trx, actor.workspaceId, journeyId)) >= MAX_NAMED_VERSIONS)
					throw conflict('too_many_versions');
				const id = (await keep(trx, actor, journeyId, { kind: 'named', title }))!;
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.version-named', subject: journeyId, payload: { versionId: id } }
				]);
				return (await views(trx, actor, [await found(trx, actor, journeyId, id)]))[0]!;
			});
		},

		async compare(actor, journeyId, id, otherId) {
			authorize(actor, 'journey.view');
			const { version, other, present } = await inJourney(actor, journeyId, async (trx) => ({
				version: await found(trx, actor, journeyId, id),
				other: otherId === null ? null : await found(trx, actor, journeyId, otherId),
				present:
					otherId === null ? await documents.read(trx, { workspaceId: actor.workspaceId, documentId: journeyId }) : null
			}));
			const here = await read(version.bytes);
			const there = other ? await read(other.bytes) : present;
			if (there === null) throw notFound();
			const [first, second] = await inJourney(actor, journeyId, (trx) =>
				views(trx, actor, other ? [version, other] : [version])
			);
			return { version: first!, other: second ?? null, here, there, differences: compare(here, there) };
		},

		async restore(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			const key = { workspaceId: actor.workspaceId, documentId: journeyId };
			const { bytes } = await inJourney(actor, journeyId, (trx) => found(trx, actor, journeyId, id));
			const wanted = await read(bytes);
			await inJourney(actor, journeyId, (trx) =>
				keep(trx, actor, journeyId, { kind: 'before-restore', title: null, unlessSame: true })
			);
			await documents.change(key, actor, (present) => changesBetween(present, wanted));
			// Committed: from here on the view is a matter of time, not of this request.
			await changed(key);
			// The edit is in the journal's own transaction; an event that is missing is better than one of what never was.
			await inJourney(actor, journeyId, (trx) =>
				record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.restored', subject: journeyId, payload: { versionId: id } }
				])
			);
		},

		async remove(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			await inJourney(actor, journeyId, async (trx) => {
				const { kind } = await found(trx, actor, journeyId, id);
				if (kind !== 'named') throw conflict('version_not_named');
				if (!(await stored.deleteNamed(trx, actor.workspaceId, journeyId, id))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.version-removed', subject: journeyId, payload: { versionId: id } }
				]);
			});
		}
	};
}

const view = (row: stored.VersionRow, names: ReadonlyMap<string, string>): VersionView => ({
	id: row.id,
	kind: row.kind,
	title: row.title,
	author: row.author === null ? null : { id: row.author, name: names.get(row.author) ?? null },
	at: row.at.toISOString()
});
