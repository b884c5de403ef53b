import { createHash } from 'node:crypto';
import type { ImportRowInput } from '#domain/imports/index.ts';
import { uuidv8, type Id } from '#domain/shared/ids.ts';
import type { Issue } from '#domain/shared/result.ts';
import type * as repo from './repo/imports.ts';

export interface ImportView {
	readonly id: string;
	readonly kind: string;
	readonly fileName: string;
	/** Rows of the file that were to be imported; those never sent are `total − created − duplicate − failed`. */
	readonly total: number;
	readonly created: number;
	/** Were there already. */
	readonly duplicate: number;
	readonly failed: number;
	/**
	 * `running` may also mean: given up half-way; the same file again finishes it. `undoing` may also mean: undoing stopped
	 * half-way; undoing it again goes on.
	 */
	readonly status: repo.ImportRow['status'];
	readonly createdAt: string;
	readonly finishedAt: string | null;
	/** Who imported it; null when their account is gone. */
	readonly author: string | null;
	/** Journeys whose touchpoints it may have filled. */
	readonly journeys: readonly { readonly id: string; readonly title: string }[];
	/** First and last day of the answers that it brought; null when it brought none. */
	readonly firstDay: string | null;
	readonly lastDay: string | null;
	/** Can it be undone by whoever asks? */
	readonly undoable: boolean;
	/** Answers that undoing has taken out so far, by whom, and since when. */
	readonly undone: { readonly answers: number; readonly by: string | null; readonly at: string } | null;
}

/** What became of a row; `row` is its number in the file. */
export interface ImportedRow {
	readonly row: number;
	/**
	 * `conflict`: this answer is there already, with another score. `deleted`: it was deleted, and stays out unless its row
	 * asks for it back; `erased`: out for ever.
	 */
	readonly status: 'created' | 'duplicate' | 'conflict' | 'deleted' | 'erased' | 'invalid' | 'failed';
	/** Day on which it was deleted or erased. */
	readonly on?: string;
	readonly issues?: readonly Issue[];
}

/**
 * The id of an imported answer follows from what it is: the same row read again, today or next year, is the same answer.
 */
export const importedId = (
	workspaceId: Id,
	kind: string,
	{ touchpointId, key }: Pick<ImportRowInput, 'touchpointId' | 'key'>
): Id => uuidv8(createHash('sha256').update([workspaceId, touchpointId, kind, key].join('\0')).digest());

/** Answers look alike only when they measure the same. */
export const lookOf = (kind: string, look: string): string => `${kind}:${look}`;

export const toView = (row: repo.ListedImport, mayUndo: (createdBy: string) => boolean): ImportView => ({
	id: row.id,
	kind: row.kind,
	fileName: row.file_name,
	total: row.total,
	created: row.created,
	duplicate: row.duplicate,
	failed: row.failed,
	status: row.status,
	createdAt: row.created_at.toISOString(),
	finishedAt: row.finished_at?.toISOString() ?? null,
	author: row.author,
	journeys: row.journeys,
	firstDay: row.first_day,
	lastDay: row.last_day,
	undoable: row.report.linked === true && row.status !== 'undone' && row.created > 0 && mayUndo(row.created_by),
	undone:
		row.undone_at === null ? null : { answers: row.undone, by: row.undone_author, at: row.undone_at.toISOString() }
});
