import type { SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { draftOf, type DraftChange, type SurveyDraft } from '#domain/survey/draft/index.ts';
import { UnknownDocument } from '../../collab/index.ts';
import type { Db, Trx } from '../../db/scope.ts';
import type { DocumentsOf } from '../../documents/documents-of.ts';
import { createFollow } from '../../documents/projection/follow.ts';
import { documentExists } from '../../documents/repo/documents.ts';
import type { DocumentKey } from '../../documents/store.ts';
import { notFound } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { draftContent } from './stored-content.ts';
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
}

export interface DraftsDeps {
	readonly db: Db;
	readonly documents: DocumentsOf<SurveyDraftTypes>;
	/** Writes what tables say of a document (`Projector`). */
	readonly project: (key: DocumentKey) => Promise<void>;
	readonly log: Pick<Log, 'error'>;
}

export function createDrafts({ db, documents, project, log }: DraftsDeps): Drafts {
	const changed = createFollow(project, log);

	async function read(trx: Trx, row: repo.SurveyRow): Promise<SurveyDraft> {
		const key = { workspaceId: row.workspace_id, documentId: row.id };
		return (await documents.read(trx, key)) ?? draftOf(row.title, draftContent(row.draft));
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
			await changed(key);
		}
	};
}
