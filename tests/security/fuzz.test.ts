import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtEntries, nameOf, type Entry } from './built-routes.ts';
import { expectations } from './expectations.ts';
import { hostileText, ofSchema, type Schema } from './hostile.ts';
import { createWorld, type World } from './world.ts';

/** Cases for each way in; more by hand: `FUZZ_CASES=1000 npx vitest run tests/security/fuzz`. */
const CASES = Number(process.env.FUZZ_CASES ?? 25);

interface Operation {
	readonly parameters?: readonly { readonly in: string; readonly name: string }[];
	readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface OpenApi {
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Sent {
	readonly path: string;
	readonly method: string;
	readonly type?: string;
	readonly body?: string;
}

let world: World;
let api: OpenApi;
beforeAll(async () => {
	world = await createWorld();
	api = (await (await fetch(`${world.app.url}/api/v1/openapi.json`)).json()) as OpenApi;
});
afterAll(() => world?.close());

/** They never end. */
const streams: ReadonlySet<string> = new Set(['/live', '/live/numbers']);

// What ends the session that asks would leave the others asking as strangers.
const tried = (await builtEntries()).filter(
	(entry) => !expectations[nameOf(entry)]?.endsSession && !streams.has(entry.route)
);

describe('whatever is sent, the program answers for it', () => {
	it.each(tried.map((entry) => [nameOf(entry), entry] as const))('%s', async (_name, entry) => {
		await fc.assert(
			fc.asyncProperty(requestFor(entry), async (sent) => {
				expect(await complaint(entry, sent)).toBeNull();
			}),
			{ numRuns: CASES, seed: 20261123 }
		);
	});

	it('and is alive and well afterwards', async () => {
		expect((await fetch(`${world.app.url}/readyz`)).status).toBe(200);
		const journeys = await fetch(`${world.app.url}/api/v1/journeys`, { headers: world.sessions[0]!.headers });
		expect(journeys.status).toBe(200);
	});
});

/** Node itself refuses what is longer than 16 KB; half a surrogate pair cannot stand in an address. */
const inAddress = hostileText.map((text) => text.toWellFormed().slice(0, 1500));

/** What is wrong with the answer, or null. */
async function complaint(entry: Entry, { path, method, type, body }: Sent): Promise<string | null> {
	const answer = await fetch(world.app.url + path, {
		method,
		redirect: 'manual',
		headers: { origin: world.app.url, ...world.sessions[0]!.headers, ...(type && { 'content-type': type }) },
		...(body !== undefined && { body })
	});
	const text = await answer.text();
	if (answer.status >= 500) return `${answer.status} ${text.slice(0, 300)}`;
	const shown = text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
	const leak = /\n\s+at .+[:(]\d+|node_modules|\/server\/services|syntax error at|duplicate key value/.exec(shown);
	if (leak) return `${answer.status} shows its inside: ${shown.slice(Math.max(0, leak.index - 80), leak.index + 120)}`;
	const json = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
	if (entry.route.startsWith('/api/v1/') && answer.status >= 400 && !json)
		return `${answer.status} as ${answer.headers.get('content-type')}: ${text.slice(0, 100)}`;
	return null;
}

function requestFor(entry: Entry): fc.Arbitrary<Sent> {
	const sample = expectations[nameOf(entry)]?.sample;
	const id = fc.oneof(
		{ weight: 2, arbitrary: fc.constant(null).map(() => (sample ? world.mine[sample] : 'x')) },
		{ weight: 1, arbitrary: inAddress }
	);
	const path = id.map(
		(value) =>
			entry.route.replaceAll(/\/\([^)]+\)/g, '').replaceAll(/\[(\.\.\.)?[^\]]+\]/g, () => encodeURIComponent(value)) ||
			'/'
	);
	const action = /^action:(.+)$/.exec(entry.method)?.[1];
	if (action !== undefined) {
		return fc.record({ path, form }).map(({ path, form }) => ({
			path: action === 'default' ? path : `${path}?/${action}`,
			method: 'POST',
			...form
		}));
	}
	const operation = operationOf(entry);
	const names = [
		...(operation?.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name),
		'lang',
		'q'
	];
	const query = fc
		.array(fc.tuple(fc.constantFrom(...names), inAddress), { maxLength: 3 })
		.map((pairs) => (pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`));
	const get = fc.record({ path, query }).map(({ path, query }) => ({ path: path + query, method: 'GET' }));
	if (entry.method === 'page' || entry.method === 'GET') return get;
	return fc
		.record({ path, query, sent: bodyOf(operation) })
		.map(({ path, query, sent }) => ({ path: path + query, method: entry.method, ...sent }));
}

function operationOf(entry: Entry): Operation | undefined {
	const path = entry.route.replace('/api/v1', '').replaceAll(/\[([^\]]+)\]/g, '{$1}');
	return (api.paths[path] ?? api.paths[`/api/v1${path}`])?.[entry.method.toLowerCase()];
}

/** Mostly what the documentation asks for with something wrong in it, sometimes no JSON at all. */
function bodyOf(operation: Operation | undefined): fc.Arbitrary<Pick<Sent, 'type' | 'body'>> {
	const schema = operation?.requestBody?.content['application/json']?.schema;
	const good = ofSchema(schema ?? {}, api.components?.schemas ?? {}, Object.values(world.mine));
	const json = good.map((value) => ({ type: 'application/json', body: JSON.stringify(value) ?? '' }));
	const broken = fc.record({
		type: fc.constantFrom(
			'application/json',
			'text/plain',
			'application/xml',
			'multipart/form-data; boundary=x',
			'nonsense'
		),
		body: fc.oneof(hostileText, fc.constant('['.repeat(20_000)), fc.constant('{"a":1,"a":2}'))
	});
	return fc.oneof({ weight: 4, arbitrary: json }, { weight: 1, arbitrary: broken });
}

const fields = [
	'title',
	'template',
	'name',
	'email',
	'password',
	'current',
	'next',
	'workspaceId',
	'id',
	'userId',
	'role',
	'departmentId',
	'parentId'
];
const more = [
	'status',
	'language',
	'theme',
	'minN',
	'rankN',
	'timeZone',
	'response',
	'version',
	'lang',
	'nps',
	'comment'
];
const form: fc.Arbitrary<Pick<Sent, 'type' | 'body'>> = fc.oneof(
	fc.array(fc.tuple(fc.constantFrom(...fields, ...more), hostileText), { maxLength: 12 }).map((pairs) => ({
		type: 'application/x-www-form-urlencoded',
		body: new URLSearchParams(pairs).toString()
	})),
	fc.record({
		type: fc.constantFrom('multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain'),
		body: hostileText
	})
);
