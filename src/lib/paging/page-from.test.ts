import { describe, expect, it } from 'vitest';
import { pageFrom } from './page-from.server.ts';

const at = (query: string) => new URL(`https://wayfelt.example/journeys${query}`);
const refusing =
	(code: string, path: readonly string[] = []) =>
	() =>
		Promise.reject(Object.assign(new Error(code), { code, issues: [{ code: 'max_length', path }] }));

describe('a page of a list by its address', () => {
	it.each([
		['', {}],
		['?cursor=', {}],
		['?cursor=abc&show=archived', { cursor: 'abc' }]
	])('%s asks for %o', async (query, asked) => {
		expect(await pageFrom(at(query), (from) => Promise.resolve(from))).toEqual(asked);
	});

	it.each([
		['?cursor=gone', '/journeys'],
		['?show=archived&cursor=gone&q=%E8%88%AA', '/journeys?show=archived&q=%E8%88%AA']
	])('%s, which the list does not know: from the beginning, the rest of the address stays', async (query, location) => {
		await expect(pageFrom(at(query), refusing('cursor'))).rejects.toMatchObject({ status: 303, location });
	});

	it('one that is too long for any list is the same', async () => {
		await expect(pageFrom(at('?cursor=xx'), refusing('invalid', ['cursor']))).rejects.toMatchObject({ status: 303 });
	});

	it('anything else that is wrong is said', async () => {
		await expect(pageFrom(at('?cursor=a'), refusing('invalid', ['q']))).rejects.toMatchObject({ code: 'invalid' });
		await expect(pageFrom(at('?cursor=a'), refusing('forbidden'))).rejects.toMatchObject({ code: 'forbidden' });
		await expect(pageFrom(at(''), refusing('cursor'))).rejects.toMatchObject({ code: 'cursor' });
	});
});
