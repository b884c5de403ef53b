import type { Entry } from '../silent-entry.ts';

/** null: there is no such address. Never kept: each way is somebody's own. */
export const leadOn = (entry: Entry | null): Response =>
	entry === null
		? new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } })
		: new Response(null, { status: 302, headers: { location: entry.to, 'cache-control': 'no-store' } });
