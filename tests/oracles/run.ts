/*
 * Other people's programs beside ours: packages for WeChat that nobody keeps up any more, and so are no dependency even of the
 * tests, against the stand-in and against what we send; and the examples of the docs in the languages they are written in. Installed
 * with their versions in a folder that is thrown away. `npm run test:oracles`
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readProof } from '../../server/areas/customers/identity-proof.ts';
import { receiving } from '../../server/channels/wechat/receive.ts';
import { pageSignature } from '../../server/channels/wechat/page-signature.ts';
import { serverExamples } from '../../src/lib/features/embed/server-examples.ts';
import { startPlatforms } from '../support/platforms/start.ts';
import { followed, said, scanned, wechatPush } from '../support/platforms/wechat-push.ts';

const PACKAGES = ['co-wechat@2.4.0', 'co-wechat-api@3.11.0'];

const results: { what: string; wrong: string | null }[] = [];
async function check(what: string, run: () => unknown): Promise<void> {
	try {
		await run();
		results.push({ what, wrong: null });
	} catch (error) {
		results.push({ what, wrong: error instanceof Error ? error.message : String(error) });
	}
}
function same(got: unknown, wanted: unknown): void {
	const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
	if (a !== b) throw new Error(`${a} in place of ${b}`);
}

const folder = mkdtempSync(join(tmpdir(), 'wayfelt-oracles-'));
try {
	execFileSync('npm', [
		'i',
		'--silent',
		'--no-audit',
		'--no-fund',
		'--ignore-scripts',
		'--prefix',
		folder,
		...PACKAGES
	]);
	const load = createRequire(join(folder, 'x.js'));
	await messages(load('co-wechat') as Middleware);
	await api(load('co-wechat-api') as new (...given: unknown[]) => Sdk);
	await examples();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
for (const { what, wrong } of results)
	process.stdout.write(`${wrong === null ? '✓' : '✗'} ${what}${wrong ? `: ${wrong}` : ''}\n`);
const failed = results.filter(({ wrong }) => wrong !== null).length;
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

type Heard = Record<string, string>;
type Middleware = new (config: object) => {
	middleware(handle: (message: Heard) => Promise<string>): (ctx: object, next: () => Promise<void>) => Promise<void>;
};

/** What our stand-in pushes another package takes, in the three modes; what that replies a phone of ours would show. */
async function messages(Wechat: Middleware): Promise<void> {
	const account = {
		...{ appId: 'wxb11529c136998cb6', token: 'FakeToken1' },
		aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
	};
	const pushes = { scan: scanned('c:Ab3'), follow: followed('c:Ab3'), text: said('你好 <b>&', '24000000000000001') };
	for (const mode of ['plain', 'compatible', 'encrypted'] as const)
		for (const [name, fields] of Object.entries(pushes))
			await check(`co-wechat takes a ${name} in ${mode} mode, with the same fields as we do`, async () => {
				const { query, body } = wechatPush({ ...account, mode }, 'oFAKEalice', fields, { at: new Date() });
				const ours = receiving.receive({ ...account, mode }, { query, body, now: new Date() });
				if ('refused' in ours) throw new Error(ours.refused);
				let heard: Heard = {};
				const theirs = new Wechat({
					token: account.token,
					...(mode === 'plain' ? {} : { appid: account.appId, encodingAESKey: account.aesKey })
				});
				const request = Object.assign(Readable.from([Buffer.from(body)]), { headers: {} });
				const ctx = { query, method: 'POST', req: request, request: {}, status: 0, body: '' };
				await theirs.middleware((message) => {
					heard = message;
					return Promise.resolve('谢谢');
				})(ctx, () => Promise.resolve());
				for (const key of ['FromUserName', 'MsgType', 'Event', 'EventKey', 'Content', 'MsgId'])
					same(heard[key] ?? '', ours.fields[key] ?? '');
			});
}

interface Sdk {
	prefix: string;
	createLimitQRCode(scene: string): Promise<{ url: string }>;
	sendText(openid: string, text: string): Promise<unknown>;
	getTicket(): Promise<{ ticket: string }>;
	getJsConfig(given: object): Promise<{ signature: string; timestamp: number; nonceStr: string }>;
}

/** The stand-in is a WeChat to another package, too. */
async function api(Api: new (...given: unknown[]) => Sdk): Promise<void> {
	const platforms = await startPlatforms();
	const { world, wechatBase } = platforms;
	const account = world.addAccount();
	const user = Object.assign(world.addUser(), { follows: true, window: { left: 5, until: Date.now() + 60_000 } });
	const token = async () => {
		const { appId: appid, appSecret: secret } = account;
		const body = JSON.stringify({ grant_type: 'client_credential', appid, secret, force_refresh: false });
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(`${wechatBase}/cgi-bin/stable_token`, { method: 'POST', headers, body });
		const { access_token: accessToken } = (await answer.json()) as { access_token: string };
		return { accessToken, expireTime: Date.now() + 7_000_000 };
	};
	const sdk = new Api(account.appId, account.appSecret, token);
	sdk.prefix = `${wechatBase}/cgi-bin/`;
	try {
		await check('co-wechat-api makes a code for good by the stand-in', async () => {
			const { url } = await sdk.createLimitQRCode('c:store-12');
			same(world.codes.get(url)?.scene, 'c:store-12');
		});
		await check('co-wechat-api writes in the chat by the stand-in', async () => {
			await sdk.sendText(user.openid, '您好');
			same(user.inbox.at(-1), { kind: 'text', text: '您好' });
		});
		await check('co-wechat-api signs a page as we do, with the stand-in’s ticket', async () => {
			const url = 'https://feedback.example.com/s/Ab3?x=1';
			const { signature, timestamp, nonceStr } = await sdk.getJsConfig({ debug: false, jsApiList: [], url });
			const { ticket } = await sdk.getTicket();
			same(signature, pageSignature(ticket, nonceStr, timestamp, url));
		});
	} finally {
		await platforms.close();
	}
}

/** In each language: what the example makes is a proof. */
async function examples(): Promise<void> {
	const env = { ...process.env, WAYFELT_SECRET: 'wfid_tried' };
	const runs = {
		PHP: ['php', 'x.php', `<?php\n${serverExamples.PHP}\necho proof_of('C-林-17');`],
		Python: ['python3', 'x.py', `${serverExamples.Python}\nprint(proof_of('C-林-17'), end='')`]
	} as const;
	for (const [name, [program, file, text]] of Object.entries(runs))
		await check(`the example in ${name} proves who is there`, () => {
			writeFileSync(join(folder, file), text);
			const token = execFileSync(program, [join(folder, file)], { env, encoding: 'utf8' });
			same(readProof(token, ['wfid_tried'], new Date()), { customer: { externalId: 'C-林-17' } });
		});
}
