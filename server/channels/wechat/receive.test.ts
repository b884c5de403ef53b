import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Account, HookRequest, Push, Reply } from '../port.ts';
import { decrypt, encrypt } from './envelope.ts';
import { receiving } from './receive.ts';
import { isSignature, wechatSignature } from './signature.ts';
import { readXml, writeXml } from './xml.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP = 'wxfake0000000000001';
const TOKEN = 'FakeToken1';
const AT = 1_700_000_000;
const now = new Date(AT * 1000);
const EVENT =
	'<xml><ToUserName><![CDATA[gh_fake00000001]]></ToUserName><FromUserName><![CDATA[oFAKEalice]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[srv_1]]></EventKey></xml>';

const plain: Account = { appId: APP, token: TOKEN, mode: 'plain' };
const safe: Account = { ...plain, mode: 'encrypted', aesKey: KEY };

const request = (body: string, query: Record<string, string> = {}): HookRequest => ({
	query: { timestamp: String(AT), nonce: '42', signature: wechatSignature(TOKEN, String(AT), '42'), ...query },
	body: Buffer.from(body),
	now
});
const sealedEvent = encrypt(KEY, EVENT, APP, Buffer.from('0123456789abcdef'));
const encryptedRequest = (encrypted = sealedEvent, query: Record<string, string> = {}): HookRequest =>
	request(
		writeXml([
			['ToUserName', 'gh_fake00000001'],
			['Encrypt', encrypted]
		]),
		{
			encrypt_type: 'aes',
			msg_signature: wechatSignature(TOKEN, String(AT), '42', encrypted),
			...query
		}
	);

