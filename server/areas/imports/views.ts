import type { ImportView } from '#contract/imports.ts';
import { createHash } from 'node:crypto';
import type { ImportRowInput } from '#domain/imports/index.ts';
import { uuidv8, type Id } from '#domain/shared/ids.ts';
import type * as repo from './repo/imports.ts';

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
