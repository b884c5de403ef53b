import type { JobHandler } from '../../../jobs/handler.ts';
import type { Journeys } from '../journeys.ts';

/**
 * Writes the views of maps whose process was killed between an edit and its projection: while other processes go on, no start
 * of the program would find them for days.
 */
export const projectLeftBehind = (journeys: Pick<Journeys, 'catchUp'>): JobHandler => ({
	name: 'project-left-behind',
	cron: '* * * * *',
	run: () => journeys.catchUp()
});
