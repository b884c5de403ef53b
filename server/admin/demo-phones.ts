import type { PhoneAnswer, PhoneCode, PhoneScreen, PhoneState } from '#contract/demo-phone.ts';
import type { CollectorView } from '#contract/surveys.ts';
import type { Actor } from '#domain/access/index.ts';
import { PhoneAct } from '#domain/channels/demo-phone.ts';
import type { App } from '../app.ts';
import { sceneOf } from '../areas/channels/scene-address.ts';
import { checked } from '../areas/shared/guard.ts';
import { notFound } from '../platform/errors.ts';
import { connectDemoAccount, rememberCodes } from './demo-account.ts';
import { DemoChat } from './demo-chat.ts';
import { byHttp, saveAddress, startPlatforms, type Account, type Deliver, type Platforms } from './stand-in.ts';

/** The demo's phone, as its page asks for it. Everybody of the demo workspace has one; whoever else asks finds none. */
export interface DemoPhones {
	/** What hangs about, to be scanned. */
	codes(actor: Actor | null): Promise<PhoneCode[]>;
	state(actor: Actor | null): PhoneState;
	/** @param origin under which the person reached us: codes that lead there are ours */
	act(actor: Actor | null, input: unknown, origin: string): Promise<PhoneAnswer>;
	/** @returns stop */
	watch(actor: Actor | null, changed: () => void): () => void;
}

/** In its own process group, on this machine only, at a port that is free. */
export const startStandIn = (): Promise<Platforms> =>
	startPlatforms({ running: true, made: Math.floor(Date.now() / 1000) });

export interface OpenedPhones {
	readonly phones: DemoPhones;
	/** To be called when the program serves: the platform asks for its address, and the account is checked. */
	ready(): Promise<void>;
}

/** Channels whose codes a phone can scan. */
const SCANNED = ['wechat', 'qr', 'link'];

export async function openPhones(app: App, owner: Actor, { world }: Platforms): Promise<OpenedPhones> {
	const { workspaceId } = owner;
	const inWechat = (await app.collectors.list(owner, {})).filter(({ channel }) => channel === 'wechat');
	await rememberCodes(app, workspaceId, world);
	const follows = inWechat.find(({ surveyKind, name }) => surveyKind === 'nps' && name === null);
	const account = await connectDemoAccount(app, owner, world, follows?.code);
	const deliver = toUs(app);
	const chats = new Map<string, DemoChat>();

	function chatOf(actor: Actor | null): DemoChat {
		if (actor?.workspaceId !== workspaceId) throw notFound();
		const found = chats.get(actor.userId) ?? new DemoChat(world, account, actor.userId, deliver);
		chats.set(actor.userId, found);
		return found;
	}

	return {
		phones: {
			codes: (actor) => (chatOf(actor), codesOf(app, owner)),
			state: (actor) => chatOf(actor).state,
			watch: (actor, changed) => chatOf(actor).watch(changed),
			async act(actor, input, origin) {
				const chat = chatOf(actor);
				const act = checked(PhoneAct, input);
				let screen: PhoneScreen = { at: 'chat' };
				let scanned: PhoneAnswer['scanned'] = null;
				if (act.do === 'scan') {
					const collector = await app.collectors.get(owner, act.collector);
					scanned = await placed(app, owner, collector);
					screen = await scan(chat, await contentOf(app, owner, collector), origin);
				} else if (act.do === 'scan-text') screen = await scan(chat, act.text.trim(), origin);
				else if (act.do === 'follow') {
					if (act.code !== undefined && !world.codes.has(act.code)) throw notFound();
					await (act.code === undefined ? chat.follow() : chat.scan(act.code));
				} else if (act.do === 'leave') {
					await chat.leave();
					screen = { at: 'chats' };
				} else if (act.do === 'say') await chat.say(act.text);
				else await chat.tap(act);
				return { screen, scanned, state: chat.state };
			}
		},
		ready: () => greet(app, owner, account, world)
	};

	/** What WeChat does with a code: its own go to the account, a page opens, and the rest is a text. */
	async function scan(chat: DemoChat, content: string, origin: string): Promise<PhoneScreen> {
		if (account !== null && world.codes.has(content)) {
			if (!chat.follows) return { at: 'follow', code: content };
			await chat.scan(content);
			return { at: 'chat' };
		}
		const url = URL.parse(content);
		const isOurs = url !== null && [origin, app.config.origin].includes(url.origin) && url.pathname.startsWith('/s/');
		return isOurs ? { at: 'page', path: url.pathname + url.search } : { at: 'nothing' };
	}
}

/** Pushes reach this process wherever people reach it, also behind a proxy. */
const toUs =
	(app: App): Deliver =>
	(url, body, patienceMs) =>
		byHttp(hereOf(app, url), body, patienceMs);

function hereOf({ config }: App, url: string): string {
	const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
	const { pathname, search } = new URL(url);
	return `http://${host.includes(':') ? `[${host}]` : host}:${config.port}${pathname}${search}`;
}

async function greet(app: App, owner: Actor, account: Account | null, world: Platforms['world']): Promise<void> {
	if (account === null) return;
	await saveAddress(world, account, async (url) => (await fetch(hereOf(app, url))).text());
	await app.channels.check(owner, 'wechat');
}

async function codesOf(app: App, owner: Actor): Promise<PhoneCode[]> {
	const { items } = await app.journeys.list(owner, { limit: 200 });
	const lists = await Promise.all(
		items.map(async ({ id: journeyId, title: journeyTitle }) => {
			const [{ touchpoints }, collectors] = await Promise.all([
				app.journeys.get(owner, journeyId),
				app.collectors.list(owner, { journeyId })
			]);
			// In the order of the map, the newest code of a place last.
			return touchpoints.flatMap(({ id: touchpointId, title: touchpointTitle }) =>
				collectors
					.filter((one) => one.touchpointId === touchpointId && one.status === 'open' && SCANNED.includes(one.channel))
					.map(({ id, channel, surveyTitle, name: place }) => ({
						id,
						channel,
						journeyId,
						journeyTitle,
						touchpointId,
						touchpointTitle,
						surveyTitle,
						place
					}))
					.reverse()
			);
		})
	);
	// What the phone is for comes first.
	const chats = (codes: readonly PhoneCode[]): number => codes.filter(({ channel }) => channel === 'wechat').length;
	return lists.sort((a, b) => chats(b) - chats(a)).flat();
}

async function placed(app: App, owner: Actor, { id }: CollectorView): Promise<PhoneAnswer['scanned']> {
	const place = await app.collectors.place(owner, id);
	return place && { id, journeyId: place.journeyId, touchpointId: place.touchpointId };
}

/** What the picture of a code says: drawn now if it never was, since a platform makes its codes when they are first drawn. */
async function contentOf(app: App, owner: Actor, { id, code, channel }: CollectorView): Promise<string> {
	const { origin } = app.config;
	if (channel === 'wechat') {
		await app.collectors.qr(owner, id, 'svg', origin);
		const row = await app.db.system
			.selectFrom('channel_code')
			.select('url')
			.where('workspace_id', '=', owner.workspaceId)
			.where('scene', '=', sceneOf(code))
			.executeTakeFirst();
		if (row) return row.url;
	}
	return `${origin}/s/${code}`;
}
