import { createHash } from 'node:crypto';
import type { Account, Hook, HookRequest, Refused, Trigger } from '../port.ts';
import { decrypt } from '../wechat/envelope.ts';
import { isFresh, keysOf } from '../wechat/receive.ts';
import { isSignature } from '../wechat/signature.ts';
import { readXml } from '../wechat/xml.ts';

const refused = (why: Refused['refused']): Refused => ({ refused: why });

/** What was encrypted for this company, once its signature is right. */
function opened(account: Account, { query }: HookRequest, encrypted: string | undefined): string | Refused {
	const { msg_signature: signature, timestamp = '', nonce = '' } = query;
	if (encrypted === undefined) return refused('malformed');
	// Before anything is decrypted.
	if (!isSignature(signature, account.token!, timestamp, nonce, encrypted)) return refused('bad_signature');
	const text = keysOf(account)
		.map((key) => decrypt(key, encrypted, account.corpId!))
		.find((found) => found !== null);
	return text ?? refused('not_decrypted');
}

/** Who adds a member by a code of ours has scanned it. */
function triggerOf({ Event, ChangeType, State = '' }: Record<string, string>): Trigger {
	if (Event !== 'change_external_contact') return { kind: 'other' };
	if (ChangeType === 'add_external_contact' || ChangeType === 'add_half_external_contact')
		return State === '' ? { kind: 'follow' } : { kind: 'scan', scene: State };
	if (ChangeType === 'del_follow_user' || ChangeType === 'del_external_contact') return { kind: 'leave' };
	return { kind: 'other' };
}

/** The way in of a company's program in WeCom: always encrypted, the address too. */
export const receiving: Hook = {
	bodyLimit: 64 * 1024,

	/** Saving the address in the console asks for what stands in `echostr`, decrypted. */
	verify(account, request) {
		const text = opened(account, request, request.query.echostr ?? '');
		if (typeof text !== 'string') return text;
		return isFresh(request.query.timestamp, request.now) ? { text } : refused('stale');
	},

	receive(account, request) {
		const outer = readXml(new TextDecoder().decode(request.body));
		if ('wrong' in outer) return refused(outer.wrong);
		const text = opened(account, request, outer.fields.Encrypt);
		if (typeof text !== 'string') return text;
		// After the signature: who cannot sign learns nothing of our clock.
		if (!isFresh(request.query.timestamp, request.now)) return refused('stale');
		const inner = readXml(text);
		if ('wrong' in inner) return refused(inner.wrong);
		const { fields } = inner;
		const { CreateTime = '', Event = '', ChangeType = '', UserID = '', ExternalUserID = '', State = '' } = fields;
		if (!/^\d{1,12}$/.test(CreateTime)) return refused('malformed');
		const what = createHash('sha256').update([CreateTime, Event, ChangeType, UserID, ExternalUserID, State].join('\0'));
		return {
			key: `e${what.digest('base64url')}`,
			// Of what is about no customer, the member.
			person: ExternalUserID || UserID || fields.FromUserName || 'sys',
			happenedAt: new Date(Number(CreateTime) * 1000),
			trigger: triggerOf(fields),
			fields,
			isEncrypted: true
		};
	},

	/** Nobody is shown what is answered: what greets a customer is sent by itself. */
	answer: () => ({ type: 'text/plain', body: 'success' })
};
