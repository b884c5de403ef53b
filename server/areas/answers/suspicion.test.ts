import { describe, expect, it } from 'vitest';
import { createSuspicion, type Sent } from './suspicion.ts';

const SHOP = '198.51.100.7';

function world() {
	let at = Date.parse('2026-11-27T08:00:00Z');
	let made = 0;
	const suspicion = createSuspicion({ now: () => new Date(at) });
	/** An answer of somebody who had the form for `thought` ms. */
	const send = (thought: number | null, given: Partial<Sent> = {}) =>
		suspicion.judge({
			id: `r${++made}`,
			collectorId: 'c',
			address: SHOP,
			issued: thought === null ? null : new Date(at - thought),
			bodyHash: `h${made % 11}`,
			...given
		});
	return { send, pass: (ms: number) => (at += ms) };
}

describe('who is left alone', () => {
	it('a thousand people behind one address in an hour, some of them quick', () => {
		const { send, pass } = world();
		for (let i = 0; i < 1000; i++) {
			pass(3600);
			expect(send(i % 100 === 0 ? 900 : 4000 + i * 7).mark).toBeNull();
		}
	});

	it('two thousand in a minute, after the last curtain', () => {
		const { send, pass } = world();
		for (let i = 0; i < 2000; i++) {
			pass(30);
			expect(send(3000).mark).toBeNull();
		}
	});

	it('an answer that was kept for a day, or a month', () => {
		const { send } = world();
		expect(send(86_400_000).mark).toBeNull();
		expect(send(30 * 86_400_000).mark).toBeNull();
	});

	it('others, while a script writes from another network or into another survey', () => {
		const { send } = world();
		for (let i = 0; i < 100; i++) send(10);
		expect(send(10, { address: '203.0.113.9' }).mark).toBeNull();
		expect(send(10, { collectorId: 'd' }).mark).toBeNull();
		expect(send(5000).mark).toBeNull();
	});
});

describe('what is marked', () => {
	it('whatever comes without its form', () => {
		expect(world().send(null).mark).toBe('no_ticket');
	});

	it('a script that loads each form and sends it at once: also its first answers, when it is found out', () => {
		const { send, pass } = world();
		const marks: string[] = [];
		const late: string[] = [];
		for (let i = 0; i < 200; i++) {
			pass(3);
			const { mark, also } = send(5);
			if (mark !== null) marks.push(mark);
			late.push(...also);
		}
		expect(new Set(marks)).toEqual(new Set(['too_fast']));
		expect(late).toEqual(Array.from({ length: 20 }, (_, at) => `r${at + 1}`));
		expect(marks.length + late.length).toBe(200);
		// It comes to an end.
		pass(11 * 60_000);
		expect(send(5).mark).toBeNull();
	});

	it('a patient script, by sending the same again and again', () => {
		const { send, pass } = world();
		const marks = Array.from({ length: 300 }, () => {
			pass(100);
			return send(5000, { bodyHash: 'ten' }).mark;
		});
		expect(marks.filter((mark) => mark === 'same')).toHaveLength(181);
	});

	it('a patient and various one, by being more than a crowd', () => {
		const { send, pass } = world();
		const marks = Array.from({ length: 3500 }, () => {
			pass(10);
			return send(5000).mark;
		});
		expect(marks.filter((mark) => mark === 'flood')).toHaveLength(500);
	});
});
