import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { CopyStore } from './copy-store.ts';
import { dropEarlyCopy, earlyCopyScript } from './early-copy.ts';
import { Databases, KeyRange } from './databases.fixture.ts';
import { keyOf } from './local-copies.ts';

const of = { document: 'journey/j1', userId: 'u1' };
const KEY = keyOf(of.userId, of.document);
const NAME = `${KEY}/1`;
const kept = new Map<string, string>();
let databases: Databases;
let onGone: () => void;

const runScript = (): void => void new Function(earlyCopyScript(of))();
const open = (doc: Y.Doc, { mayBeBehind = false, waiting = new AbortController().signal } = {}) =>
	CopyStore.open(doc, NAME, { mayBeBehind, onGone, waiting });
const words = (doc: Y.Doc): unknown => doc.getMap('m').toJSON();
const write = (doc: Y.Doc, word: string): void => void doc.getMap('m').set(word, word);
/** Opens the copy in another document, as the next visit does. */
async function found(): Promise<unknown> {
	const doc = new Y.Doc();
	(await open(doc)).close();
	return words(doc);
}

beforeEach(() => {
	databases = new Databases();
	onGone = vi.fn<() => void>();
	kept.clear();
	vi.stubGlobal('indexedDB', databases);
	vi.stubGlobal('IDBKeyRange', KeyRange);
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value)
	});
});
afterEach(() => {
	dropEarlyCopy();
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

describe('a copy of a document', () => {
	test('brings back what was written, also right before the tab closed', async () => {
		const doc = new Y.Doc();
		const store = await open(doc);
		write(doc, 'first');
		store.rememberEpoch(7);
		write(doc, 'last');
		store.close();
		expect(await found()).toEqual({ first: 'first', last: 'last' });
		expect((await open(new Y.Doc())).epoch).toBe(7);
	});

	test('is brought as nobody’s own edit, and not kept or told once more', async () => {
		const before = new Y.Doc();
		await open(before);
		write(before, 'a');
		const doc = new Y.Doc();
		const told = vi.fn();
		const own: boolean[] = [];
		doc.on('update', told);
		doc.on('afterTransaction', ({ local }: Y.Transaction) => own.push(local));
		await open(doc);
		expect(told).not.toHaveBeenCalled();
		expect(own).toEqual([false]);
		expect(databases.updatesIn(NAME)).toHaveLength(1);
	});

	test('keeps what it is given without a word', async () => {
		const other = new Y.Doc();
		write(other, 'from the server');
		(await open(new Y.Doc())).add(Y.encodeStateAsUpdate(other));
		expect(await found()).toEqual({ 'from the server': 'from the server' });
	});

	test('of many updates becomes one, with what other tabs wrote meanwhile; the others hear of that', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const [doc, other] = [new Y.Doc(), new Y.Doc()];
		await open(doc);
		await open(other);
		write(other, 'of another tab');
		const origins: unknown[] = [];
		for (let n = 0; n < 500; n++) write(doc, `word ${n}`);
		doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
		expect(databases.updatesIn(NAME)).toHaveLength(501);
		vi.advanceTimersByTime(1_000);
		await vi.waitFor(() => expect(databases.updatesIn(NAME)).toHaveLength(1));
		expect(words(doc)).toHaveProperty('of another tab');
		expect(origins).toHaveLength(1);
		expect(Object.keys((await found()) as object)).toHaveLength(501);
		write(doc, 'after');
		expect(await found()).toHaveProperty('after');
	});

	test('that is removed by another tab is given up', async () => {
		const doc = new Y.Doc();
		await open(doc);
		databases.remove(NAME);
		expect(onGone).toHaveBeenCalledOnce();
		expect(() => write(doc, 'into the tab alone')).not.toThrow();
	});

	test('that comes when nobody waits any more leaves the document as it is', async () => {
		const doc = new Y.Doc();
		await open(doc);
		write(doc, 'a');
		const late = new Y.Doc();
		await expect(open(late, { waiting: AbortSignal.abort() })).rejects.toThrow();
		expect(words(late)).toEqual({});
	});
});

describe('a copy that the page reads before its code is there', () => {
	test('is taken over: the database is opened once', async () => {
		const before = new Y.Doc();
		const store = await open(before);
		write(before, 'a');
		store.rememberEpoch(3);
		store.close();
		databases.opened = 0;
		runScript();
		const doc = new Y.Doc();
		const taken = await open(doc);
		expect([words(doc), taken.epoch, databases.opened]).toEqual([{ a: 'a' }, 3, 1]);
		write(doc, 'b');
		taken.close();
		expect(await found()).toEqual({ a: 'a', b: 'b' });
	});

	test('is made where there is none, and is then known as one', async () => {
		runScript();
		expect(kept.get(KEY)).toBe('1');
		const doc = new Y.Doc();
		const store = await open(doc);
		write(doc, 'a');
		store.close();
		expect(databases.opened).toBe(1);
		expect(await found()).toEqual({ a: 'a' });
	});

	test('is looked at once more where somebody may have written since', async () => {
		const writer = new Y.Doc();
		await open(writer);
		write(writer, 'before');
		runScript();
		await vi.waitFor(() => expect(databases.settled).toBe(true));
		write(writer, 'since');
		const doc = new Y.Doc();
		await open(doc, { mayBeBehind: true });
		expect(words(doc)).toEqual({ before: 'before', since: 'since' });
	});

	test('is opened anew when it was removed meanwhile, when it could not be read, and when another is joined', async () => {
		runScript();
		await vi.waitFor(() => expect(databases.settled).toBe(true));
		databases.remove(NAME);
		expect((await open(new Y.Doc())).epoch).toBeNull();
		expect(databases.opened).toBe(2);

		databases.failNext();
		runScript();
		expect((await open(new Y.Doc())).epoch).toBeNull();

		kept.set(KEY, '2');
		runScript();
		await open(new Y.Doc());
		await vi.waitFor(() => expect(databases.connections(`${KEY}/2`)).toBe(0));
	});

	test('does nothing where storage is blocked, and cannot end the script that it stands in', () => {
		vi.stubGlobal('localStorage', undefined);
		runScript();
		expect(databases.opened).toBe(0);
		expect(earlyCopyScript({ ...of, document: 'journey/</script><script>' })).not.toContain('</script');
	});

	test('is closed when nobody joins', async () => {
		runScript();
		dropEarlyCopy();
		await vi.waitFor(() => expect(databases.connections(NAME)).toBe(0));
	});
});
