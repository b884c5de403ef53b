import * as v from 'valibot';
import { byId, defineRecord, type Given, optionalReference, text } from './define-record.ts';

/** "On this day we changed this". `touchpointId` null: it concerns the whole journey. */
export const MarkerFields = v.object({
	title: text(),
	description: text(),
	/** Day in the workspace's time zone, `2026-05-03`. */
	day: v.pipe(v.string(), v.isoDate()),
	touchpointId: optionalReference()
});

export type Marker = Readonly<{ type: 'marker'; id: string } & v.InferOutput<typeof MarkerFields>>;

export const markerVersions = { Initial: 1 } as const;

export const createMarker = (given: Given<Marker, 'day'>): Marker => ({
	title: '',
	description: '',
	touchpointId: null,
	...given,
	type: 'marker'
});

export const isMarker = (record: { readonly type: string } | undefined): record is Marker => record?.type === 'marker';

export const markerRecord = defineRecord({
	type: 'marker',
	collection: 'markers',
	fields: MarkerFields,
	texts: ['description'],
	titles: ['title'],
	versions: markerVersions,
	migrations: [],
	blank: (id: string) => createMarker({ id, day: '2026-01-01' }),
	compare: (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : byId(a, b)),
	// A change stays a fact when the touchpoint it was made at is gone.
	settle: (marker, isPlaced) =>
		marker.touchpointId === null || isPlaced(marker.touchpointId) ? marker : { ...marker, touchpointId: null }
});
