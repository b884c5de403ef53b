import * as v from 'valibot';
import { IdSchema } from '../../shared/ids.ts';
import { defineEvent } from '../define-event.ts';

const onJourney = { journeyId: IdSchema };

/** Touchpoints as the tables have them: edits of a map reach them some moments later, those of a moment together. */
export const journeyEvents = {
	'journey.created': defineEvent('journey', {}),
	'journey.renamed': defineEvent('journey', {}),
	'journey.status-set': defineEvent('journey', { status: v.picklist(['active', 'archived']) }),
	'journey.deleted': defineEvent('journey', {}),
	/** Edits that had been set aside beside the map were discarded. */
	'journey.edits-discarded': defineEvent('journey', {}),
	'journey.version-named': defineEvent('journey', { versionId: IdSchema }),
	'journey.version-removed': defineEvent('journey', { versionId: IdSchema }),
	/** Went back to what it was in a version. */
	'journey.restored': defineEvent('journey', { versionId: IdSchema }),
	/** Also: was brought back. */
	'touchpoint.added': defineEvent('touchpoint', onJourney),
	'touchpoint.changed': defineEvent('touchpoint', onJourney),
	'touchpoint.removed': defineEvent('touchpoint', onJourney)
};
