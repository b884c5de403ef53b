import type { IncomingMessage } from 'node:http';
import { json as jsonOf } from 'node:stream/consumers';
import { subscribeTap } from './wechat-subscribe.ts';
import { createPhone } from './wechat-phone.ts';
import { pushFaults, type Account, type Fault, type PushFault, type Right, type User, type World } from './world.ts';

type Json = Record<string, unknown>;

/**
 * The way to the stand-in for programs that do not run in its process: a browser's test, a person with curl. It can do what the
 * platform's people and its weather do, so it is there only where it is asked for – never in the demo.
 *
 * `POST /_ctl/reset` · `POST /_ctl/seed {accounts, users}` · `POST /_ctl/push-faults {does: […]}` · `GET /_ctl/assert` ·
 * `POST /_ctl/advance {ms}` · `POST /_ctl/faults {path, times, does}` · `POST /_ctl/act {do, user?, appId?, …}` ·
 * `GET /_ctl/log` · `GET /_ctl/inbox/{openid}`
 */
export async function answerControl(
	world: World,
	request: IncomingMessage
): Promise<{ status: number; json: unknown }> {
	const [, , what, id = ''] = new URL(request.url!, 'http://platform').pathname.split('/');
	const done = (json: unknown, status = 200) => ({ status, json });
	if (request.method === 'GET') {
		if (what === 'log') return done(world.log);
		if (what === 'assert') return done({ wrong: world.wrongs() });
		const user = world.users.get(decodeURIComponent(id));
		return what === 'inbox' && user ? done([...user.inbox]) : done({ wrong: 'unknown' }, 404);
	}
	const asked = (await jsonOf(request)) as Json;
	if (what === 'reset') {
		world.reset();
		return done({});
	}
	if (what === 'seed') return done(seed(world, asked));
	if (what === 'push-faults' && Array.isArray(asked.does)) {
		const unknown = asked.does.filter((one) => !pushFaults.includes(one as PushFault));
		if (unknown.length > 0) return done({ wrong: `no such fault: ${unknown.join(', ')}` }, 400);
		world.pushFaults.push(...(asked.does as PushFault[]));
		return done({});
	}
	if (what === 'advance' && typeof asked.ms === 'number') {
		world.advance(asked.ms);
		return done({ now: world.now().toISOString() });
	}
	if (what === 'faults' && typeof asked.path === 'string' && typeof asked.times === 'number') {
		world.faults.push({ path: asked.path, times: asked.times, does: asked.does as Fault['does'] });
		return done({});
	}
	if (what === 'act') return act(world, asked);
	return done({ wrong: 'unknown' }, 404);
}

/** Accounts and people, by what of them is to be something else than usual. */
function seed(world: World, { accounts = [], users = [] }: { accounts?: unknown; users?: unknown }): Json {
	const made = (accounts as (Partial<Account> & { rights?: Right[] })[]).map(({ rights, ...more }) =>
		world.addAccount({ ...more, ...(rights && { rights: new Set(rights) }) })
	);
	return {
		accounts: made.map(({ appId, appSecret, token, aesKey, mode }) => ({ appId, appSecret, token, aesKey, mode })),
		users: (users as Partial<User>[]).map(
			(more) => Object.assign(world.addUser(more.openid), { follows: more.follows ?? false }).openid
		)
	};
}

async function act(world: World, asked: Json): Promise<{ status: number; json: unknown }> {
	const account = [...world.accounts.values()].find(({ appId }) => asked.appId === undefined || appId === asked.appId);
	if (!account?.serverUrl) return { status: 409, json: { wrong: 'no account that pushes anywhere' } };
	const user: User = world.users.get(String(asked.user)) ?? world.addUser(asked.user ? String(asked.user) : undefined);
	const phone = createPhone(world, account, user);
	const text = String(asked.text ?? '');
	const acts: Record<string, () => Promise<unknown>> = {
		scan: () => phone.scan(String(asked.url)),
		follow: () => phone.follow(),
		say: () => phone.say(text),
		tap: () => phone.tap({ id: String(asked.id), content: text }),
		leave: () => phone.leave(),
		'subscribe-tap': () => subscribeTap(world, account, user, { template: text })
	};
	const wanted = acts[String(asked.do)];
	if (!wanted || (asked.do === 'scan' && !world.codes.has(String(asked.url))))
		return { status: 400, json: { wrong: 'no such act' } };
	return { status: 200, json: { user: user.openid, shown: await wanted() } };
}
