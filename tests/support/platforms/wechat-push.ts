import { encrypt } from '../../../server/channels/wechat/envelope.ts';
import { wechatSignature } from '../../../server/channels/wechat/signature.ts';
import { writeXml, type Element } from '../../../server/channels/wechat/xml.ts';

/** An official account as WeChat knows it. */
export interface WechatAccount {
	readonly appId: string;
	readonly token: string;
	readonly mode: 'plain' | 'compatible' | 'encrypted';
	readonly aesKey: string;
}

/** What WeChat sends: the query of the address, and the body. */
export interface WechatPush {
	readonly query: Record<string, string>;
	readonly body: Uint8Array;
}

const SELF = 'gh_fake00000001';

/** A push as WeChat makes it of fields; its query and body stay the same however often it is sent. */
export function wechatPush(
	{ appId, token, mode, aesKey }: WechatAccount,
	openid: string,
	fields: readonly Element[],
	{ at, nonce = '1714711492' }: { readonly at: Date; readonly nonce?: string }
): WechatPush {
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const head: Element[] = [
		['ToUserName', SELF],
		['FromUserName', openid],
		['CreateTime', Number(timestamp)]
	];
	const query = { signature: wechatSignature(token, timestamp, nonce), timestamp, nonce, openid };
	const plain = writeXml([...head, ...fields]);
	if (mode === 'plain') return { query, body: Buffer.from(plain) };
	const encrypted = encrypt(aesKey, plain, appId);
	const body = writeXml([
		...(mode === 'compatible' ? [...head, ...fields] : [['ToUserName', SELF] as const]),
		['Encrypt', encrypted]
	]);
	const msg_signature = wechatSignature(token, timestamp, nonce, encrypted);
	return { query: { ...query, encrypt_type: 'aes', msg_signature }, body: Buffer.from(body) };
}

export const scanned = (scene: string): Element[] => [
	['MsgType', 'event'],
	['Event', 'SCAN'],
	['EventKey', scene]
];
export const followed = (scene = ''): Element[] => [
	['MsgType', 'event'],
	['Event', 'subscribe'],
	['EventKey', scene === '' ? '' : `qrscene_${scene}`]
];
export const left: Element[] = [
	['MsgType', 'event'],
	['Event', 'unsubscribe'],
	['EventKey', '']
];
export const said = (text: string, msgId: string): Element[] => [
	['MsgType', 'text'],
	['Content', text],
	['MsgId', msgId]
];
/** What became of a template message. */
export const reported = (msgId: string, status: string): Element[] => [
	['MsgType', 'event'],
	['Event', 'TEMPLATESENDJOBFINISH'],
	['MsgID', msgId],
	['Status', status]
];
