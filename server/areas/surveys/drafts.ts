import type { SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { byEditor } from '#domain/events/index.ts';
import { canonical } from '#domain/shared/canonical.ts';
import { isId } from '#domain/shared/ids.ts';
import { cut, storable } from '#domain/shared/storable.ts';
import { visibleOrNothing } from '#domain/shared/visible.ts';
import { contentOf, draftOf, type DraftChange, type SurveyDraft } from '#domain/survey/draft/index.ts';
import type { SurveyContent } from '#domain/survey/index.ts';
import { tellSurvey } from '../../bus/tell.ts';
import { UnknownDocument } from '../../collab/index.ts';
import type { Db, Trx } from '../../db/scope.ts';
import type { DocumentsOf } from '../../documents/documents-of.ts';
import { createFollower, type FollowerDeps } from '../../documents/follower.ts';
import { documentExists, editorSince } from '../../documents/repo/documents.ts';
import type { DocumentKey } from '../../documents/store.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../platform/errors.ts';
import { draftContent, storedContent } from './stored-content.ts';
import * as repo from './repo/surveys.ts';

/** What people write of surveys: documents with the ids of their surveys. */
export interface Drafts {
	/** Makes the document of a survey's draft where nobody has opened it yet. False: there is no such survey. */
	open(key: DocumentKey): Promise<boolean>;
	/** As it is now, with every committed edit; where nobody has opened it, what the survey's row says. */
	read(trx: Trx, row: repo.SurveyRow): Promise<SurveyDraft>;
	/**
	 * Writes what `decide` wants done to the draft as it is now: committed, and on every open page, when it returns. The
	 * row of the survey follows at once, or – where that fails – later.
	 */
	edit(key: DocumentKey, authorId: string, decide: (now: SurveyDraft) => readonly DraftChange[]): Promise<void>;
	/** Writes what the tables say of a draft. Does nothing for documents that are none. */
	project(key: DocumentKey): Promise<void>;
	/** A draft was edited: projects it, and tries again until that works. False: it did not work at once. */
	changed(key: DocumentKey): Promise<boolean>;
	/** Projects what a process that died left behind. @returns how many */
	catchUp(): Promise<number>;
	close(): void;
}

export interface DraftsDeps {
	readonly db: Db;
	readonly documents: DocumentsOf<SurveyDraftTypes>;
	readonly log: FollowerDeps['log'];
}

/** The title as the tables have it: never empty, and no longer than they take. People may be typing it just now. */
export const titleOf = ({ title }: SurveyDraft, row: Pick<repo.SurveyRow, 'title'>): string =>
	visibleOrNothing(cut(storable(title).trim(), 200)).trim() || row.title;

export const sameContent = (a: SurveyContent, b: SurveyContent): boolean => canonical(a) === canonical(b);

export function createDrafts({ db, documents, log }: DraftsDeps): Drafts {
	const follower = createFollower({ what: 'survey', project, log });

	async function read(trx: Trx, row: repo.SurveyRow): Promise<SurveyDraft> {
		const key = { workspaceId: row.workspace_id, documentId: row.id };
		return (await documents.read(trx, key)) ?? draftOf(row.title, draftContent(row.draft));
	}

	/** The lock is taken before the document is read, so whoever writes last has read last, in whichever process. */
	function project({ workspaceId, documentId: id }: DocumentKey): Promise<void> {
		return db.inWorkspace(workspaceId, async (trx) => {
			const row = await repo.lockSurvey(trx, workspaceId, id);
			if (!row) return;
			const draft = await read(trx, row);
			const before = draftContent(row.draft);
			const content = contentOf(draft);
			const title = titleOf(draft, row);
			const fields = [title !== row.title && 'title', !sameContent(before, content) && 'content'] as const;
			const changed = fields.filter((field) => field !== false);
			if (changed.length > 0) {
				const [version] = await repo.publishedVersions(trx, workspaceId, [id]);
				const differs = version === undefined || !sameContent(storedContent(version.content), content);
				await repo.updateSurvey(trx, workspaceId, id, { title, draft: content, changed: differs });
				const editor = await editorSince(trx, { workspaceId, documentId: id }, row.projected_at);
				await record(trx, workspaceId, byEditor(editor), [
					{ kind: 'survey.changed', subject: id, payload: { fields: changed } }
				]);
				if (title !== row.title || differs !== row.changed) await tellSurvey(trx, workspaceId, id);
			}
			await repo.noteProjected(trx, workspaceId, id, row.at);
		});
	}

	return {
		open(key) {
			const { workspaceId, documentId: id } = key;
			if (!isId(id)) return Promise.resolve(false);
			return db.inWorkspace(workspaceId, async (trx) => {
				if (!(await repo.findSurvey(trx, workspaceId, id))) return false;
				if (await documentExists(trx, key)) return true;
				// Two who open it at once make one document.
				const row = await repo.lockSurvey(trx, workspaceId, id);
				if (!row) return false;
				if (await documentExists(trx, key)) return true;
				await documents.create(trx, key, draftOf(row.title, draftContent(row.draft)), row.created_by);
				await repo.noteProjected(trx, workspaceId, id, row.at);
				return true;
			});
		},

		read,

		async edit(key, authorId, decide) {
			try {
				await documents.edit(key, authorId, (now) => ({ changes: decide(now) }));
			} catch (error) {
				throw error instanceof UnknownDocument ? notFound() : error;
			}
			// Committed: from here on the tables are a matter of time, not of whoever asked.
			await follower.changed(key);
		},

		project,
		changed: (key) => follower.changed(key),
		async catchUp() {
			const stale = await db.system.transaction().execute(repo.staleDrafts);
			for (const key of stale) await follower.changed(key);
			return stale.length;
		},
		close: () => follower.close()
	};
}
