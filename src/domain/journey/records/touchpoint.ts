import * as v from 'valibot';
import { byOrder } from '#domain/shared/order.ts';
import { defineRecord, emotion, type Given, optionalReference, order, reference, text } from './define-record.ts';

/** Where the customer is when they touch us. */
export const channels = ['store', 'web', 'app', 'wechat', 'phone', 'email', 'sms', 'delivery', 'other'] as const;
export type Channel = (typeof channels)[number];

/** What a customer really touches. Surveys, answers and cases hang on its id, which is for ever. */
export const TouchpointFields = v.object({
	title: text(),
	description: text(),
	sceneId: reference(),
	laneId: reference(),
	order: order(),
	channel: v.optional(v.picklist(channels), 'other'),
	departmentId: optionalReference(),
	momentOfTruth: v.optional(v.boolean(), false),
	expectedEmotion: emotion()
});

export type Touchpoint = Readonly<{ type: 'touchpoint'; id: string } & v.InferOutput<typeof TouchpointFields>>;

export const touchpointVersions = { Initial: 1 } as const;

export const createTouchpoint = (given: Given<Touchpoint, 'sceneId' | 'laneId' | 'order'>): Touchpoint => ({
	title: '',
	description: '',
	channel: 'other',
	departmentId: null,
	momentOfTruth: false,
	expectedEmotion: null,
	...given,
	type: 'touchpoint'
});

export const isTouchpoint = (record: { readonly type: string } | undefined): record is Touchpoint =>
	record?.type === 'touchpoint';

export const touchpointRecord = defineRecord({
	type: 'touchpoint',
	collection: 'touchpoints',
	fields: TouchpointFields,
	texts: ['description'],
	titles: ['title'],
	versions: touchpointVersions,
	migrations: [],
	blank: (id: string, key: string) => createTouchpoint({ id, sceneId: id, laneId: id, order: key }),
	compare: byOrder,
	inCell: true
});
