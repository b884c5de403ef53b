import * as v from 'valibot';
import { byId, defineRecord, type Given, reference, text } from './define-record.ts';

/** A way that customers go, from one touchpoint to another. */
export const PathFields = v.object({
	fromId: reference(),
	toId: reference(),
	label: text()
});

export type Path = Readonly<{ type: 'path'; id: string } & v.InferOutput<typeof PathFields>>;

export const pathVersions = { Initial: 1 } as const;

export const createPath = (given: Given<Path, 'fromId' | 'toId'>): Path => ({ label: '', ...given, type: 'path' });

export const isPath = (record: { readonly type: string } | undefined): record is Path => record?.type === 'path';

export const pathRecord = defineRecord({
	type: 'path',
	collection: 'paths',
	fields: PathFields,
	texts: [],
	titles: ['label'],
	versions: pathVersions,
	migrations: [],
	blank: (id: string) => createPath({ id, fromId: id, toId: id }),
	compare: byId,
	settle: (path, isPlaced) => (isPlaced(path.fromId) && isPlaced(path.toId) ? path : null)
});
