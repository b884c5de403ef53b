import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#domain/shared/ids.ts';
import { builtEntries, nameOf, type Entry } from './built-routes.ts';
import { expectations, type Expectation } from './expectations.ts';
import { createWorld, mayDo, type Caller, type World } from './world.ts';

const entries = await builtEntries();
const isApi = (entry: Entry): boolean => entry.route.startsWith('/api/') || entry.route === '/live';
const expected = (entry: Entry): Expectation => expectations[nameOf(entry)]!;

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world?.close());

describe('every way into the built program', () => {
	it('is expected, and nothing is expected that is not there', () => {
		expect(entries.map(nameOf)).toEqual(Object.keys(expectations).sort((a, b) => a.localeCompare(b)));
	});

	it.each(entries.map((entry) => [nameOf(entry), entry] as const))(
		'%s refuses or allows as the policy says',
		async (_name, entry) => {
			const { access, endsSession } = expected(entry);
			const wrong: string[] = [];
			const judge = (caller: Caller, verdict: Verdict, allowed: boolean): void => {
				if (verdict.status >= 500) wrong.push(`${caller.name}: ${verdict.status}`);
				const refusal = refusalOf(entry, caller, verdict);
				if (allowed ? refusal !== null : refusal === null) {
					wrong.push(
						`${caller.name}: ${verdict.status} ${verdict.location ?? ''}, expected to be ${allowed ? 'let in' : 'refused'}`
					);
				}
			};
			for (const caller of [world.anonymous, ...world.dead]) {
				// A dead token is refused even where strangers are welcome – but only where tokens are read at all.
				const tokenRefused = caller !== world.anonymous && entry.route.startsWith('/api/');
				judge(
					caller,
					await ask(entry, caller, unknownId),
					(access === 'public' || access === 'guest') && !tokenRefused
				);
			}
			if (endsSession) return expect(wrong).toEqual([]);
			for (const caller of [...world.sessions, ...(isApi(entry) ? world.tokens : [])]) {
				judge(caller, await ask(entry, caller, unknownId), allowed(access, caller));
			}
			expect(wrong).toEqual([]);
		}
	);

	const pointing = entries.filter((entry) => expected(entry)?.sample !== undefined && isApi(entry));
	it.each(pointing.map((entry) => [nameOf(entry), entry] as const))(
		'%s answers for a foreign id as for an unknown one',
		async (_name, entry) => {
			const owner = world.sessions[0]!;
			const foreign = await ask(entry, owner, world.theirs[expected(entry).sample!]);
			const unknown = await ask(entry, owner, unknownId);
			expect(foreign.status).toBe(unknown.status);
			expect(foreign.body.replaceAll(world.theirs[expected(entry).sample!], unknownId)).toBe(unknown.body);
			expect([400, 404]).toContain(foreign.status);
		}
	);

	const addressed = entries.filter((entry) => expected(entry)?.sample !== undefined && entry.method === 'page');
	it.each(addressed.map((entry) => [nameOf(entry), entry] as const))(
		'%s says in its status that there is nothing for an unknown id',
		async (_name, entry) => {
			const owner = world.sessions[0]!;
			const inChinese = {
				...owner,
				// Members by what they chose, respondents by what their browser says.
				headers: {
					...owner.headers,
					cookie: `${owner.headers.cookie}; PARAGLIDE_LOCALE=zh-CN`,
					'accept-language': 'zh-CN'
				}
			};
			const { status, body } = await ask(entry, inChinese, unknownId);
			expect(status).toBe(404);
			// The page itself, in the person's language: not a bare line of the server's.
			expect(body).toContain('<html lang="zh-CN"');
			expect(body).toContain('</h1>');
		}
	);

	const owned = addressed.filter((entry) => expected(entry).access !== 'public');
	it.each(owned.map((entry) => [nameOf(entry), entry] as const))(
		'%s opens mine to whoever may see it, and a foreign one to nobody',
		async (_name, entry) => {
			const { access, sample } = expected(entry);
			for (const caller of world.sessions) {
				const may = allowed(access, caller);
				const [mine, theirs] = [world.mine, world.theirs].map((samples) => ask(entry, caller, samples[sample!]));
				expect(`${caller.name} ${(await mine!).status}`).toBe(`${caller.name} ${may ? 200 : 403}`);
				expect(`${caller.name} ${(await theirs!).status}`).toBe(`${caller.name} ${may ? 404 : 403}`);
			}
		}
	);

	const readable = pointing.filter((entry) => entry.method === 'GET');
	it.each(readable.map((entry) => [nameOf(entry), entry] as const))(
		'%s shows mine to whoever may see it',
		async (_name, entry) => {
			for (const caller of world.sessions) {
				const answer = await ask(entry, caller, world.mine[expected(entry).sample!]);
				expect(`${caller.name} ${answer.status}`).toBe(
					`${caller.name} ${allowed(expected(entry).access, caller) ? 200 : 403}`
				);
			}
		}
	);
});

