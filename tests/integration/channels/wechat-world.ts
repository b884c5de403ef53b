import { createOpener } from '../../../server/areas/answers/open.ts';
import { createChannels } from '../../../server/areas/channels/channels.ts';
import { createClients } from '../../../server/areas/channels/clients.ts';
import { createGreetings } from '../../../server/areas/channels/greetings.ts';
import { createHooks } from '../../../server/areas/channels/hooks.ts';
import { createMenus } from '../../../server/areas/channels/menus.ts';
import { createRunRounds } from '../../../server/areas/channels/run-rounds.ts';
import { createReplies } from '../../../server/areas/channels/replies.ts';
import { createPlatformHttp } from '../../../server/channels/index.ts';
import { createSeal } from '../../../server/platform/seal.ts';
import { newId, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET } from '../../support/people.ts';
import { startPlatforms } from '../../support/platforms/start.ts';
import { createPhone, type Deliver } from '../../support/platforms/wechat-phone.ts';
import type { Fault, Shown } from '../../support/platforms/world.ts';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { handlePushes } from '../../../server/areas/channels/handle-pushes.ts';
import { readEvents } from '../../../server/events/stored-events.ts';
import { noRounds } from './no-rounds.ts';
import { createAnswerServices, ORIGIN, placeJourney } from '../answers/support.ts';

export const START = new Date('2026-03-02T09:00:00.000Z');

/** A connected official account, a survey behind a code for it, and somebody with a phone. */
export async function openWechat(
	test: TestDb,
	{
		settings = {},
		patienceMs = 2_000,
		kind = 'csat'
	}: { settings?: Record<string, string>; patienceMs?: number; kind?: 'csat' | 'nps' } = {}
) {
	const platforms = await startPlatforms({ start: START });
	const { world, wechatBase, wecomBase } = platforms;
	const { owner } = await createPeople(test.db).workspace();
	const account = world.addAccount();
	const user = world.addUser();
	const seal = createSeal(SECRET, 'channels');
	const shared = { db: test.db, newId, now: world.now, seal, origin: ORIGIN, secret: SECRET };
	const services = createAnswerServices(test.db, world.now);

	/** As one process has it. */
	const process = () => {
		const clients = createClients({
			...shared,
			http: createPlatformHttp({ patienceMs: 5_000 }),
			wechatBase,
			wecomBase
		});
		const opener = createOpener(shared);
		const { submit } = services.responses;
		const menus = createMenus({ ...shared, clients, opener, submit, patienceMs });
		const hooks = createHooks({
			...shared,
			reply: createReplies({ ...shared, opener, menus, greet: createGreetings({ ...shared, clients, againMs: 1 }) })
		});
		const { run } = createRunRounds({ ...shared, clients });
		return { clients, hooks, run, channels: createChannels({ ...shared, clients, opener, ...noRounds, run }) };
	};
	const { clients, hooks, channels, run } = process();
	const { appId, appSecret, token, mode, aesKey } = account;
	const connected = await channels.put(owner.actor, 'wechat', {
		settings: { appId, appSecret, token, mode, aesKey, ...settings }
	});
	account.serverUrl = connected.hookUrl;
	const address = connected.hookUrl!.split('/').at(-1)!;
	const deliverTo =
		(to: ReturnType<typeof process>['hooks']): Deliver =>
		async (url, body) => {
			const query = Object.fromEntries(new URL(url).searchParams);
			return to.receive({ kind: 'wechat', address, query, body });
		};
	const deliver = deliverTo(hooks);
	const { touchpointId } = await placeJourney(test.db, owner.actor.workspaceId);
	const survey = await services.surveys.create(owner.actor, { title: '取货体验', kind });
	await services.surveys.publish(owner.actor, survey.id);
	const collector = await services.collectors.create(owner.actor, {
		...{ surveyId: survey.id, touchpointId, channel: 'wechat', name: '门店 1' }
	});
	// What a code of the account leads to, without asking for one.
	const codeUrl = `http://weixin.qq.com/q/${collector.code}`;
	world.codes.set(codeUrl, { appId, scene: `c:${collector.code}` });

	return {
		...{
			platforms,
			world,
			owner,
			account,
			user,
			seal,
			services,
			clients,
			hooks,
			channels,
			run,
			collector,
			survey,
			codeUrl
		},
		...{ process, deliver, deliverTo },
		phone: (as: Deliver = deliver) => createPhone(world, account, user, as),
		fault: (does: Fault['does'], path = '/cgi-bin/', times = 1) => world.faults.push({ does, path, times }),
		asked: (path: string) => world.log.filter((line) => line.endsWith(path)).length,
		/** What was pushed is handled, as a worker would. */
		handled: async () => {
			const { rows } = await test.db.query(
				`select workspace_id as "workspaceId", id from outbox where workspace_id = $1 and kind = 'channel.pushed' order by id`,
				[owner.actor.workspaceId]
			);
			const events = await readEvents(test.db.system, rows as { workspaceId: string; id: string }[]);
			for (const event of events.values())
				await handlePushes(seal, createContact(SECRET)).handle(event as never, {
					system: test.db.system,
					now: world.now
				});
		},
		lines: async () => (await channels.log(owner.actor, 'wechat')).map(({ code }) => code),
		answers: async () =>
			(await services.responses.list(owner.actor, {})).items.map(({ answers, mark }) => ({ ...answers, mark }))
	};
}

export type WechatWorld = Awaited<ReturnType<typeof openWechat>>;

export const menuOf = (shown: readonly Shown[]) => {
	const found = shown.find((one) => one.kind === 'menu');
	if (found?.kind !== 'menu') throw new Error(`no question in the chat: ${JSON.stringify(shown)}`);
	return found;
};
