import { describe, expect, it, vi } from 'vitest';
import { addressIn, importAgain, type Modules } from './import-again.ts';

const ADDRESS = 'https://wayfelt.example.com/_app/immutable/chunks/Help.js';
const chromium = new TypeError(`Failed to fetch dynamically imported module: ${ADDRESS}`);
const firefox = new TypeError(`error loading dynamically imported module: ${ADDRESS}`);
const webkit = new TypeError('Importing a module script failed.');

function modules(load: Modules['load'], answers = true) {
	return { load: vi.fn(load), answers: vi.fn(() => Promise.resolve(answers)), reload: vi.fn() };
}

describe('a module that failed before', () => {
	it('is asked for by another address each time', async () => {
		const page = modules(() => Promise.resolve({ name: 'Help' }));
		expect(await importAgain(chromium, page)).toEqual({ name: 'Help' });
		await importAgain(firefox, page);
		const asked = page.load.mock.calls.map(([address]) => address);
		expect(asked.every((address) => address.startsWith(`${ADDRESS}?again=`))).toBe(true);
		expect(new Set(asked).size).toBe(2);
		expect(page.reload).not.toHaveBeenCalled();
	});

	it('is not there while the server cannot be reached: nothing is begun anew', async () => {
		const page = modules(() => Promise.resolve({}), false);
		await expect(importAgain(chromium, page)).rejects.toBe(chromium);
		expect(page.load).not.toHaveBeenCalled();
		expect(page.reload).not.toHaveBeenCalled();
	});

	it('needs another page when what it imports is kept as failed', async () => {
		const page = modules(() => Promise.reject(firefox));
		await expect(importAgain(chromium, page)).rejects.toBe(firefox);
		expect(page.reload).toHaveBeenCalledOnce();
	});

	it('stays failed where nobody says which it was, and where its own code threw', async () => {
		const page = modules(() => Promise.resolve({}));
		await expect(importAgain(webkit, page)).rejects.toBe(webkit);
		const thrown = new Error(`no colours at ${ADDRESS}`);
		await expect(importAgain(thrown, page)).rejects.toBe(thrown);
		expect(page.load).not.toHaveBeenCalled();
		expect([addressIn(webkit), addressIn(chromium)]).toEqual([null, ADDRESS]);
	});
});
