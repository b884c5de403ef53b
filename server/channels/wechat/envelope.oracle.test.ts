import * as wecom from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt } from './envelope.ts';
import { pageSignature } from './page-signature.ts';
import { wechatSignature } from './signature.ts';

/** Tencent's own package for WeCom, whose encryption and signatures are those of official accounts: what it makes we read, and the other way round. */
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const ID = 'wxfake0000000000001';

describe('the envelope, beside another implementation', () => {
	it('is read by it, and reads what it makes, at every length a block can have', () => {
		for (let length = 0; length <= 96; length++) {
			// Bytes are more than letters here.
			const message = `${'字'.repeat(length % 7)}${'x'.repeat(length)}`;
			const theirs = wecom.decrypt(KEY, encrypt(KEY, message, ID));
			expect([theirs.message, theirs.id]).toEqual([message, ID]);
			expect(decrypt(KEY, wecom.encrypt(KEY, message, ID), ID)).toBe(message);
			expect(decrypt(KEY, wecom.encrypt(KEY, message, 'wxsomebodyelse'), ID)).toBeNull();
		}
	});

	it('is the same to the byte for the same random bytes', () => {
		const random = Buffer.from('aaaabbbbccccdddd');
		expect(encrypt(KEY, '我是中文abcd123', ID, random)).toBe(wecom.encrypt(KEY, '我是中文abcd123', ID, random));
	});

	it('has the same signature, of a message and of a page', () => {
		for (const nonce of ['1', '42', 'zZ', '中文'])
			expect(wechatSignature('FakeToken1', '1700000000', nonce, 'Encrypted=')).toBe(
				wecom.getSignature('FakeToken1', '1700000000', nonce, 'Encrypted=')
			);
		const page = { url: 'https://feedback.example.com/s/Ab3?r=1&x=2', ticket: 'sM4AOV-ticket', nonceStr: 'Wm3W' };
		expect(pageSignature(page.ticket, page.nonceStr, 1414587457, page.url)).toBe(
			wecom.getJsApiSignature({ ...page, timestamp: 1414587457 }).signature
		);
	});
});
