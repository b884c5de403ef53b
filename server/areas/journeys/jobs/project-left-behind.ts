import type { JobHandler } from '../../../jobs/handler.ts';

/**
 * Writes the views of documents whose process was killed between an edit and its projection: while other processes go on, no start
 * of the program would find them for days.
 */
export const projectLeftBehind = (views: readonly { catchUp(): Promise<number> }[]): JobHandler => ({
	name: 'project-left-behind',
	cron: '* * * * *',
	async run() {
		let found = 0;
		for (const view of views) found += await view.catchUp();
		return found;
	}
});
