import { zstdDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { pack } from '../../documents/pack.ts';
import { createMergeWorker, type MergeWorker, type MergeWorkerOptions } from './worker.ts';

const standIn = new URL('../../../tests/support/merging/child.ts', import.meta.url);
/** What the stand-in does with it: see tests/support/merging/child.ts. */
const does = (what: string) => ({ snapshot: Buffer.from(what), meta: null, rows: [] });

describe('the worker that merges', () => {
	const made: MergeWorker[] = [];
	afterEach(async () => {
		for (const one of made.splice(0)) await one.close();
	});
	function create(options: MergeWorkerOptions = {}): MergeWorker {
		const worker = createMergeWorker({ module: standIn, ...options });
		made.push(worker);
		return worker;
	}
	/** The process that answers. */
	const processOf = async (worker: MergeWorker): Promise<number> =>
		((await worker.merge(does('works'))) as unknown as { pid: number }).pid;
	const lives = (pid: number): boolean => {
		try {
			return process.kill(pid, 0);
		} catch {
			return false;
		}
	};

	it('merges in a process of its own, and says why it cannot', async () => {
		const worker = create({ module: undefined });
		const doc = new Y.Doc();
		doc.getMap('journey').set('title', 'Parcel');
		const rows = [{ node: 1, seq: 1, ...pack([{ update: Y.encodeStateAsUpdate(doc), author: 'ann' }]) }];
		const { snapshot } = await worker.merge({ snapshot: null, meta: null, rows });
		const merged = new Y.Doc();
		Y.applyUpdate(merged, zstdDecompressSync(snapshot));
		expect(merged.getMap('journey').toJSON()).toEqual({ title: 'Parcel' });
		await expect(worker.merge(does('no archive'))).rejects.toThrow(/^merging failed: /);
		await expect(worker.read({ name: 'poem' }, { before: null, edits: [] } as never)).rejects.toThrow(
			'reading failed: there is no kind of document "poem"'
		);
	});

	it.each(['is killed', 'exits'])(
		'one that %s fails what it was at, and the next question starts another',
		async (how) => {
			const worker = create();
			const before = await processOf(worker);
			const held = worker.merge(does('is held'));
			const failures = [held, worker.merge(does(how))].map((one) => one.catch(({ message }: Error) => message));
			const reason = how === 'exits' ? 3 : 'SIGKILL';
			expect(await Promise.all(failures)).toEqual(Array(2).fill(`the merge worker ended (${reason})`));
			expect(await processOf(worker)).not.toBe(before);
		}
	);

	it('closed in the middle, it fails and its process is gone; whoever asks afterwards gets another', async () => {
		const worker = create();
		const before = await processOf(worker);
		const held = worker.merge(does('is held')).catch(({ message }: Error) => message);
		await worker.close();
		expect(await held).toBe('the merge worker was stopped');
		expect(lives(before)).toBe(false);
		expect(await processOf(worker)).not.toBe(before);
	});

	it('ends when nothing was asked for a while, and not while something is being worked on', async () => {
		const worker = create({ idleTime: 50 });
		const first = await processOf(worker);
		await vi.waitFor(() => expect(lives(first)).toBe(false), 10_000);
		const held = worker.merge(does('is held')).catch(() => undefined);
		const second = await processOf(worker);
		expect(second).not.toBe(first);
		// Another that has nothing to do has ended meanwhile.
		const idle = await processOf(create({ idleTime: 50 }));
		await vi.waitFor(() => expect(lives(idle)).toBe(false), 10_000);
		expect(lives(second)).toBe(true);
		await worker.close();
		await held;
	});
});
