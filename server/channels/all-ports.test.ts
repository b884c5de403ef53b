import { describe, expect, it } from 'vitest';
import { channelKinds, portOf } from './all-ports.ts';
import type { Facts, Text } from './port.ts';

const nothing: Facts = { verifiedAt: null, lastPushAt: null, check: null };

const miniAsked: Facts['mini'][] = [
	null,
	...['no_secret', 'wx_40013', 'wx_40125', 'wx_40164', 'wx_45009', 'wx_48004', 'unreachable', 'wx_1'].map((code) => ({
		...{ code, detail: '' }
	}))
];

const isSaid = ({ en, 'zh-CN': zh }: Text): boolean => en.trim() !== '' && /[一-鿿]|^[\w ()]+$/.test(zh);

describe.each(channelKinds)('channel %s', (kind) => {
	const port = portOf(kind)!;

	it('goes by its own name, in an address too', () => {
		expect(port.kind).toBe(kind);
		expect(kind).toMatch(/^[a-z]+$/);
	});

	it('says everything in both languages', () => {
		const steps = [nothing, ...miniAsked.map((mini) => ({ ...nothing, mini }))].flatMap((facts) => port.steps(facts));
		const texts = [
			port.name,
			port.intro,
			...port.untried,
			...[...port.limits, ...port.quotas].map(({ label }) => label),
			...port.fields.flatMap(({ name, options = [] }) =>
				options.flatMap(({ value }) => port.warnings?.({ [name]: value }) ?? [])
			),
			...port.fields.flatMap(({ label, hint, wrong, options = [] }) => [
				label,
				hint,
				wrong,
				...options.map((o) => o.label)
			]),
			...steps.flatMap(({ title, text }) => [title, text])
		];
		expect(texts.filter((text) => !isSaid(text))).toEqual([]);
	});

	it('has fields with names of their own, each of whose options fits its pattern', () => {
		const names = port.fields.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const { name, pattern, options = [], keepsBefore, secret } of port.fields) {
			expect(name).toMatch(/^[a-z][A-Za-z]*$/);
			// The whole value, and nothing that a request could drag out.
			expect(pattern.source).toMatch(/^\^.*\$$/s);
			for (const { value } of options) expect(value).toMatch(pattern);
			if (keepsBefore) expect(secret).toBe(true);
		}
	});

	it('begins with everything to do, and comes to an end', () => {
		const at = new Date(0);
		const ids = port.steps(nothing).map(({ id, isDone }) => [id, isDone]);
		expect(ids.every(([, isDone]) => isDone === false)).toBe(true);
		expect(
			port.steps({ verifiedAt: at, lastPushAt: at, check: { code: 'ok', detail: '' } }).every(({ isDone }) => isDone)
		).toBe(true);
	});

	it('receives pushes when it says so, and refuses what nobody has signed', () => {
		expect(port.hook !== null).toBe(port.can.receivePush);
		if (port.hook === null) return;
		const account = Object.fromEntries(
			port.fields.map(({ name, options }) => [name, options?.[0]?.value ?? 'x'.repeat(43)])
		);
		const request = { query: {}, body: Buffer.from('<xml/>'), now: new Date(0) };
		expect(port.hook.verify(account, request)).toHaveProperty('refused');
		expect(port.hook.receive(account, request)).toHaveProperty('refused');
		expect(port.hook.bodyLimit).toBeLessThanOrEqual(512 * 1024);
	});
});

it('a platform that nobody knows has no port', () => {
	for (const name of ['', 'carrier-pigeon', 'toString', '__proto__']) expect(portOf(name)).toBeUndefined();
});
