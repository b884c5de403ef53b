import * as v from 'valibot';
import { roundWays } from '../../channels/rounds.ts';
import { IdSchema } from '../../shared/ids.ts';
import { defineEvent } from '../define-event.ts';

export const channelEvents = {
	'channel.connected': defineEvent('channel', {}),
	/** Its settings; which of them, never what they are. */
	'channel.changed': defineEvent('channel', {
		fields: v.array(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{0,39}$/)))
	}),
	'channel.disconnected': defineEvent('channel', {}),
	/** Somebody sends a survey to many, or tries that on themselves; to how many, never to whom. */
	'channel.round-started': defineEvent('channel', {
		roundId: IdSchema,
		way: v.picklist(roundWays),
		people: v.number(),
		isTest: v.boolean()
	}),
	/** The platform told us something, for the first time. */
	'channel.pushed': defineEvent('channel', { pushId: IdSchema })
};
