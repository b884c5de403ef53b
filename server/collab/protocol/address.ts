import { createHash } from 'node:crypto';
import { isId } from '#domain/shared/ids.ts';

export interface Address {
	readonly kind: string;
	readonly id: string;
	/** What the client says about itself; absent for stock clients, which are taken as they are. */
	readonly schema: number | null;
	readonly epoch: number | null;
}

export const SCRATCH = 'scratch';

/** Where scratch documents live; a workspace of their own. */
export const SCRATCH_WORKSPACE = '5c4a7c40-0000-4000-8000-000000000000';

/** Reads `/collab/{kind}/{id}?schema=2&epoch=1`; null when it is not such an address. */
export function readAddress(url: string | undefined): Address | null {
	if (url === undefined || !URL.canParse(url, 'http://localhost')) return null;
	const { pathname, searchParams } = new URL(url, 'http://localhost');
	const match = /^\/collab\/([a-z][a-z-]{0,31})\/([^/]{1,300})$/.exec(pathname);
	if (!match) return null;
	const [, kind = '', id = ''] = match;
	if (kind !== SCRATCH && !isId(id)) return null;
	return { kind, id, schema: number(searchParams.get('schema')), epoch: number(searchParams.get('epoch')) };
}

const number = (text: string | null): number | null => (text !== null && /^\d{1,10}$/.test(text) ? Number(text) : null);

/** A scratch document's id: any name becomes a UUID (version 8, RFC 9562 §5.8). */
export function scratchId(name: string): string {
	const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
