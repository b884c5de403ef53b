import type { UpdateContent } from './read-update.ts';

/**
 * Whether the items of an update can be put into the document one after the other. Items of two clients that hang on
 * one another would stay pending for ever, and everything after them too.
 * @param clocks what the document has already
 */
export function canBeOrdered(content: UpdateContent, clocks: ReadonlyMap<number, number>): boolean {
	// Items of one client hang on earlier ones (`readUpdate`).
	if (content.clocks.size < 2) return true;
	const queues = queuesOf(content, clocks);
	const done = new Map(clocks);
	const isWaiting = new Set<number>();
	for (const [first, { end }] of queues) {
		const waiting: [client: number, upTo: number][] = [[first, end]];
		isWaiting.add(first);
		for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
			const [client, upTo] = last;
			const queue = queues.get(client)!;
			const missing = advance(queue, upTo, done);
			done.set(client, Math.max(done.get(client) ?? 0, queue.at));
			if (missing === null) {
				waiting.pop();
				isWaiting.delete(client);
				continue;
			}
			if (isWaiting.has(missing[0])) return false;
			waiting.push([missing[0], missing[1] + 1]);
			isWaiting.add(missing[0]);
		}
	}
	return true;
}

/** The items of one client, as far as they hang on others: clock of the item, client and clock of the other. */
interface Queue {
	readonly needs: [item: number, client: number, clock: number][];
	next: number;
	/** Items before this clock are in. */
	at: number;
	readonly end: number;
}

function queuesOf({ needs, needers, clocks }: UpdateContent, have: ReadonlyMap<number, number>): Map<number, Queue> {
	const queues = new Map<number, Queue>();
	for (const [client, [from, to]] of clocks) queues.set(client, { needs: [], next: 0, at: from, end: to });
	for (let i = 0; i < needs.length; i += 2) {
		const [client, clock] = [needs[i]!, needs[i + 1]!];
		const inside = clocks.has(client) && clock >= (have.get(client) ?? 0);
		if (inside && client !== needers[i]) queues.get(needers[i]!)!.needs.push([needers[i + 1]!, client, clock]);
	}
	return queues;
}

/**
 * Goes on until everything before a clock is in, or an item hangs on what is not in yet.
 * @returns client and clock of what that item lacks
 */
function advance(queue: Queue, upTo: number, done: ReadonlyMap<number, number>): readonly [number, number] | null {
	for (; queue.next < queue.needs.length; queue.next++) {
		const [item, client, clock] = queue.needs[queue.next]!;
		queue.at = item;
		if (item >= upTo) return null;
		if ((done.get(client) ?? 0) <= clock) return [client, clock];
	}
	queue.at = queue.end;
	return null;
}
