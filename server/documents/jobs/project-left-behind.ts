import type { JobHandler } from '../../jobs/handler.ts';

/**
 * Finds documents whose process was killed between an edit and its projection, or whose edit was told to nobody: while other
 * processes go on, no start of the program would find them for days.
 */
export const projectLeftBehind = (queue: { catchUp(): Promise<number> }): JobHandler => ({
	name: 'project-left-behind',
	cron: '* * * * *',
	run: () => queue.catchUp()
});
