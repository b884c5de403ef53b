import { createHash } from 'node:crypto';

/** For benches only: the kind that accepts any name and any content. */
export const SCRATCH = 'scratch';

/** Where scratch documents live; a workspace of their own. */
export const SCRATCH_WORKSPACE = '5c4a7c40-0000-4000-8000-000000000000';

/** A scratch document's id: any name becomes a UUID (version 8, RFC 9562 §5.8). */
export function scratchId(name: string): string {
	const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
