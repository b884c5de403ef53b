import { decrypt } from '../../../server/channels/wechat/envelope.ts';
import { isSignature } from '../../../server/channels/wechat/signature.ts';
import { readXml, type Element } from '../../../server/channels/wechat/xml.ts';
import { followed, left, said, scanned, wechatPush, type WechatPush } from './wechat-push.ts';
import type { Account, Held, PushFault, Shown, User, World } from './world.ts';

/** WeChat waits five seconds for an answer, and tries three times in all with the very same message. */
const TRIES = 3;
const PATIENCE_MS = 5_000;

/** Sends a push to the server's address; tests hand in the server itself. */
export type Deliver = (url: string, body: Uint8Array, patienceMs: number) => Promise<{ status: number; body: string }>;

export const byHttp: Deliver = async (url, body, patienceMs) => {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'text/xml' },
		body: new Uint8Array(body),
		signal: AbortSignal.timeout(patienceMs)
	});
	return { status: answer.status, body: await answer.text() };
};

/** What somebody does with a phone, and what it shows them then. */
export function createPhone(world: World, account: Account, user: User, deliver: Deliver = byHttp) {
	async function push(fields: readonly Element[], opens: { left: number; ms: number }): Promise<Shown[]> {
		user.window = { left: opens.left, until: world.now().getTime() + opens.ms };
		const fault = world.pushFaults.shift() ?? null;
		const { url, body } = spoiled(fault, (at) =>
			wechatPush(account, user.openid, fields, { at, nonce: world.next('n') })
		);
		const before = user.inbox.length;
		if (fault === 'out-of-order') {
			world.held.push({ url, body });
			return [];
		}
		const later = world.held.splice(0);
		const shown = await tell(url, body, before);
		if (fault === 'duplicate') for (let more = 1; more < TRIES; more++) await deliver(url, body, PATIENCE_MS);
		if (fault === 'replay') world.held.push({ url, body });
		for (const one of later) await deliver(one.url, one.body, PATIENCE_MS);
		return shown;
	}

	/** What is wrong with it, if anything, is in its bytes: it is the same however often it is tried. */
	function spoiled(fault: PushFault | null, make: (at: Date) => WechatPush): Held {
		const made = make(fault === 'late' ? new Date(world.now().getTime() - 40 * 60_000) : world.now());
		const query = { ...made.query };
		if (fault === 'bad-signature')
			for (const name of ['signature', 'msg_signature']) if (name in query) query[name] = '0'.repeat(40);
		const doctype = '<!DOCTYPE xml [<!ENTITY a "b">]>';
		const body = fault === 'doctype' ? Buffer.from(doctype + Buffer.from(made.body).toString()) : made.body;
		return { url: `${account.serverUrl!}?${new URLSearchParams(query)}`, body };
	}

	async function tell(url: string, body: Uint8Array, before: number): Promise<Shown[]> {
		for (let tries = 1; tries <= TRIES; tries++) {
			const answer = await deliver(url, body, PATIENCE_MS).catch(() => null);
			const shown = answer?.status === 200 ? read(answer.body) : undefined;
			if (shown === undefined) continue;
			if (shown !== null) user.inbox.push(shown);
			return user.inbox.slice(before);
		}
		user.inbox.push({ kind: 'out_of_order' });
		return user.inbox.slice(before);
	}

	/** undefined: nothing that WeChat understands; null: taken, and nothing to show. */
	function read(body: string): Shown | null | undefined {
		if (body === '' || body === 'success') return null;
		const outer = readXml(body);
		if ('wrong' in outer) return undefined;
		const { Encrypt, MsgSignature, TimeStamp, Nonce } = outer.fields;
		if (account.mode !== 'encrypted') return shownOf(outer.fields);
		if (!Encrypt || !isSignature(MsgSignature, account.token, TimeStamp!, Nonce!, Encrypt)) return undefined;
		const inner = readXml(decrypt(account.aesKey, Encrypt, account.appId) ?? '');
		return 'wrong' in inner ? undefined : shownOf(inner.fields);
	}

	function shownOf(fields: Record<string, string>): Shown | undefined {
		const isTheirs = fields.ToUserName === user.openid && /^\d+$/.test(fields.CreateTime ?? '');
		if (isTheirs && fields.MsgType === 'text' && fields.Content) return { kind: 'text', text: fields.Content };
		if (!isTheirs || fields.MsgType !== 'news' || fields.ArticleCount !== '1') return undefined;
		const [title, text, url] = ['Title', 'Description', 'Url'].map((name) => fields[`Articles.item.${name}`]);
		return title && url ? { kind: 'card', title, text: text ?? '', url } : undefined;
	}

	return {
		/** A code of the account's: who does not follow yet does so by it. */
		scan(url: string): Promise<Shown[]> {
			const { scene } = world.codes.get(url)!;
			const wasThere = user.follows;
			user.follows = true;
			return push(wasThere ? scanned(scene) : followed(scene), { left: 3, ms: 60_000 });
		},
		follow(): Promise<Shown[]> {
			user.follows = true;
			return push(followed(), { left: 3, ms: 60_000 });
		},
		say: (text: string): Promise<Shown[]> => push(said(text, world.next('2400000000')), { left: 5, ms: 48 * 3600_000 }),
		/** An answer of a menu. */
		tap: (item: { id: string; content: string }): Promise<Shown[]> =>
			push([...said(item.content, world.next('2400000000')), ['bizmsgmenuid', item.id]], { left: 3, ms: 60_000 }),
		leave(): Promise<Shown[]> {
			user.follows = false;
			return push(left, { left: 0, ms: 0 });
		}
	};
}
