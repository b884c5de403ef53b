import { isId } from '#domain/shared/ids.ts';
import { SCRATCH } from '../../documents/scratch.ts';

export interface Address {
	readonly kind: string;
	readonly id: string;
	/** What the client says about itself; absent for stock clients, which are taken as they are. */
	readonly schema: number | null;
	readonly epoch: number | null;
}

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
