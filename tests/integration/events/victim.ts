import { defineConsumer } from '../../../server/events/consumer.ts';
import { createEvents } from '../../../server/events/index.ts';
import { connect } from '../../../server/db/client.ts';
import { createBoss } from '../../../server/jobs/index.ts';
import { createLog } from '../../../server/platform/log.ts';
import { leaveMark } from './marks.ts';

/**
 * A process that works on events until it kills itself, as SIGKILL does: nothing is finished, nobody is told.
 * `victim.ts <DATABASE_URL> <name of the consumer> <when>`
 */
const [url, name, when] = process.argv.slice(2) as [string, string, 'handing' | 'before' | 'after'];
const die = (): Promise<never> => {
	process.kill(process.pid, 'SIGKILL');
	return new Promise(() => {});
};

const log = createLog('fatal');
const db = connect(url, log, { name: 'victim' });
const boss = createBoss(db.query, log);
await boss.start();
if (when === 'handing') boss.insert = die;

const events = createEvents({
	system: db.system,
	now: () => new Date(),
	boss,
	bus: { subscribe: () => () => undefined },
	log,
	consumers: [
		defineConsumer({
			name,
			events: ['department.created', 'department.renamed', 'department.deleted'],
			async handle(event, { system }) {
				if (when === 'before') await die();
				await leaveMark(system, event);
				await die();
			}
		})
	],
	pollSeconds: 0.5
});
await events.start();
