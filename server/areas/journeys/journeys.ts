import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import {
	instantiateWithKeys,
	journeyView,
	templateCards,
	type JourneySnapshot,
	type JourneyView as JourneyMap,
	type TemplateCard
} from '#domain/journey/index.ts';
import {
	AddTouchpointInput,
	CreateJourneyInput,
	ListJourneysInput,
	UpdateJourneyInput,
	type JourneyStatus
} from '#domain/journey/inputs.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { staleJourneys } from './repo/projection.ts';
import * as repo from './repo/journeys.ts';
import type { Db } from '../../db/scope.ts';
import { createFollower, type FollowerDeps } from '../../documents/follower.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { DocumentKey, JourneyDocuments } from './journey-documents.ts';
import { projectJourney, projectWithin } from './projection.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';

/** A journey in a list: enough for a card with its strip of scenes. */
export interface JourneyCard {
	readonly id: string;
	readonly title: string;
	readonly status: JourneyStatus;
	readonly scenes: readonly { readonly id: string; readonly title: string; readonly touchpointCount: number }[];
	readonly touchpointCount: number;
	readonly createdAt: string;
	/** When the map was last changed. */
	readonly updatedAt: string;
}

/** The whole map. */
export type JourneyView = JourneyMap & {
	readonly status: JourneyStatus;
	readonly createdAt: string;
	readonly updatedAt: string;
};
export type TouchpointView = JourneyView['touchpoints'][number];

export interface Journeys {
	/** Last changed first; `q` finds words anywhere on the map. */
	list(actor: Actor | null, input?: unknown): Promise<{ items: JourneyCard[]; next: string | null }>;
	/**
	 * Seeds the document from a template, once, in the transaction that makes the journey and its view: all of it or nothing.
	 * @returns its id, and the ids of its touchpoints by the template's names for them
	 */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; touchpoints: Readonly<Record<string, string>> }>;
	get(actor: Actor | null, id: string): Promise<JourneyView>;
	/** A new title goes through the document, so that open boards see it. A view that cannot be written follows later. */
	update(actor: Actor | null, id: string, input: unknown): Promise<JourneyCard>;
	/** Takes the journey away and closes its boards; what customers answered stays. */
	remove(actor: Actor | null, id: string): Promise<void>;
	/**
	 * At the end of the scene's touchpoints. Ready to be asked at when this returns: where its view could not be written at
	 * once, "ask here" tries again.
	 */
	addTouchpoint(actor: Actor | null, id: string, input: unknown): Promise<TouchpointView>;
	templates(locale: Locale): readonly TemplateCard[];
	/** Who has which journey open now, by journey id. */
	present(actor: Actor | null): Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
	/** Is there such a journey? For those who guard its document. */
	exists(workspaceId: string, id: string): Promise<boolean>;
	/** Writes the relational view of a document as it is now. Does nothing for documents that are no journey. */
	project(workspaceId: string, id: string): Promise<void>;
	/** A document was edited: writes its view, and tries again until that works. False: it did not work at once. */
	changed(key: DocumentKey): Promise<boolean>;
	/** Writes the views that a process that died left behind. @returns how many */
	catchUp(): Promise<number>;
	close(): void;
}

export interface JourneysDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly documents: JourneyDocuments;
	readonly log: FollowerDeps['log'];
}

