import { describe, expect, it } from 'vitest';
import { closeCodes, isFinal } from '../core/close-codes.ts';
import { type Facts, isKeptApart, stateOf } from './connection-state.ts';
import { editsIn, Pending } from './pending.ts';

const facts: Facts = {
	connected: true,
	everSynced: true,
	synced: true,
	readOnly: false,
	offline: false,
	waited: false,
	kept: true,
	pending: 0,
	ended: null
};

describe('stateOf', () => {
	it.each<[string, Partial<Facts>, object]>([
		['everything durable', {}, { status: 'saved' }],
		['edits on their way', { pending: 3 }, { status: 'saving', pending: 3 }],
		['first load', { connected: false, everSynced: false, synced: false }, { status: 'connecting' }],
		['open, but the document has not arrived', { everSynced: false, synced: false }, { status: 'connecting' }],
		['lost just now', { connected: false, synced: false, pending: 2 }, { status: 'reconnecting', pending: 2 }],
		['back, not in step yet', { synced: false }, { status: 'reconnecting' }],
		[
			'no network',
			{ connected: false, synced: false, offline: true, pending: 1 },
			{ status: 'offline', pending: 1, kept: true }
		],
		[
			'no network from the start',
			{ connected: false, everSynced: false, synced: false, offline: true },
			{ status: 'offline' }
		],
		[
			'no server from the start, for a while',
			{ connected: false, everSynced: false, synced: false, waited: true },
			{ status: 'reconnecting' }
		],
		['the browser is wrong: the server answers', { offline: true }, { status: 'saved' }],
		['looking only', { readOnly: true }, { status: 'read-only' }]
	])('%s', (_what, given, expected) => {
		expect(stateOf({ ...facts, ...given })).toMatchObject(expected);
	});

	it.each(Object.entries(closeCodes).filter(([, code]) => isFinal(code)))(
		'has words for the final close code %s',
		(_name, code) => {
			const state = stateOf({ ...facts, connected: false, ended: code, pending: 1 });
			expect(['reload-needed', 'stopped']).toContain(state.status);
			expect('reason' in state && state.reason).not.toBe('refused');
		}
	);
});

describe('isKeptApart', () => {
	it.each<[string, Partial<Facts>, boolean]>([
		['the document was replaced', { ended: closeCodes.replaced }, true],
		['it was deleted', { ended: closeCodes.notFound }, true],
		['access was taken away', { ended: closeCodes.forbidden }, true],
		['the role was taken down', { readOnly: true }, true],
		['signed out: sent after signing in', { ended: closeCodes.unauthenticated }, false],
		['not sent yet', { connected: false, offline: true }, false],
		['nothing is pending', { ended: closeCodes.notFound, pending: 0 }, false],
		['this browser keeps no copy', { ended: closeCodes.notFound, kept: false }, false]
	])('%s', (_what, given, expected) => {
		expect(isKeptApart(stateOf({ ...facts, pending: 2, ...given }))).toBe(expected);
	});
});

describe('Pending', () => {
	it('counts an edit until its message is confirmed', () => {
		const pending = new Pending();
		pending.sent('everything');
		pending.edited();
		pending.sent('edit');
		pending.edited();
		pending.sent('edit');
		expect(pending.count).toBe(2);
		pending.confirmed(2);
		expect(pending.count).toBe(1);
		pending.confirmed(3);
		expect(pending.count).toBe(0);
	});

	it('keeps what was not confirmed when the connection is lost, and sends it with the answer to the server', () => {
		const pending = new Pending(2);
		pending.edited();
		pending.sent('edit');
		pending.restart();
		expect(pending.count).toBe(3);
		pending.edited();
		pending.sent('edit');
		pending.sent('everything');
		pending.confirmed(1);
		expect(pending.count).toBe(3);
		pending.confirmed(2);
		expect(pending.count).toBe(0);
	});

	it('knows which messages carry edits', () => {
		const bytes = (...b: number[]) => Uint8Array.from(b);
		expect([bytes(0, 0, 1), bytes(0, 1, 2, 0, 0), bytes(0, 2, 1), bytes(1, 1), 'text'].map(editsIn)).toEqual([
			null,
			'everything',
			'edit',
			null,
			null
		]);
	});
});
