import * as Y from 'yjs';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import {
	close,
	invited,
	isSynced,
	openBoard,
	type Editor,
	type SessionHeaders
} from '../../process/support/visitors.ts';
import type { serveBare } from './bare.ts';

/** Others on a page: they move their pointers, and one of them edits. */
export interface Others {
	/** Moves so many pointers, twenty times a second, over what a page shows at first. @returns stop */
	move(people: number): Promise<() => void>;
	/** Gives a card another title. */
	edit(id: string, title: string): void;
	close(): void;
}

const TICK = 50;

/** Board pixels, going round. */
const at = (i: number, t: number): { x: number; y: number } => ({
	x: Math.round(500 + 350 * Math.cos(i + t / 700)),
	y: Math.round(380 + 250 * Math.sin(i * 2 + t / 900))
});

export async function othersOnBare(bare: Awaited<ReturnType<typeof serveBare>>): Promise<Others> {
	const socket = await bare.join();
	const say = (said: object): void => socket.send(JSON.stringify(said));
	return {
		move: (people) => {
			const timer = setInterval(
				() =>
					say({
						cursors: Array.from({ length: people }, (_, id) => ({ id, name: `Person ${id}`, ...at(id, Date.now()) }))
					}),
				TICK
			);
			return Promise.resolve(() => {
				clearInterval(timer);
				say({ cursors: [] });
			});
		},
		edit: (id, label) => say({ id, label }),
		close: () => socket.close()
	};
}

/** In the program each of them is a client of its own; columns and rows are 256 units for everybody. */
export async function othersOnBoard(url: string, headers: SessionHeaders, journeyId: string): Promise<Others> {
	const synced = async (name: string, as: SessionHeaders) => {
		const one = openBoard(url, as, journeyId, name);
		one.provider.once('connection-close', (event) => {
			if (!isSynced(one)) throw new Error(`${name} cannot join: ${event?.code}`);
		});
		while (!isSynced(one)) await new Promise((next) => setTimeout(next, 20));
		return one;
	};
	const editor = await synced('editor', headers);
	// Nobody may have more than fifty boards open: the page and the editor are of somebody else.
	let colleague: SessionHeaders | null = null;
	// Found beforehand: reading a large map takes longer than what is measured.
	const { touchpoints, cards } = journeyKind.read(editor.doc);
	/** Within the first row, as far as every screen shows it: a large map's is higher than a screen. */
	const down = touchpoints.length > 100 ? 0.1 : 0.4;
	const records = new Map([...touchpoints, ...cards].map((one) => [one.id, one]));
	return {
		async move(people) {
			const all: Editor[] = [];
			colleague ??= await invited(url, headers, 'editor');
			for (let i = 0; i < people; i++) all.push(await synced(`person ${i}`, colleague));
			const timer = setInterval(() => {
				for (const [i, { provider }] of all.entries()) {
					const { x, y } = at(i, Date.now());
					const cursor = { x: Math.round(0.8 * x), y: Math.round(down * (y - 130)) };
					provider.awareness.setLocalStateField('cursor', cursor);
				}
			}, TICK);
			return () => {
				clearInterval(timer);
				all.forEach(close);
			};
		},
		edit(id, title) {
			const record = records.get(id)!;
			Y.transact(editor.doc, () =>
				journeyKind.apply(editor.doc, [{ op: 'put', record: { ...record, title } }], personOrigin('editor'))
			);
		},
		close: () => close(editor)
	};
}
