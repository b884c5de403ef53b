import * as v from 'valibot';
import { byOrder } from '#domain/shared/order.ts';
import { defineRecord, emotion, type Given, optionalReference, order, pixels, text } from './define-record.ts';

/** A column of the map: a stage that the customer goes through. */
export const SceneFields = v.object({
	title: text(),
	description: text(),
	order: order(),
	departmentId: optionalReference(),
	/** Width of the column in board pixels; null: as wide as its content needs. */
	width: pixels(160, 960),
	expectedEmotion: emotion()
});

export type Scene = Readonly<{ type: 'scene'; id: string } & v.InferOutput<typeof SceneFields>>;

export const sceneVersions = { Initial: 1 } as const;

export const createScene = (given: Given<Scene, 'order'>): Scene => ({
	title: '',
	description: '',
	departmentId: null,
	width: null,
	expectedEmotion: null,
	...given,
	type: 'scene'
});

export const isScene = (record: { readonly type: string } | undefined): record is Scene => record?.type === 'scene';

export const sceneRecord = defineRecord({
	type: 'scene',
	collection: 'scenes',
	fields: SceneFields,
	texts: ['description'],
	titles: ['title'],
	versions: sceneVersions,
	migrations: [],
	blank: (id: string, key: string) => createScene({ id, order: key }),
	compare: byOrder
});
