import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions } from '#domain/access/index.ts';
import { openApi, pathOf, type OpenApi } from '#lib/api/server/openapi.ts';
import { apiRoutes } from '#lib/api/server/routes.ts';
import { specOf } from '#lib/api/server/spec.ts';

const ROOT = 'src/routes/api/v1';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Methods as the source of the route exports them: the documentation must not be the only witness. */
const exported = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+server.ts'))
	.flatMap((file) => {
		const route = `/api/v1/${file.replace(/\/?\+server\.ts$/, '')}`;
		const source = readFileSync(join(ROOT, file), 'utf8');
		return METHODS.filter((method) => new RegExp(`export const ${method}\\b`).test(source)).map(
			(method) => `${method} ${pathOf(route)}`
		);
	})
	.sort();

const documented = (document: OpenApi): string[] =>
	Object.entries(document.paths)
		.flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
		.sort();

const make = async (locale: 'en' | 'zh-CN' = 'en') =>
	openApi(await apiRoutes(), locale, { origin: 'https://wayfelt.example.com', version: '1.0.0' });

describe('OpenAPI', () => {
	it('documents every method of every route, and nothing else', async () => {
		expect(exported.length).toBeGreaterThan(30);
		expect(documented(await make())).toEqual(exported.filter((one) => one !== 'GET /api/v1/openapi.json'));
	});

	it('has every route of the contracts', async () => {
		expect(documented(await make())).toEqual(
			expect.arrayContaining([
				'GET /api/v1/journeys',
				'POST /api/v1/journeys',
				'GET /api/v1/journeys/{id}',
				'PATCH /api/v1/journeys/{id}',
				'DELETE /api/v1/journeys/{id}',
				'POST /api/v1/journeys/{id}/touchpoints',
				'GET /api/v1/journeys/{id}/results',
				'POST /api/v1/surveys',
				'POST /api/v1/surveys/{id}/publish',
				'POST /api/v1/collectors',
				'GET /api/v1/collectors/{id}/qr.svg',
				'GET /api/v1/collectors/{id}/qr.png',
				'POST /api/v1/responses',
				'POST /api/v1/responses/batch',
				'GET /api/v1/responses',
				'DELETE /api/v1/responses/{id}'
			])
		);
	});

	it('every operation says what it is, who may, what it takes and what comes back', async () => {
		const document = await make();
		const ids = new Set<string>();
		for (const [path, operations] of Object.entries(document.paths)) {
			for (const [method, operation] of Object.entries(operations)) {
				const name = `${method} ${path}`;
				expect(operation.summary, name).not.toBe('');
				expect(ids.has(operation.operationId), operation.operationId).toBe(false);
				ids.add(operation.operationId);
				expect(Object.keys(operation.responses), name).toEqual(expect.arrayContaining(['401', '403']));
				const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
				expect(operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [], name).toEqual(
					inPath
				);
				if (method === 'post')
					expect(
						operation.parameters?.some((one) => one.name === 'Idempotency-Key'),
						name
					).toBe(true);
			}
		}
	});

	it('is the same API in Chinese, in other words', async () => {
		const [en, zh] = [await make('en'), await make('zh-CN')];
		expect(documented(zh)).toEqual(documented(en));
		for (const [path, operations] of Object.entries(zh.paths)) {
			for (const [method, operation] of Object.entries(operations))
				expect(operation.summary, `${method} ${path}`).toMatch(/\p{Script=Han}/u);
		}
	});

	it('points at shapes that are there', async () => {
		const document = await make();
		const known = new Set(Object.keys((document.components as { schemas: object }).schemas));
		const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
		expect(refs.length).toBeGreaterThan(50);
		for (const ref of refs) expect(known.has(ref.replace('#/components/schemas/', '')), ref).toBe(true);
		expect(JSON.stringify(document)).not.toContain('$defs');
	});

	it('names permissions that exist', async () => {
		for (const [route, module] of Object.entries(await apiRoutes())) {
			for (const [method, handler] of Object.entries(module)) {
				const spec = specOf(handler);
				if (spec && spec.permission !== 'public')
					expect(Object.keys(permissions), `${method} ${route}`).toContain(spec.permission);
			}
		}
	});
});
