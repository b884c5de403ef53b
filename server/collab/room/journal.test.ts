import { describe, expect, it } from 'vitest';
import { Journal, type JournalRoom } from './journal.ts';
import type { JournalBatch } from '../../documents/store.ts';

const quiet = { info() {}, warn() {}, error() {} };

interface Batch {
	readonly row: JournalBatch | null;
	readonly edits: readonly string[];
}

/** A room that only counts. */
class TestRoom implements JournalRoom<Batch> {
	restUntil = 0;
	waiting: string[] = [];
	readonly shown: string[] = [];
	readonly lost: string[] = [];
	readonly #name: string;
	#taken: string[] = [];

	constructor(name: string) {
		this.#name = name;
	}

	takeBatch(nextSeq: () => number): Batch | null {
		if (this.waiting.length === 0) return null;
		const edits = (this.#taken = this.waiting.splice(0));
		const key = { workspaceId: 'w', documentId: this.#name };
		return { edits, row: { key, seq: nextSeq(), bytes: Buffer.from(edits.join()), authors: [] } };
	}

	committed(): void {
		this.#taken = [];
	}

	show({ edits }: Batch): void {
		this.shown.push(...edits);
	}

	failed(): void {
		this.lost.push(...this.#taken);
	}
}

const setup = (append: (rows: readonly JournalBatch[]) => Promise<void>, names = ['a', 'b', 'c']) => {
	const statements: (readonly JournalBatch[])[] = [];
	const journal = new Journal<Batch, TestRoom>(
		{
			up: true,
			node: 1,
			append: (rows) => {
				statements.push(rows);
				return append(rows);
			}
		},
		quiet
	);
	const rooms = names.map((name) => new TestRoom(name)) as [TestRoom, TestRoom, TestRoom];
	const edit = (room: TestRoom, text: string): void => {
		room.waiting.push(text);
		journal.wake(room);
	};
	return { journal, rooms, statements, edit };
};

describe('the group commit', () => {
	it('one statement for all that gathered while the last one ran', async () => {
		let release: () => void = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		const { journal, rooms, statements, edit } = setup(() => held);
		edit(rooms[0], 'first');
		while (statements.length === 0) await new Promise((resolve) => setImmediate(resolve));
		for (let i = 0; i < 10; i++) edit(rooms[i % 3]!, `edit ${i}`);
		expect(rooms[0].shown).toEqual([]);
		release();
		await journal.idle();
		expect(statements.map((rows) => rows.length)).toEqual([1, 3]);
		expect(rooms[0].shown).toEqual(['first', 'edit 0', 'edit 3', 'edit 6', 'edit 9']);
		expect(new Set(statements.flat().map(({ seq }) => seq)).size).toBe(4);
		expect(journal.stats).toEqual({ commits: 2, rows: 4, failures: 0 });
	});

	it('a refused row fails its own room only', async () => {
		const { journal, rooms, statements, edit } = setup(async (rows) => {
			if (rows.some(({ key }) => key.documentId === 'b')) throw new Error('refused');
		});
		for (const room of rooms) edit(room, 'x');
		await journal.idle();
		expect(statements.map((rows) => rows.length)).toEqual([3, 1, 1, 1]);
		expect(rooms.map(({ shown, lost }) => [shown.length, lost.length])).toEqual([
			[1, 0],
			[0, 1],
			[1, 0]
		]);
	});

	it('a room that rests gathers, and holds up nobody', async () => {
		const { rooms, statements, edit } = setup(async () => {});
		rooms[0].restUntil = performance.now() + 30;
		for (let i = 0; i < 5; i++) edit(rooms[0], `${i}`);
		edit(rooms[1], 'at once');
		while (rooms[1].shown.length === 0) await new Promise((resolve) => setImmediate(resolve));
		expect(rooms[0].shown).toEqual([]);
		while (rooms[0].shown.length === 0) await new Promise((resolve) => setImmediate(resolve));
		expect(rooms[0].shown).toHaveLength(5);
		expect(statements).toHaveLength(2);
	});

	it('idle does not wait for the rest', async () => {
		const { journal, rooms, edit } = setup(async () => {});
		rooms[0].restUntil = performance.now() + 60_000;
		edit(rooms[0], 'x');
		await journal.idle();
		expect(rooms[0].shown).toEqual(['x']);
	});
});
