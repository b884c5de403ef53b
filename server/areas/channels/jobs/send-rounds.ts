import type { JobHandler } from '../../../jobs/handler.ts';
import { roundsDue } from '../repo/rounds.ts';
import type { RunRound } from '../run-rounds.ts';

/** Goes on with rounds that wait for a pause to end, or whose process is gone. */
export const sendRounds = (run: RunRound): JobHandler => ({
	name: 'send-channel-rounds',
	cron: '* * * * *',
	atStart: true,
	async run({ system, now }) {
		let done = 0;
		for (const round of await roundsDue(system, now())) if (await run(round)) done++;
		return done;
	}
});
