import { wrong, type Json } from './wechat-api.ts';
import type { User, World } from './world.ts';

/** Codes that were handed to browsers: good once, for five minutes. */
const codes = new WeakMap<World, Map<string, { openid: string; until: number; isSnapshot: boolean }>>();

/**
 * What WeChat's page does with a browser that is sent there: silently back to the address, with a code. Exactly in the
 * documented order, or it shows an error.
 */
export function authorize(world: World, user: User, address: string, { isSnapshot = false } = {}): URL {
	const read =
		/^https:\/\/open\.weixin\.qq\.com\/connect\/oauth2\/authorize\?appid=([^&]+)&redirect_uri=([^&]+)&response_type=code&scope=snsapi_base&state=([0-9a-zA-Z]{1,128})#wechat_redirect$/.exec(
			address
		);
	if (!read || !world.accounts.has(read[1]!)) throw new Error(`10003: ${address}`);
	const back = new URL(decodeURIComponent(read[2]!));
	if (back.port !== '') throw new Error('10003: no port');
	const code = world.next('021fake');
	const known = codes.get(world) ?? new Map<string, { openid: string; until: number; isSnapshot: boolean }>();
	codes.set(world, known);
	known.set(code, { openid: user.openid, until: world.now().getTime() + 300_000, isSnapshot });
	back.searchParams.set('code', code);
	back.searchParams.set('state', read[3]!);
	return back;
}

export function exchange(world: World, query: URLSearchParams): Json {
	const account = world.accounts.get(query.get('appid') ?? '');
	if (!account || query.get('grant_type') !== 'authorization_code') return wrong(40013, 'invalid appid,');
	if (query.get('secret') !== account.appSecret) return wrong(40125, 'invalid appsecret');
	const code = query.get('code') ?? '';
	const found = codes.get(world)?.get(code);
	if (!found) return wrong(40029, 'invalid code');
	codes.get(world)!.delete(code);
	if (found.until < world.now().getTime()) return wrong(42003, 'code expired');
	const told = { access_token: world.next('SNS'), expires_in: 7200, refresh_token: 'R', openid: found.openid };
	return { ...told, scope: 'snsapi_base', ...(found.isSnapshot && { is_snapshotuser: 1 }) };
}