describe('ids in bodies', () => {
	it.each([
		[
			'a collector for their survey',
			'/api/v1/collectors',
			() => ({ surveyId: world.theirs.survey, touchpointId: world.mine.touchpoint, channel: 'link' })
		],
		[
			'a collector at their touchpoint',
			'/api/v1/collectors',
			() => ({ surveyId: world.mine.survey, touchpointId: world.theirs.touchpoint, channel: 'link' })
		],
		[
			'asking in their journey',
			() => `/api/v1/touchpoints/${world.mine.touchpoint}/ask`,
			() => ({ journeyId: world.theirs.journey, kind: 'nps' })
		],
		['an answer to their code', '/api/v1/responses', () => ({ collectorCode: world.theirs.code, answers: { nps: 9 } })],
		[
			'an invitation into their department',
			'/api/v1/invitations',
			() => ({ role: 'viewer', departmentId: world.theirs.department })
		]
	] as const)('%s is refused', async (_name, path, body) => {
		const answer = await send(
			typeof path === 'string' ? path : path(),
			'POST',
			world.sessions[0]!,
			JSON.stringify(body())
		);
		expect(answer.status, answer.body).toBeGreaterThanOrEqual(400);
		expect(answer.status, answer.body).toBeLessThan(500);
	});
});

describe('forged requests', () => {
	it('a foreign page cannot post with a session', async () => {
		const { cookie } = world.sessions[0]!.headers;
		for (const origin of ['https://evil.example', 'null', `${world.app.url}.evil.example`]) {
			const answer = await fetch(`${world.app.url}/api/v1/journeys`, {
				method: 'POST',
				headers: { cookie: cookie!, origin, 'content-type': 'application/json' },
				body: JSON.stringify({ title: 'forged' })
			});
			expect(`${origin} ${answer.status}`).toBe(`${origin} 403`);
		}
	});

	it.each([['__proto__'], ['constructor'], ['workspaceId'], ['id'], ['createdAt']])(
		'an unknown key (%s) is an error, not a column',
		async (key) => {
			const answer = await send('/api/v1/journeys', 'POST', world.sessions[0]!, `{"title":"x","${key}":"y"}`);
			expect(answer.status, answer.body).toBe(400);
		}
	);

	it('sockets refuse strangers, other people’s journeys and foreign pages', async () => {
		const { WebSocket } = await import('ws');
		const open = (path: string, headers: Record<string, string>) =>
			new Promise<string>((done) => {
				const socket = new WebSocket(world.app.url.replace('http', 'ws') + path, { headers });
				socket.once('message', () => (socket.terminate(), done('let in')));
				socket.once('close', (code) => done(`closed ${code}`));
				socket.once('unexpected-response', (_request, response) => done(`refused ${response.statusCode}`));
				socket.once('error', () => undefined);
			});
		const owner = world.sessions[0]!.headers;
		expect(await open(`/collab/journey/${world.mine.journey}`, owner)).toBe('let in');
		expect(await open(`/collab/journey/${world.mine.journey}`, {})).not.toBe('let in');
		expect(await open(`/collab/journey/${world.mine.journey}`, { ...owner, origin: 'https://evil.example' })).not.toBe(
			'let in'
		);
		const foreign = await open(`/collab/journey/${world.theirs.journey}`, owner);
		expect(foreign).not.toBe('let in');
		expect(await open(`/collab/journey/${unknownId}`, owner)).toBe(foreign);
		expect(await open('/collab/scratch/anything', owner)).not.toBe('let in');
	});
});

const unknownId = uuidv7(Date.now(), randomBytes(10));

interface Verdict {
	readonly status: number;
	readonly location: string | null;
	readonly body: string;
}

const allowed = (access: Expectation['access'], caller: Caller): boolean =>
	access === 'public' || access === 'guest' || access === 'person' ? true : mayDo(caller, access);

/** null: let in. A wrong body or an unknown id is no refusal. */
function refusalOf(entry: Entry, caller: Caller, { status, location }: Verdict): string | null {
	if (status === 401 || status === 403) return String(status);
	if (status === 303 && caller.role === null && location?.startsWith('/sign-in')) return 'sign in first';
	return null;
}

/** Asks with an empty body: enough to be refused, too little to do anything. */
function ask(entry: Entry, caller: Caller, id: string): Promise<Verdict> {
	const { query, also = {} } = expected(entry);
	const part = (_whole: string, _rest: string, name: string): string => (also[name] ? world.mine[also[name]] : id);
	const path = entry.route.replaceAll(/\/\([^)]+\)/g, '').replaceAll(/\[(\.\.\.)?([^\]]+)\]/g, part) || '/';
	if (entry.method === 'page') return send(path, 'GET', caller);
	const action = /^action:(.+)$/.exec(entry.method)?.[1];
	if (action !== undefined)
		return send(
			action === 'default' ? path : `${path}?/${action}`,
			'POST',
			caller,
			'',
			'application/x-www-form-urlencoded'
		);
	const writes = !['GET', 'HEAD', 'OPTIONS'].includes(entry.method);
	return send(
		path + (query?.(id, world.mine) ?? ''),
		entry.method,
		caller,
		writes && entry.method !== 'DELETE' ? '{}' : undefined
	);
}

async function send(
	path: string,
	method: string,
	caller: Caller,
	body?: string,
	type = 'application/json'
): Promise<Verdict> {
	const stop = new AbortController();
	const answer = await fetch(world.app.url + path, {
		method,
		redirect: 'manual',
		signal: stop.signal,
		headers: {
			accept: 'text/html,application/json',
			origin: world.app.url,
			...caller.headers,
			...(body === undefined ? {} : { 'content-type': type })
		},
		...(body === undefined ? {} : { body })
	});
	// A live stream never ends; its head says everything here.
	const endless = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
	const text = endless ? '' : await answer.text();
	if (endless) stop.abort();
	return { status: answer.status, location: answer.headers.get('location'), body: text };
}
