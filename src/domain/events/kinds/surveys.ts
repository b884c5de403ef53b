import * as v from 'valibot';
import { metricIds } from '../../metrics/definitions/index.ts';
import { IdSchema } from '../../shared/ids.ts';
import { defineEvent } from '../define-event.ts';

const asked = { surveyId: IdSchema, touchpointId: IdSchema };

export const surveyEvents = {
	'survey.created': defineEvent('survey', {}),
	/** Its draft or its title. */
	'survey.changed': defineEvent('survey', { fields: v.array(v.picklist(['title', 'content'])) }),
	'survey.published': defineEvent('survey', { version: v.number() }),
	/** Edits that had been set aside beside its draft were discarded. */
	'survey.edits-discarded': defineEvent('survey', {}),
	/** Made for an import that was undone, and used by nothing else. */
	'survey.deleted': defineEvent('survey', {}),
	'collector.created': defineEvent('collector', asked),
	/** `status`: it was opened or closed by hand, or opens and closes at another time. */
	'collector.changed': defineEvent('collector', {
		...asked,
		fields: v.array(v.picklist(['name', 'status', 'embed', 'parameters', 'owner', 'limits']))
	}),
	/** Links for one person each were made for it, or taken back. */
	'collector.links-made': defineEvent('collector', { batchId: IdSchema, total: v.number() }),
	'collector.links-revoked': defineEvent('collector', { batchId: IdSchema }),
	'collector.deleted': defineEvent('collector', asked),
	'target.set': defineEvent('definition', {}),
	/** What is wanted of a metric at one place of a map, or who answers for it. */
	'target.set-here': defineEvent('journey', {
		place: v.picklist(['touchpoint', 'scene', 'journey']),
		placeId: IdSchema,
		metric: v.picklist(metricIds)
	})
};