export function createJourneys(deps: JourneysDeps): Journeys {
	const { db, newId, now, documents } = deps;
	const project = (workspaceId: string, id: string) => projectJourney(deps, { workspaceId, journeyId: id });
	const follower = createFollower({
		what: 'journey',
		project: ({ workspaceId, documentId }) => project(workspaceId, documentId),
		log: deps.log
	});

	async function found(actor: Actor, id: string): Promise<repo.JourneyRow> {
		const row = isId(id)
			? await db.inWorkspace(actor.workspaceId, (trx) => repo.findJourney(trx, actor.workspaceId, id))
			: undefined;
		if (row === undefined) throw notFound();
		return row;
	}

	async function read(actor: Actor, id: string): Promise<JourneySnapshot> {
		const { workspaceId } = actor;
		const snapshot = await db.inWorkspace(workspaceId, (trx) => documents.read(trx, { workspaceId, documentId: id }));
		if (snapshot === null) throw notFound();
		return snapshot;
	}

	async function cards(workspaceId: string, rows: readonly repo.JourneyRow[]): Promise<JourneyCard[]> {
		if (rows.length === 0) return [];
		const scenes = await db.inWorkspace(workspaceId, (trx) =>
			repo.listScenes(
				trx,
				workspaceId,
				rows.map((row) => row.id)
			)
		);
		return rows.map((row) =>
			card(
				row,
				scenes.filter((scene) => scene.journey_id === row.id)
			)
		);
	}

	return {
		async list(actor, input = {}) {
			authorize(actor, 'journey.view');
			const { status, ids, q = '', limit, cursor } = checked(ListJourneysInput, input);
			const rows = await db.inWorkspace(actor.workspaceId, (trx) =>
				repo.listJourneys(trx, actor.workspaceId, {
					...(status ? { status } : {}),
					...(ids ? { ids } : {}),
					words: q.toLowerCase().split(/\s+/u).filter(Boolean),
					limit: limit + 1,
					...(cursor === undefined ? {} : { after: readCursor(cursor) })
				})
			);
			const page = rows.slice(0, limit);
			const last = page.at(-1);
			return {
				items: await cards(actor.workspaceId, page),
				next: rows.length > limit && last ? writeCursor({ at: last.exact_updated_at, id: last.id }) : null
			};
		},

		async create(actor, input) {
			authorize(actor, 'journey.create');
			const { title, template, locale } = checked(CreateJourneyInput, input);
			const id = newId();
			const { snapshot, touchpoints } = instantiateWithKeys(template, { title, locale, newId });
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				await documents.create(trx, { workspaceId: actor.workspaceId, documentId: id }, snapshot, actor.userId);
				await repo.insertJourney(trx, {
					workspaceId: actor.workspaceId,
					id,
					title,
					createdBy: actor.userId,
					at: now()
				});
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.created', subject: id, payload: {} }
				]);
				await projectWithin(trx, deps, { workspaceId: actor.workspaceId, journeyId: id });
			});
			return { id, touchpoints };
		},

		async get(actor, id) {
			authorize(actor, 'journey.view');
			const row = await found(actor, id);
			return { ...journeyView(id, await read(actor, id)), ...stamps(row) };
		},

		async update(actor, id, input) {
			authorize(actor, 'journey.edit');
			const { title, status } = checked(UpdateJourneyInput, input);
			const { workspaceId } = actor;
			await found(actor, id);
			if (title !== undefined) {
				await documents.edit({ workspaceId, documentId: id }, actor, 'editJourney', { fields: { title } });
				// Committed: from here on the view is a matter of time, not of this request.
				await follower.changed({ workspaceId, documentId: id });
			}
			if (status !== undefined)
				await db.inWorkspace(workspaceId, async (trx) => {
					if (await repo.setStatus(trx, workspaceId, id, status, now()))
						await record(trx, workspaceId, eventActor(actor), [
							{ kind: 'journey.status-set', subject: id, payload: { status } }
						]);
				});
			const row = await found(actor, id);
			return (await cards(workspaceId, [title === undefined ? row : { ...row, title }]))[0]!;
		},

		async remove(actor, id) {
			authorize(actor, 'journey.edit');
			const { workspaceId } = actor;
			if (!isId(id)) throw notFound();
			await db.inWorkspace(workspaceId, async (trx) => {
				if (!(await repo.markDeleted(trx, workspaceId, id, now()))) throw notFound();
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'journey.deleted', subject: id, payload: {} }]);
			});
			// It is gone; a board that stays open meanwhile is refused when it next asks.
			await documents
				.closed({ workspaceId, documentId: id })
				.catch((error: unknown) =>
					deps.log.error({ err: error, journey: id }, 'boards of a deleted journey stay open')
				);
		},

		async addTouchpoint(actor, id, input) {
			authorize(actor, 'journey.edit');
			const given = checked(AddTouchpointInput, input);
			await found(actor, id);
			const { created, snapshot } = await documents.edit(
				{ workspaceId: actor.workspaceId, documentId: id },
				actor,
				'addTouchpoint',
				given
			);
			// Committed: an error from here on would make its caller add it twice.
			await follower.changed({ workspaceId: actor.workspaceId, documentId: id });
			return journeyView(id, snapshot).touchpoints.find((one) => one.id === created[0])!;
		},

		present(actor) {
			authorize(actor, 'journey.view');
			return Object.fromEntries(documents.present(actor.workspaceId));
		},

		templates: templateCards,

		exists: async (workspaceId, id) =>
			(await db.inWorkspace(workspaceId, (trx) => repo.findJourney(trx, workspaceId, id))) !== undefined,

		project,
		changed: (key) => follower.changed(key),
		async catchUp() {
			const stale = await db.system.transaction().execute(staleJourneys);
			for (const { workspaceId, journeyId } of stale) await follower.changed({ workspaceId, documentId: journeyId });
			return stale.length;
		},
		close: () => follower.close()
	};
}

const stamps = (row: repo.JourneyRow) => ({
	status: row.status,
	createdAt: row.created_at.toISOString(),
	updatedAt: row.updated_at.toISOString()
});

function card(row: repo.JourneyRow, scenes: Awaited<ReturnType<typeof repo.listScenes>>): JourneyCard {
	const strip = scenes.map(({ id, title, touchpoints }) => ({ id, title, touchpointCount: Number(touchpoints) }));
	return {
		id: row.id,
		title: row.title,
		scenes: strip,
		touchpointCount: strip.reduce((sum, scene) => sum + scene.touchpointCount, 0),
		...stamps(row)
	};
}
