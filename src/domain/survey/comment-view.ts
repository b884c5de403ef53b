import * as v from 'valibot';
import { metricIds } from '../metrics/index.ts';
import type { View } from '../shared/view.ts';
import { channelNames } from './channels/all-channels.ts';

export const CommentSchema = v.object({
	id: v.string(),
	text: v.string(),
	language: v.string(),
	channel: v.picklist(channelNames),
	place: v.pipe(
		v.nullable(v.string()),
		v.description('What its code is named after; null without a name, and where too few answered there to name it.')
	),
	submittedAt: v.pipe(v.string(), v.isoTimestamp()),
	scores: v.array(v.object({ definition: v.string(), metric: v.picklist(metricIds), score: v.number() }))
});
/** What somebody wrote, with the scores of the same answer. */
export type CommentView = View<typeof CommentSchema>;
