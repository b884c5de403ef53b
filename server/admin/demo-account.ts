import { createHmac } from 'node:crypto';
import type { Actor } from '#domain/access/index.ts';
import type { App } from '../app.ts';
import type { Account, World } from './stand-in.ts';

const APP_ID = 'wxdemo0000000001';
const MINI_APP_ID = 'wxdemo0000000002';

/** Letters and digits that only this installation knows, the same after every start. */
const secretText = (secret: string, what: string, length: number): string =>
	createHmac('sha512', secret).update(`wayfelt demo ${what}`).digest('hex').slice(0, length);

/**
 * The demo's official account, as the stand-in and the workspace know it: connected as an administrator would, its secrets
 * sealed as everybody's. Where somebody has set up another one it is left alone.
 * @param followCode of the survey that whoever follows is asked
 * @returns null when the workspace's account is not the demo's
 */
export async function connectDemoAccount(
	app: App,
	owner: Actor,
	world: World,
	followCode: string | undefined
): Promise<Account | null> {
	const secret = app.config.secret;
	const known = {
		appId: APP_ID,
		appSecret: secretText(secret, 'AppSecret', 32),
		token: secretText(secret, 'token', 32),
		aesKey: secretText(secret, 'EncodingAESKey', 43)
	};
	const mini = { miniAppId: MINI_APP_ID, miniSecret: secretText(secret, 'mini program', 32) };
	let view = await app.channels.get(owner, 'wechat');
	const setting = (name: string): string | null => view.fields.find((field) => field.name === name)?.value ?? null;
	if (view.isConnected && setting('appId') !== APP_ID) return null;
	// Also where another secret of the installation had sealed them.
	if (!view.isConnected || !view.isReadable)
		view = await app.channels.put(owner, 'wechat', {
			settings: { ...known, ...mini, mode: setting('mode') ?? 'encrypted', ...(followCode && { followCode }) }
		});
	// A demo of an earlier version had none.
	else if (setting('miniAppId') === null) view = await app.channels.put(owner, 'wechat', { settings: mini });
	const account = world.addAccount({
		...known,
		mode: setting('mode') as Account['mode'],
		serverUrl: view.hookUrl
	});
	world.addMiniProgram({ appId: MINI_APP_ID, appSecret: mini.miniSecret });
	return account;
}

/** What its codes were given out as before this start: they hang somewhere. */
export async function rememberCodes(app: App, workspaceId: string, { codes }: World): Promise<void> {
	const rows = await app.db.system
		.selectFrom('channel_code')
		.select(['url', 'scene'])
		.where('workspace_id', '=', workspaceId)
		.where('expires_at', 'is', null)
		.execute();
	for (const { url, scene } of rows) codes.set(url, { appId: APP_ID, scene });
}
