import { createHash, randomBytes } from 'node:crypto';
import type { Account, HookRequest, Hook, Push, Refused, Reply, Trigger } from '../port.ts';
import { decrypt, encrypt } from './envelope.ts';
import { isSignature, wechatSignature } from './signature.ts';
import { listIn, subscriptionTrigger } from './subscription-push.ts';
import { readXml, writeXml, type Element } from './xml.ts';

/** WeChat says nothing of how old a push may be; its own three tries take fifteen seconds. */
const FRESH_MS = 10 * 60_000;

const refused = (why: Refused['refused']): Refused => ({ refused: why });

/** The old key too: WeChat may still use it for what was under way when the key was changed. */
export const keysOf = (account: Account): string[] =>
	[account.aesKey, account.aesKeyBefore].filter((key) => key !== undefined && key !== '') as string[];

export function isFresh(timestamp: string | undefined, now: Date): boolean {
	if (!/^\d{9,11}$/.test(timestamp ?? '')) return false;
	return Math.abs(now.getTime() - Number(timestamp) * 1000) <= FRESH_MS;
}

/** Numbers of messages are larger than JavaScript counts: they stay texts. */
function keyOf(fields: Record<string, string>): string {
	const { MsgId, FromUserName = '', CreateTime = '', Event = '', EventKey = '', MsgID = '' } = fields;
	if (MsgId) return `m${MsgId.slice(0, 40)}`;
	const more = Event.startsWith('subscribe_msg_') ? [JSON.stringify(listIn(fields))] : MsgID ? [MsgID] : [];
	const what = createHash('sha256').update([FromUserName, CreateTime, Event, EventKey, ...more].join('\0'));
	return `e${what.digest('base64url')}`;
}

/** Of a scene only one leading `qrscene_` is WeChat's own. */
function triggerOf(fields: Record<string, string>): Trigger {
	const { MsgType, Event, EventKey = '', Content = '', bizmsgmenuid, MsgID = '', Status = '' } = fields;
	if (MsgType !== 'event')
		return bizmsgmenuid ? { kind: 'tap', item: bizmsgmenuid, text: Content } : { kind: 'said', text: Content };
	if (Event === 'SCAN') return { kind: 'scan', scene: EventKey };
	if (Event === 'TEMPLATESENDJOBFINISH' && MsgID !== '')
		return {
			kind: 'receipt',
			of: 'template',
			message: MsgID,
			why: Status === 'success' ? '' : Status.slice(0, 60) || 'failed'
		};
	if (Event === 'unsubscribe') return { kind: 'leave' };
	const about = subscriptionTrigger(Event, fields);
	if (about !== null) return about;
	if (Event !== 'subscribe') return { kind: 'other' };
	const [, scene] = /^qrscene_(.+)$/s.exec(EventKey) ?? [];
	return scene === undefined ? { kind: 'follow' } : { kind: 'scan', scene };
}

interface Opened {
	readonly fields: Record<string, string>;
	/** Under whose AppID it was sealed, where not the account's. */
	readonly of?: 'mini';
}

/** What stands in the body once it is known whose it is. */
function open(account: Account, { query, body }: HookRequest): Opened | Refused {
	const { timestamp = '', nonce = '' } = query;
	const outer = readXml(new TextDecoder().decode(body));
	const encrypted = 'fields' in outer ? outer.fields.Encrypt : undefined;
	if (query.encrypt_type !== 'aes') {
		if (!isSignature(query.signature, account.token!, timestamp, nonce)) return refused('bad_signature');
		if (account.mode === 'encrypted') return refused('not_encrypted');
		return 'wrong' in outer ? refused(outer.wrong) : { fields: outer.fields };
	}
	if ('wrong' in outer) return refused(outer.wrong);
	if (encrypted === undefined) return refused('malformed');
	// Before anything is decrypted.
	if (!isSignature(query.msg_signature, account.token!, timestamp, nonce, encrypted)) return refused('bad_signature');
	const sealedFor = (appId: string | undefined): string | null =>
		(appId &&
			keysOf(account)
				.map((key) => decrypt(key, encrypted, appId))
				.find((text) => text !== null)) ||
		null;
	const own = sealedFor(account.appId);
	// The mini program of the same company pushes here too, under its own AppID.
	const inner = own ?? sealedFor(account.miniAppId);
	if (inner === null) return refused('not_decrypted');
	const read = readXml(inner);
	if ('wrong' in read) return refused(read.wrong);
	return { fields: read.fields, ...(own === null && { of: 'mini' }) };
}

/** The way in of an official account, in its three modes. */
export const receiving: Hook = {
	bodyLimit: 64 * 1024,

	/** The same in every mode: saving the address in the console asks for `echostr` back. */
	verify(account, { query, now }) {
		const { signature, timestamp = '', nonce = '', echostr = '' } = query;
		if (!isSignature(signature, account.token!, timestamp, nonce)) return refused('bad_signature');
		if (!isFresh(timestamp, now)) return refused('stale');
		return { text: echostr };
	},

	receive(account, request) {
		const opened = open(account, request);
		if ('refused' in opened) return opened;
		const { fields, of } = opened;
		// After the signature: who cannot sign learns nothing of our clock.
		if (!isFresh(request.query.timestamp, request.now)) return refused('stale');
		const { FromUserName: person, ToUserName, CreateTime, MsgType } = fields;
		if (!person || !ToUserName || !MsgType || !/^\d{1,12}$/.test(CreateTime ?? '')) return refused('malformed');
		// WeChat names the person in the address, too.
		if (request.query.openid !== undefined && request.query.openid !== person) return refused('other_person');
		return {
			key: keyOf(fields),
			person,
			happenedAt: new Date(Number(CreateTime) * 1000),
			trigger: of === 'mini' ? (subscriptionTrigger(fields.Event, fields) ?? { kind: 'other' }) : triggerOf(fields),
			fields,
			of,
			isEncrypted: request.query.encrypt_type === 'aes' && account.mode === 'encrypted'
		};
	},

	/** `success` says that it was taken: anything else that is no reply shows the person that the account is out of order. */
	answer(account, push, reply, now) {
		if (reply === null) return { type: 'text/plain', body: 'success' };
		const xml = writeXml(replyOf(push, reply, now));
		return { type: 'text/xml', body: push.isEncrypted ? wrapped(account, xml, now) : xml };
	}
};

function replyOf({ fields }: Push, reply: Reply, now: Date): Element[] {
	const head: Element[] = [
		['ToUserName', fields.FromUserName!],
		['FromUserName', fields.ToUserName!],
		['CreateTime', seconds(now)]
	];
	if (reply.kind === 'text') return [...head, ['MsgType', 'text'], ['Content', reply.text]];
	// One article: more are shown only after some events, and this is always right.
	const article: Element[] = [
		['Title', reply.title],
		['Description', reply.text],
		['PicUrl', ''],
		['Url', reply.url]
	];
	return [...head, ['MsgType', 'news'], ['ArticleCount', 1], ['Articles', [['item', article]]]];
}

/** Signed over its own time and nonce, not those of the push. */
function wrapped(account: Account, xml: string, now: Date): string {
	const encrypted = encrypt(account.aesKey!, xml, account.appId!);
	const [timestamp, nonce] = [seconds(now), randomBytes(8).toString('hex')];
	return writeXml([
		['Encrypt', encrypted],
		['MsgSignature', wechatSignature(account.token!, String(timestamp), nonce, encrypted)],
		['TimeStamp', timestamp],
		['Nonce', nonce]
	]);
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
