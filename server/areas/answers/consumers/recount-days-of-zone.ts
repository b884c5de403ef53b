import { defineConsumer } from '../../../events/consumer.ts';
import { recountWorkspace } from '../recount-workspace.ts';

/**
 * Another time zone puts answers on other days: begins at once what the job of the same purpose would find within five
 * minutes. Both go on where the other was cut off.
 */
export const recountDaysOfZone = defineConsumer({
	name: 'recount-days-of-zone',
	events: ['workspace.changed'],
	async handle({ workspaceId, payload }, { system, now }) {
		if (payload.fields.includes('timeZone')) await recountWorkspace(system, workspaceId, now);
	}
});
