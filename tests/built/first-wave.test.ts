import { readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { parse } from 'acorn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiOf, askedJourney, signIn, type SessionHeaders } from '../process/support/visitors.ts';
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';

const client = resolve(import.meta.dirname, '../../build/client');

let app: BuiltApp;
let headers: SessionHeaders;
beforeAll(async () => {
	app = await startBuiltApp();
	headers = await signIn(app.url);
});
afterAll(async () => {
	await app.stop();
	app.cleanup();
});

/** What a page links, by its relation. */
async function linked(path: string, rel: string): Promise<string[]> {
	const html = await (await fetch(app.url + path, { headers })).text();
	return [...html.matchAll(/<link href="([^"]+)" rel="(\w+)"/g)]
		.filter(([, , as]) => as === rel)
		.map(([, href]) => new URL(href!, app.url + path).pathname);
}

/** A file of the build with all that it imports from the beginning. */
function closure(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	const { body } = parse(readFileSync(join(client, file), 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' });
	for (const one of body)
		if ('source' in one && typeof one.source?.value === 'string')
			closure(normalize(join(dirname(file), one.source.value)), found);
	return found;
}

it('a board names all files that its code and its error pages consist of, and styles of nothing that opens later', async () => {
	const { id } = await askedJourney(apiOf(app.url, headers), 'In one wave');
	const scripts = await linked(`/journeys/${id}`, 'modulepreload');
	const needed = new Set(scripts.flatMap((file) => [...closure(file)]));
	expect([...needed].filter((file) => !scripts.includes(file))).toEqual([]);
	// Three layouts and pages, and the error pages that Kit waits for before it starts.
	expect(scripts.filter((file) => file.includes('/nodes/'))).toHaveLength(5);
	const styles = await linked(`/journeys/${id}`, 'stylesheet');
	expect(styles.length).toBeGreaterThan(0);
	expect(styles.length).toBeLessThanOrEqual(4);
});

it.each(['/', '/settings/members', '/import'])('so does %s', async (path) => {
	const scripts = await linked(path, 'modulepreload');
	expect(scripts.length).toBeGreaterThan(5);
	const needed = new Set(scripts.flatMap((file) => [...closure(file)]));
	expect([...needed].filter((file) => !scripts.includes(file))).toEqual([]);
});
