import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { DeleteRanges } from './delete-ranges.ts';
import { canBeOrdered } from './causal-order.ts';
import type { UpdateContent } from './read-update.ts';

export type Verdict = 'fresh' | 'nothing new' | 'gap' | 'forged';

/** What a document holds: clocks, deletions, and whose client ids they are. Grows with every accepted update. */
export class Known {
	readonly clocks = new Map<number, number>();
	readonly deletes = new DeleteRanges();
	/** client id → user id; '' or absent: nobody's in particular */
	readonly owners = new Map<number, string>();

	/** Decides about an update; `add` takes it in. */
	check(content: UpdateContent, author: string): Verdict {
		let fresh = false;
		for (const [client, [from, to]] of content.clocks) {
			const have = this.clocks.get(client) ?? 0;
			if (from > have) return 'gap';
			if (to <= have) continue;
			fresh = true;
			if (author !== '' && !this.mayUse(client, author)) return 'forged';
		}
		const { needs } = content;
		for (let i = 0; i < needs.length; i += 2) if (needs[i + 1]! >= this.#endWith(content, needs[i]!)) return 'gap';
		for (const [client, items] of content.deletes) {
			for (const item of items) {
				if (item.clock + item.len > this.#endWith(content, client)) return 'gap';
				fresh ||= !this.deletes.has(client, item);
			}
		}
		if (fresh && !canBeOrdered(content, this.clocks)) return 'gap';
		return fresh ? 'fresh' : 'nothing new';
	}

	/** Takes in an update that was found fresh, or that is committed already. */
	add(content: UpdateContent, author: string): void {
		for (const [client, [, to]] of content.clocks) {
			if (to <= (this.clocks.get(client) ?? 0)) continue;
			this.clocks.set(client, to);
			if (author !== '' && !this.owners.has(client)) this.owners.set(client, author);
		}
		for (const [client, items] of content.deletes) for (const item of items) this.deletes.add(client, item);
	}

	/** A client id belongs to whoever used it first. */
	mayUse(client: number, user: string): boolean {
		const owner = this.owners.get(client);
		return owner === undefined || owner === user;
	}

	/** True if everything the other one holds is held here too. */
	covers(other: Known): boolean {
		for (const [client, clock] of other.clocks) if ((this.clocks.get(client) ?? 0) < clock) return false;
		for (const [client, item] of other.deletes.items()) if (!this.deletes.has(client, item)) return false;
		return true;
	}

	/** Takes in everything the other one holds. */
	join(other: Known): void {
		for (const [client, clock] of other.clocks)
			if ((this.clocks.get(client) ?? 0) < clock) this.clocks.set(client, clock);
		for (const [client, item] of other.deletes.items()) this.deletes.add(client, item);
		for (const [client, user] of other.owners) if (!this.owners.has(client)) this.owners.set(client, user);
	}

	#endWith(content: UpdateContent, client: number): number {
		return Math.max(this.clocks.get(client) ?? 0, content.clocks.get(client)?.[1] ?? 0);
	}
}

/** Stored beside a snapshot, so that opening a document decodes nothing but its tail. */
export function encodeKnown(known: Known): Uint8Array {
	const users = [...new Set(known.owners.values())];
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, users.length);
	for (const user of users) encoding.writeVarString(encoder, user);
	encoding.writeVarUint(encoder, known.clocks.size);
	for (const [client, clock] of known.clocks) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		const owner = known.owners.get(client);
		encoding.writeVarUint(encoder, owner === undefined ? 0 : users.indexOf(owner) + 1);
	}
	encoding.writeVarUint(encoder, known.deletes.byClient.size);
	for (const [client, ranges] of known.deletes.byClient) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, ranges.length);
		let at = 0;
		for (const [from, to] of ranges) {
			encoding.writeVarUint(encoder, from - at);
			encoding.writeVarUint(encoder, to - from);
			at = to;
		}
	}
	return encoding.toUint8Array(encoder);
}

/** @throws if the bytes were not made by `encodeKnown` */
export function decodeKnown(bytes: Uint8Array): Known {
	const known = new Known();
	const decoder = decoding.createDecoder(bytes);
	const users: string[] = [];
	for (let n = decoding.readVarUint(decoder); n > 0; n--) users.push(decoding.readVarString(decoder));
	for (let n = decoding.readVarUint(decoder); n > 0; n--) {
		const client = decoding.readVarUint(decoder);
		known.clocks.set(client, decoding.readVarUint(decoder));
		const owner = users[decoding.readVarUint(decoder) - 1];
		if (owner !== undefined) known.owners.set(client, owner);
	}
	for (let n = decoding.readVarUint(decoder); n > 0; n--) {
		const client = decoding.readVarUint(decoder);
		let at = 0;
		for (let m = decoding.readVarUint(decoder); m > 0; m--) {
			const clock = at + decoding.readVarUint(decoder);
			const len = decoding.readVarUint(decoder);
			at = clock + len;
			known.deletes.add(client, { clock, len });
		}
	}
	return known;
}

/** An update without structs that deletes all that is deleted: a state vector does not show deletions. */
export function deletesAsUpdate(deletes: DeleteRanges): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, deletes.byClient.size);
	for (const [client, ranges] of deletes.byClient) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, ranges.length);
		for (const [from, to] of ranges) {
			encoding.writeVarUint(encoder, from);
			encoding.writeVarUint(encoder, to - from);
		}
	}
	return encoding.toUint8Array(encoder);
}
