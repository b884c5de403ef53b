import { isId } from '#domain/shared/ids.ts';
import { AppError } from '../../platform/errors.ts';

/** Where a page of a list by time ended: the database's own text of the instant (microseconds count), and the id. */
export interface Position {
	readonly at: string;
	readonly id: string;
}

/** Opaque to callers: base64url of both parts. */
export const writeCursor = ({ at, id }: Position): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** @throws AppError 400 `cursor` for anything we did not write */
export function readCursor(cursor: string): { updatedAt: string; id: string } {
	const [at = '', id] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
	if (
		!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(at) ||
		Number.isNaN(Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))) ||
		!isId(id)
	)
		throw new AppError(400, 'cursor');
	return { updatedAt: at, id };
}
