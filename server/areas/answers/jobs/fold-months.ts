import { foldMonths, monthsToFold, workspacesWithCounts } from '../repo/months.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Months added up in one transaction: some seconds' work for the largest workspace, while old days wait to be changed. */
const AT_ONCE = 12;

/** Adds up months that are long past, and those of which a day has changed since. */
export const foldOldMonths: JobHandler = {
	name: 'fold-months',
	cron: '17 * * * *',
	atStart: true,
	async run({ system }) {
		let folded = 0;
		for (const workspaceId of await workspacesWithCounts(system))
			for (const run of runsOf(await monthsToFold(system, workspaceId))) {
				await system.transaction().execute((trx) => foldMonths(trx, workspaceId, run[0]!, run.at(-1)!));
				folded += run.length;
			}
		return folded;
	}
};

/** Months that follow one another, so many at most. */
export function runsOf(months: readonly string[]): string[][] {
	const runs: string[][] = [];
	for (const month of months) {
		const run = runs.at(-1);
		if (run && run.length < AT_ONCE && nextOf(run.at(-1)!) === month) run.push(month);
		else runs.push([month]);
	}
	return runs;
}

function nextOf(month: string): string {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return number === 12
		? `${String(year + 1).padStart(4, '0')}-01-01`
		: `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}-01`;
}
