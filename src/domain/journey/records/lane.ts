import * as v from 'valibot';
import { laneKinds } from '../lanes/all-lanes.ts';
import { byOrder } from '#domain/shared/order.ts';
import { defineRecord, type Given, order, pixels, text } from './define-record.ts';

/** A row of the map. Its kind says which cards it takes: see `lanes/`. */
export const LaneFields = v.object({
	kind: v.picklist(laneKinds),
	title: text(),
	order: order(),
	/** Least height of the row in board pixels; null: the kind's own. It grows with its cards either way. */
	height: pixels(48, 1200)
});

export type Lane = Readonly<{ type: 'lane'; id: string } & v.InferOutput<typeof LaneFields>>;

export const laneVersions = { Initial: 1 } as const;

export const createLane = (given: Given<Lane, 'order' | 'kind'>): Lane => ({
	title: '',
	height: null,
	...given,
	type: 'lane'
});

export const isLane = (record: { readonly type: string } | undefined): record is Lane => record?.type === 'lane';

export const laneRecord = defineRecord({
	type: 'lane',
	collection: 'lanes',
	fields: LaneFields,
	texts: [],
	titles: ['title'],
	versions: laneVersions,
	migrations: [],
	blank: (id: string, key: string) => createLane({ id, order: key, kind: 'notes' }),
	compare: byOrder
});
