import * as decoding from 'lib0/decoding';
import { messageTypes } from '#document/core/close-codes.ts';
import { AWARENESS, QUERY_AWARENESS, STEP1, STEP2, SYNC, UPDATE, type AwarenessEntry } from './frames.ts';

/** A message of a client, understood. */
export type Message =
	| { readonly type: 'ask'; readonly clocks: ReadonlyMap<number, number> }
	/** `whole`: the answer to our own question, everything the server lacks. */
	| { readonly type: 'update'; readonly update: Uint8Array; readonly whole: boolean }
	| { readonly type: 'presence'; readonly entries: readonly AwarenessEntry[] }
	| { readonly type: 'who is here' }
	/** Something around the document. */
	| { readonly type: 'said'; readonly name: string; readonly data: unknown };

/** A client that sends this is not a Yjs client, or means harm. */
export class Malformed extends Error {}

/** Longest word around the document, in bytes with its name: no list of ids that a person chooses is longer. */
const LONGEST_SAID = 16_384;

/**
 * Reads one message of the y-websocket protocol.
 * @param maxEntries presence states in one message
 * @throws Malformed, or what lib0 and JSON throw when the bytes end too early
 */
export function readMessage(data: Uint8Array, maxEntries: number): Message {
	const decoder = decoding.createDecoder(data);
	switch (decoding.readVarUint(decoder)) {
		case SYNC: {
			const kind = decoding.readVarUint(decoder);
			const payload = decoding.readVarUint8Array(decoder);
			if (kind === STEP1) return { type: 'ask', clocks: readClocks(payload) };
			// A copy: the received chunk, many times larger, must not be kept for a few bytes of it.
			if (kind === STEP2 || kind === UPDATE)
				return { type: 'update', update: Uint8Array.from(payload), whole: kind === STEP2 };
			throw new Malformed('an unknown kind of sync message');
		}
		case AWARENESS:
			return { type: 'presence', entries: readEntries(decoding.readVarUint8Array(decoder), maxEntries) };
		case QUERY_AWARENESS:
			return { type: 'who is here' };
		case messageTypes.said:
			if (data.length > LONGEST_SAID) throw new Malformed('too long a word');
			return {
				type: 'said',
				name: decoding.readVarString(decoder),
				data: JSON.parse(decoding.readVarString(decoder)) as unknown
			};
		default:
			throw new Malformed('an unknown type of message');
	}
}

function readClocks(bytes: Uint8Array): Map<number, number> {
	const decoder = decoding.createDecoder(bytes);
	const clocks = new Map<number, number>();
	for (let n = decoding.readVarUint(decoder); n > 0; n--) {
		const client = decoding.readVarUint(decoder);
		clocks.set(client, decoding.readVarUint(decoder));
	}
	return clocks;
}

/** @throws Malformed, or what lib0 throws */
export function readEntries(bytes: Uint8Array, maxEntries: number): AwarenessEntry[] {
	const decoder = decoding.createDecoder(bytes);
	const length = decoding.readVarUint(decoder);
	if (length > maxEntries) throw new Malformed('too many presence states in one message');
	return Array.from({ length }, () => {
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		return { client, clock, json: decoding.readVarUint8Array(decoder) };
	});
}
