import * as v from 'valibot';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Every row and record has a UUIDv7 made by the program (RFC 9562): sortable by time, no round trip to the database. */
export type Id = string;

/** Makes the next id. Domain code has no randomness of its own: it is handed one of these. */
export type NewId = () => Id;

export const isId = (value: unknown): value is Id => typeof value === 'string' && UUID.test(value);

export const IdSchema = v.pipe(v.string(), v.regex(UUID));

/**
 * UUIDv7 from a clock reading and ten random bytes (RFC 9562 §5.7).
 * @param now milliseconds since 1970
 * @param random at least 10 bytes from a cryptographic source
 */
export function uuidv7(now: number, random: Uint8Array): Id {
	const bytes = new Uint8Array(16);
	let rest = now;
	for (let i = 5; i >= 0; i--) {
		bytes[i] = rest % 256;
		rest = Math.floor(rest / 256);
	}
	bytes.set(random.subarray(0, 10), 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * UUIDv8 from a hash (RFC 9562 §5.8): an id that follows from what the thing is, so that the same thing always has the same one.
 * @param hash at least 16 bytes of a cryptographic hash
 */
export function uuidv8(hash: Uint8Array): Id {
	const bytes = hash.slice(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
