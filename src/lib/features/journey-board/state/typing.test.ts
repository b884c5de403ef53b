import { expect, it } from 'vitest';
import { Typing } from './typing.ts';

it('asks every field to keep what stands in it, and says when one cannot', () => {
	const typing = new Typing();
	const draft = {};
	const asked: string[] = [];
	const add = (name: string, kept: boolean | void, of?: object) =>
		typing.add(() => {
			asked.push(name);
			return kept;
		}, of);
	add('a title', undefined);
	const forget = add('no number', false, draft);
	add('a number', true, draft);
	expect(typing.keep()).toBe(false);
	expect(asked.splice(0)).toEqual(['a title', 'no number', 'a number']);
	// Whoever publishes a survey is stopped by that survey's fields alone.
	expect(typing.keep({})).toBe(true);
	expect(asked.splice(0)).toEqual([]);
	expect(typing.keep(draft)).toBe(false);
	expect(asked.splice(0)).toEqual(['no number', 'a number']);
	forget();
	expect(typing.keep(draft)).toBe(true);
});
