import type { PgBoss } from 'pg-boss';
import { keepsSql } from '../../tests/support/sql-snapshots.ts';
import * as queues from './queues.ts';
import * as record from './record.ts';
import * as stored from './stored-events.ts';
import * as unhandled from './unhandled.ts';

const id = '01890000-0000-7000-8000-000000000000';

/** Queues that note nothing: their own statements are the library's. */
const boss = new Proxy({}, { get: () => async () => undefined }) as PgBoss;
const consumer = { name: 'consumer', events: ['department.created'] as const, handle: async () => {} };

keepsSql('./record.ts', record, {
	record: ({ db }) =>
		record.record(db, id, { kind: 'system' }, [{ kind: 'department.created', subject: id, payload: {} }]),
	actorId: null,
	recordAll: ({ db }) => record.recordAll('answer.erased', { kind: 'system' }, 'gone').execute(db),
	forgetAnswers: ({ db }) => record.forgetAnswers(db, id, [id])
});

keepsSql('./stored-events.ts', stored, {
	takeWaiting: ({ db }) => stored.takeWaiting(db, ['department.created'], 10),
	readEvents: ({ db, finds }) => {
		finds([]);
		return stored.readEvents(db, [{ workspaceId: id, id }]);
	},
	purgeEvents: ({ db, finds }) => {
		finds([{ id }], []);
		return stored.purgeEvents(db, new Date(0));
	}
});

keepsSql('./queues.ts', queues, {
	queueOf: null,
	createDeadLetters: null,
	createQueue: null,
	toJob: null,
	bury: null,
	register: ({ db, finds }) => {
		finds([]);
		return queues.register(boss, db, consumer);
	},
	handSome: ({ db, finds }) => {
		finds([{}], [{ event: 'department.created', queue: 'events-consumer', since: new Date(0) }], []);
		return queues.handSome(boss, db, 10);
	},
	freeBlocked: ({ db, finds }) => {
		finds([]);
		return queues.freeBlocked(boss, db, [consumer]);
	}
});

keepsSql('./unhandled.ts', unhandled, {
	unhandledEvents: ({ via, finds }) => {
		finds([{ there: true }], []);
		return unhandled.unhandledEvents({ query: (text: string) => via.query(text, [], 'unhandled') } as never);
	},
	handAgain: null
});
