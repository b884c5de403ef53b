import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * WeChat's signature: the hex SHA-1 of the parts in plain order of their letters, joined without a separator. Of
 * token, timestamp and nonce for an address and a plain push; with the encrypted text as a fourth for an encrypted one.
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export const wechatSignature = (...parts: readonly string[]): string =>
	createHash('sha1')
		.update([...parts].sort(byCodeUnit).join(''))
		.digest('hex');

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In the same time whatever was sent. */
export function isSignature(given: string | undefined, ...parts: readonly string[]): boolean {
	const [mine, theirs] = [Buffer.from(wechatSignature(...parts)), Buffer.from(given ?? '')];
	return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