describe('vectors of the platform', () => {
	it('signs as WeChat’s own example', () => {
		expect(wechatSignature('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
		expect(wechatSignature(TOKEN, '1700000000', '42')).toBe('ac73fa87f13b3995740768df8e203671ff5144d8');
		expect(isSignature('F464b24fc39322e44b38aa78f5edd27bd1441696', 'AAAAA', '1714036504', '1514711492')).toBe(false);
		expect(isSignature(undefined, 'AAAAA')).toBe(false);
	});

	it('encrypts as WxJava’s example, and as a full event', () => {
		const theirs = encrypt(KEY, '我是中文abcd123', 'wxb11529c136998cb6', Buffer.from('aaaabbbbccccdddd'));
		expect(theirs).toBe('jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==');
		expect(sealedEvent).toHaveLength(428);
		expect(createHash('sha256').update(sealedEvent).digest('hex')).toBe(
			'af83530bbeb681f3e3797f1400aa383d83c5c8115cc53eaae7b53419f2bc2475'
		);
		expect(wechatSignature(TOKEN, '1700000000', '42', sealedEvent)).toBe('3beb5343dba82cf4fa00205c90b0c3aa2eaef181');
	});

	it('opens what it made, whatever its length', () => {
		for (let length = 0; length < 130; length++) {
			const text = '中'.repeat(length % 7) + 'x'.repeat(length);
			expect(decrypt(KEY, encrypt(KEY, text, APP), APP)).toBe(text);
		}
	});

	it('opens nothing for another receiver, another key, or cut short', () => {
		expect(decrypt(KEY, sealedEvent, 'wxsomebodyelse')).toBeNull();
		expect(decrypt(KEY.replace('a', 'b'), sealedEvent, APP)).toBeNull();
		expect(decrypt(KEY, sealedEvent.slice(0, 100), APP)).toBeNull();
		expect(decrypt(KEY, '', APP)).toBeNull();
	});
});

describe('the check of the address', () => {
	const asked = (query: Record<string, string>) => receiving.verify(plain, request('', query));
	it('gives the word back, to WeChat alone', () => {
		expect(asked({ echostr: '5837397576500011341' })).toEqual({ text: '5837397576500011341' });
		expect(asked({ echostr: 'x', nonce: '43' })).toEqual({ refused: 'bad_signature' });
	});
	it('not to whoever kept the address for forty minutes', () => {
		const late = { ...request('', { echostr: 'x' }), now: new Date(now.getTime() + 40 * 60_000) };
		expect(receiving.verify(plain, late)).toEqual({ refused: 'stale' });
	});
});

describe('a push', () => {
	it('is read in plain, compatible and safe mode', () => {
		const scanned = { person: 'oFAKEalice', happenedAt: now, fields: { Event: 'SCAN', EventKey: 'srv_1' } };
		expect(receiving.receive(plain, request(EVENT))).toMatchObject({ ...scanned, isEncrypted: false });
		expect(receiving.receive(safe, encryptedRequest())).toMatchObject({ ...scanned, isEncrypted: true });
		const compatible = { ...safe, mode: 'compatible' };
		expect(receiving.receive(compatible, encryptedRequest())).toMatchObject({ ...scanned, isEncrypted: false });
		expect(receiving.receive(compatible, request(EVENT))).toMatchObject(scanned);
	});

	it('is read with the key before, while WeChat still uses it', () => {
		const changed = { ...safe, aesKey: KEY.replace('abc', 'cba'), aesKeyBefore: KEY };
		expect(receiving.receive(changed, encryptedRequest())).toMatchObject({ person: 'oFAKEalice' });
	});

	it('is the same one however often it comes, and another one when it is', () => {
		const key = (xml: string) => (receiving.receive(plain, request(xml)) as Push).key;
		expect(key(EVENT)).toBe(key(EVENT));
		expect(key(EVENT)).not.toBe(key(EVENT.replace('srv_1', 'srv_2')));
		const text = EVENT.replace('</xml>', '<MsgId>24000000000000001</MsgId></xml>');
		expect(key(text)).toBe('m24000000000000001');
		expect(key(text.replace('0001</MsgId>', '0002</MsgId>'))).toBe('m24000000000000002');
	});

	it.each([
		[
			'a wrong signature',
			plain,
			request(EVENT, { signature: 'ac73fa87f13b3995740768df8e203671ff5144d9' }),
			'bad_signature'
		],
		['no signature', plain, { ...request(EVENT), query: {} }, 'bad_signature'],
		[
			'an encrypted text that was changed',
			safe,
			encryptedRequest(sealedEvent, { msg_signature: 'x' }),
			'bad_signature'
		],
		['forty minutes', plain, { ...request(EVENT), now: new Date(now.getTime() + 40 * 60_000) }, 'stale'],
		['a clock that is far ahead', plain, { ...request(EVENT), now: new Date(now.getTime() - 40 * 60_000) }, 'stale'],
		['plain text in safe mode', safe, request(EVENT), 'not_encrypted'],
		['a text for another account', safe, encryptedRequest(encrypt(KEY, EVENT, 'wxother')), 'not_decrypted'],
		['another person in the address', plain, request(EVENT, { openid: 'oFAKEbob' }), 'other_person'],
		['a DOCTYPE', plain, request(`<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${EVENT}`), 'doctype'],
		['a DOCTYPE inside', safe, encryptedRequest(encrypt(KEY, `<!DOCTYPE x>${EVENT}`, APP)), 'doctype'],
		['no XML', plain, request('{"FromUserName":"oFAKEalice"}'), 'malformed'],
		['half of it', plain, request(EVENT.slice(0, 150)), 'malformed'],
		['nobody', plain, request(EVENT.replaceAll('FromUserName', 'From')), 'malformed']
	])('is refused with %s', (_what, account, given, why) => {
		expect(receiving.receive(account as Account, given as HookRequest)).toEqual({ refused: why });
	});
});

describe('what somebody did', () => {
	const did = (xml: string) =>
		(
			receiving.receive(
				plain,
				request(EVENT.replace('<Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[srv_1]]></EventKey>', xml))
			) as Push
		).trigger;
	const event = (name: string, key?: string) =>
		did(`<Event>${name}</Event>${key === undefined ? '' : `<EventKey>${key}</EventKey>`}`);

	it('is read from the events of WeChat', () => {
		expect(event('SCAN', 'c:1')).toEqual({ kind: 'scan', scene: 'c:1' });
		expect(event('subscribe', 'qrscene_c:1')).toEqual({ kind: 'scan', scene: 'c:1' });
		// Only the first is WeChat's; of followers none is.
		expect(event('subscribe', 'qrscene_qrscene_1')).toEqual({ kind: 'scan', scene: 'qrscene_1' });
		expect(event('SCAN', 'qrscene_1')).toEqual({ kind: 'scan', scene: 'qrscene_1' });
		expect(event('subscribe', '')).toEqual({ kind: 'follow' });
		expect(event('subscribe')).toEqual({ kind: 'follow' });
		expect(event('unsubscribe')).toEqual({ kind: 'leave' });
		expect(event('TEMPLATESENDJOBFINISH')).toEqual({ kind: 'other' });
	});

	it('is what became of a message, by a name larger than JavaScript counts', () => {
		const report = (status: string) => {
			const more = `<MsgID>2398403212345678901</MsgID><Status><![CDATA[${status}]]></Status>`;
			const xml = EVENT.replace(/<Event>.*<\/EventKey>/, `<Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event>${more}`);
			return (receiving.receive(plain, request(xml)) as Push).trigger;
		};
		expect(report('success')).toEqual({ kind: 'receipt', of: 'template', message: '2398403212345678901', why: '' });
		expect(report('failed:user block')).toMatchObject({ kind: 'receipt', why: 'failed:user block' });
	});

	it('is read from messages, taps on a menu among them', () => {
		const text = (more: string) => {
			const xml = EVENT.replace('[event]', '[text]').replace(/<Event>.*<\/EventKey>/, `<Content>满意</Content>${more}`);
			return (receiving.receive(plain, request(xml)) as Push).trigger;
		};
		expect(text('')).toEqual({ kind: 'said', text: '满意' });
		expect(text('<bizmsgmenuid>101</bizmsgmenuid>')).toEqual({ kind: 'tap', item: '101', text: '满意' });
	});
});

describe('XML', () => {
	it('reads entities of XML only, CDATA in parts, and lists', () => {
		const fields = (xml: string) => readXml(`<xml>${xml}</xml>`);
		expect(fields('<a>1 &lt; 2 &#38; &#x4e2d;</a>')).toEqual({ fields: { a: '1 < 2 & 中' } });
		expect(fields('<a><![CDATA[x]]]]><![CDATA[>y]]></a><b/>')).toEqual({ fields: { a: 'x]]>y', b: '' } });
		expect(fields('<E><List><T>1</T></List><List><T>2</T></List></E>')).toEqual({
			fields: { 'E.List.T': '1', 'E.List.2.T': '2' }
		});
		for (const bad of [
			'&lol;',
			'&#0;',
			'&#xD800;',
			'<a>',
			'<a></b>',
			'<a b="c">x</a>',
			'<?x?>',
			'<!-- -->',
			'x<a>1</a>'
		])
			expect(fields(bad === 'x<a>1</a>' ? bad : `<a>${bad}</a>`), bad).toEqual({ wrong: 'malformed' });
		expect(readXml(`<xml>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</xml>`)).toEqual({ wrong: 'malformed' });
	});
});

describe('a reply', () => {
	const push = receiving.receive(safe, encryptedRequest()) as Push;
	const card: Reply = {
		kind: 'card',
		title: '请评分 ]]> <b>',
		text: '约 1 分钟',
		url: 'https://s.example/s/Ab3?r=1&t=2'
	};

	it('is one article for whoever sent it', () => {
		const { type, body } = receiving.answer(plain, { ...push, isEncrypted: false }, card, now);
		expect(type).toBe('text/xml');
		expect(readXml(body)).toEqual({
			fields: {
				ToUserName: 'oFAKEalice',
				FromUserName: 'gh_fake00000001',
				CreateTime: '1700000000',
				MsgType: 'news',
				ArticleCount: '1',
				'Articles.item.Title': '请评分 ]]> <b>',
				'Articles.item.Description': '约 1 分钟',
				'Articles.item.PicUrl': '',
				'Articles.item.Url': 'https://s.example/s/Ab3?r=1&t=2'
			}
		});
	});

	it('is encrypted and signed in safe mode; that it was taken never is', () => {
		const { body } = receiving.answer(safe, push, { kind: 'text', text: '谢谢' }, now);
		const { fields } = readXml(body) as { fields: Record<string, string> };
		expect(isSignature(fields.MsgSignature, TOKEN, fields.TimeStamp!, fields.Nonce!, fields.Encrypt!)).toBe(true);
		expect(decrypt(KEY, fields.Encrypt!, APP)).toContain('<Content><![CDATA[谢谢]]></Content>');
		expect(receiving.answer(safe, push, null, now)).toEqual({ type: 'text/plain', body: 'success' });
	});
});
