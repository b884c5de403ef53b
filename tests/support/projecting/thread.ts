import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadData } from '#server/documents/projection/thread.ts';
import type { DocumentKey } from '#server/documents/store.ts';

/**
 * Stands in for the thread that projects: documents are what is to become of them. Its address says how it begins.
 * Whatever it does, it says first, as a line of the log.
 */
const port = parentPort!;
const say = (said: FromThread): void => port.postMessage(said);
const note = (message: string): void => say({ say: 'log', level: 'info', error: null, fields: {}, message });

if ((workerData as ThreadData).address === 'does not start') throw new Error('nothing to start with');

const does: Readonly<Record<string, () => void>> = {
	fails: () => say({ say: 'done', error: { ...failure, message: 'the disk is full', code: '53100' } }),
	'is refused': () => say({ say: 'done', error: { ...failure, code: 'storage_full', refusal } }),
	'cannot be read': () => say({ say: 'done', error: { ...failure, unreadable: true } }),
	exits: () => process.exit(3),
	throws: () => {
		throw new Error('beside itself');
	}
};
const refusal = { status: 503, retryAfter: 30 };
const failure = {
	name: 'Error',
	message: 'no',
	stack: undefined,
	code: undefined,
	refusal: null,
	unreadable: false,
	cause: null
};

/** One at a time, however many are posted: what comes before the last was done would be a fault. */
let busy = false;
port.on('message', (key: DocumentKey | null) => {
	if (key === null) {
		note('ends');
		port.close();
		return;
	}
	if (busy) note('two at once');
	busy = true;
	note(key.documentId);
	setTimeout(() => {
		busy = false;
		(does[key.workspaceId] ?? (() => say({ say: 'done', error: null })))();
	}, 20);
});
say({ say: 'ready' });
