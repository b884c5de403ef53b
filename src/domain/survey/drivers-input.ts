import * as v from 'valibot';
import { IdSchema } from '../shared/ids.ts';
import { JourneyResults } from './inputs.ts';

/**
 * What moves a journey's outcome. Days, channel, place and language are of the answers to the outcome's question, which is
 * the one that is named, else the one of the NPS with most answers.
 */
export const DriversInput = v.strictObject({
	...v.omit(JourneyResults, ['metric']).entries,
	/** Where the outcome is asked. */
	touchpointId: v.optional(IdSchema),
	/** By which of its series. */
	definition: v.optional(IdSchema)
});
