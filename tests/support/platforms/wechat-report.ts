import { byHttp, type Deliver } from './wechat-phone.ts';
import { reported, wechatPush } from './wechat-push.ts';
import type { Account, User, World } from './world.ts';

/** What became of a template message is pushed some time after it was taken, and three times where nobody takes it. */
export async function report(
	world: World,
	account: Account,
	user: User,
	{ msgId, status, deliver = byHttp }: { readonly msgId: string; readonly status: string; readonly deliver?: Deliver }
): Promise<boolean> {
	const { query, body } = wechatPush(account, user.openid, reported(msgId, status), {
		at: world.now(),
		nonce: world.next('n')
	});
	const url = `${account.serverUrl!}?${new URLSearchParams(query)}`;
	for (let tries = 1; tries <= 3; tries++) {
		const answer = await deliver(url, body, 5_000).catch(() => null);
		if (answer?.status === 200) return true;
	}
	return false;
}
