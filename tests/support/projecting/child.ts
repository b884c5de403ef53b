import type { FromChild, ToChild } from '#server/documents/projection/child.ts';

/**
 * Stands in for the child that projects: documents are what is to become of them. Its address says how it begins.
 * Whatever it does, it says first, as a line of the log.
 */
const say = (said: FromChild): void => void process.send!(said);
const note = (message: string): void => say({ say: 'log', level: 'info', error: null, fields: {}, message });

const failure = {
	name: 'Error',
	message: 'no',
	stack: undefined,
	code: undefined,
	refusal: null,
	unreadable: false,
	cause: null
};

/** Documents that are held until they are let go. */
const held = new Map<string, () => void>();
const does: Readonly<Record<string, (id: number, documentId: string) => void>> = {
	fails: (id) => say({ say: 'done', id, error: { ...failure, message: 'the disk is full', code: '53100' } }),
	'is refused': (id) =>
		say({
			say: 'done',
			id,
			error: { ...failure, code: 'storage_full', refusal: { status: 503, retryAfter: 30 } }
		}),
	'cannot be read': (id) => say({ say: 'done', id, error: { ...failure, unreadable: true } }),
	exits: () => process.exit(3),
	throws: () => {
		throw new Error('beside itself');
	},
	'is killed': () => process.kill(process.pid, 'SIGKILL'),
	'is held': (id, documentId) => held.set(documentId, () => say({ say: 'done', id, error: null })),
	'lets go': (id, documentId) => {
		held.get(documentId)?.();
		say({ say: 'done', id, error: null });
	}
};

process.on('disconnect', () => process.exit());
process.on('message', (told: ToChild) => {
	if (told.do === 'start') {
		if (told.address === 'does not start') process.exit(4);
		say({ say: 'ready' });
		return;
	}
	if (told.do === 'end') {
		note('ends');
		process.disconnect();
		return;
	}
	const { id, key } = told;
	note(key.documentId);
	setTimeout(() => (does[key.workspaceId] ?? (() => say({ say: 'done', id, error: null })))(id, key.documentId), 20);
});
