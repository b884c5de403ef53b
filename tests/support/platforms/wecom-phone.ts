import { encrypt } from '../../../server/channels/wechat/envelope.ts';
import { wechatSignature } from '../../../server/channels/wechat/signature.ts';
import { writeXml, type Element } from '../../../server/channels/wechat/xml.ts';
import type { Deliver } from './wechat-phone.ts';
import type { Corp } from './wecom-api.ts';
import type { World } from './world.ts';

/** What WeCom sends: always encrypted. */
export function wecomPush(corp: Corp, fields: readonly Element[], at: Date, nonce: string) {
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const head: Element[] = [
		['ToUserName', corp.corpId],
		['FromUserName', 'sys'],
		['CreateTime', Number(timestamp)]
	];
	const encrypted = encrypt(corp.aesKey, writeXml([...head, ...fields]), corp.corpId);
	const msg_signature = wechatSignature(corp.token, timestamp, nonce, encrypted);
	const body = writeXml([
		['ToUserName', corp.corpId],
		['AgentID', '1000002'],
		['Encrypt', encrypted]
	]);
	return { query: { msg_signature, timestamp, nonce }, body: Buffer.from(body) };
}

/** What a customer does in WeChat with a company's code, and what the company is told. */
export function createCustomer(world: World, corp: Corp, deliver: Deliver) {
	const customer = world.next('wmFAKE');
	const received = () => corp.inbox.get(customer) ?? [];
	async function push(fields: readonly Element[]): Promise<void> {
		const { query, body } = wecomPush(corp, fields, world.now(), world.next('n'));
		const url = `${corp.serverUrl!}?${new URLSearchParams(query)}`;
		for (let tries = 1; tries <= 3; tries++) {
			const answer = await deliver(url, body, 5_000).catch(() => null);
			if (answer?.status === 200) return;
		}
	}
	return {
		customer,
		received,
		/** @param greets false: the console has a welcome of its own */
		async add(picture: string, { greets = true } = {}) {
			const { state, members } = corp.ways.get(picture)!;
			const code = world.next('WELCOME');
			if (greets) corp.welcomes.set(code, { customer, until: world.now().getTime() + 20_000 });
			await push([
				['MsgType', 'event'],
				['Event', 'change_external_contact'],
				['ChangeType', 'add_external_contact'],
				['UserID', members[0]!],
				['ExternalUserID', customer],
				['State', state],
				...(greets ? [['WelcomeCode', code] as const] : [])
			]);
			return received();
		},
		async leave() {
			await push([
				['MsgType', 'event'],
				['Event', 'change_external_contact'],
				['ChangeType', 'del_follow_user'],
				['UserID', 'zhangsan'],
				['ExternalUserID', customer]
			]);
		}
	};
}
