import { wechatSignature } from '../../../server/channels/wechat/signature.ts';
import type { Account, World } from './world.ts';

/** 基本配置 → 服务器配置 → 提交: WeChat asks the address for what it was given, as it was given. @returns was it? */
export async function saveAddress(
	world: World,
	{ token, serverUrl }: Account,
	get: (url: string) => Promise<string> = async (url) => (await fetch(url)).text()
): Promise<boolean> {
	const [timestamp, nonce] = [String(Math.floor(world.now().getTime() / 1000)), world.next('n')];
	const echostr = world.next('echo');
	const query = { signature: wechatSignature(token, timestamp, nonce), timestamp, nonce, echostr };
	return (await get(`${serverUrl!}?${new URLSearchParams(query)}`)) === echostr;
}
