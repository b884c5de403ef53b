import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { readMessage } from '../protocol/messages.ts';
import { Presence, type PresenceMember } from './room-presence.ts';

const json = (state: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(state));
const anybody = (): boolean => true;

interface Person extends PresenceMember {
	readonly frames: Buffer[];
}

const person = (id: string | null): Person => {
	const frames: Buffer[] = [];
	return {
		presenceClients: new Set(),
		user: id === null ? null : { id, name: id.toUpperCase() },
		offerPresence: (frame) => void frames.push(frame),
		frames
	};
};

/** client → state of the last frame, without the WebSocket header. */
function shown(frame: Buffer): Record<number, unknown> {
	const header = frame[1]! < 126 ? 2 : frame[1] === 126 ? 4 : 10;
	const message = readMessage(frame.subarray(header), 1_000);
	if (message.type !== 'presence') throw new Error('not presence');
	return Object.fromEntries(
		message.entries.map((entry) => [entry.client, JSON.parse(Buffer.from(entry.json).toString()) as unknown])
	);
}

describe('presence', () => {
	let pace = { presence: () => 0 };
	beforeEach(() => (pace = { presence: () => 0 }));
	afterEach(() => vi.useRealTimers());
	const room = (...people: Person[]): Presence => {
		vi.useFakeTimers();
		return new Presence(new Set(people), defaultLimits, pace);
	};

	it('many changes of many people are one frame with the newest of each', () => {
		const people = Array.from({ length: 10 }, (_, i) => person(`p${i}`));
		const presence = room(...people);
		for (let clock = 1; clock <= 5; clock++) {
			for (const [i, one] of people.entries())
				presence.set(one, { client: i + 1, clock, json: json({ at: clock }) }, anybody);
		}
		vi.advanceTimersByTime(100);
		for (const { frames } of people) expect(frames).toHaveLength(1);
		expect(Object.values(shown(people[0]!.frames[0]!))).toHaveLength(10);
		expect(shown(people[0]!.frames[0]!)[3]).toEqual({ at: 5, user: { id: 'p2', name: 'P2' } });
	});

	it('waits where edits go first, and then shows the newest of each, those who left meanwhile too', () => {
		const [ann, bob] = [person('ann'), person('bob')];
		const presence = room(ann, bob);
		const waits = [30, 20, 0];
		pace.presence = () => waits.shift() ?? 0;
		presence.set(ann, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody);
		presence.set(bob, { client: 2, clock: 1, json: json({ x: 1 }) }, anybody);
		vi.advanceTimersByTime(10);
		presence.set(bob, { client: 2, clock: 2, json: json({ x: 2 }) }, anybody);
		presence.leave(ann);
		vi.advanceTimersByTime(39);
		expect(bob.frames).toHaveLength(0);
		vi.advanceTimersByTime(2);
		expect(bob.frames).toHaveLength(1);
		expect(shown(bob.frames[0]!)).toMatchObject({ 1: null, 2: { x: 2 } });
		vi.advanceTimersByTime(1_000);
		expect(bob.frames).toHaveLength(1);
		presence.close();
	});

	it('the echo of somebody who left does not bring him back', () => {
		const [ann, bob] = [person('ann'), person('bob')];
		const presence = room(ann, bob);
		presence.set(ann, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody);
		vi.advanceTimersByTime(100);
		presence.leave(ann);
		vi.advanceTimersByTime(100);
		expect(shown(bob.frames.at(-1)!)).toEqual({ 1: null });
		expect(presence.set(bob, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody)).toBe(true);
		vi.advanceTimersByTime(100);
		expect(presence.all()).toBeNull();
	});

	it('somebody who comes again under his old client id is taken, another person is not', () => {
		const [ann, again, bob] = [person('ann'), person('ann'), person('bob')];
		const presence = room(ann, again, bob);
		presence.set(ann, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody);
		expect(presence.set(bob, { client: 1, clock: 9, json: json({ x: 'bob' }) }, anybody)).toBe(false);
		expect(presence.set(again, { client: 1, clock: 2, json: json({ x: 2 }) }, anybody)).toBe(true);
		expect(shown(presence.all()!)[1]).toMatchObject({ x: 2 });
	});

	it('a client id of another person is not taken, nor more than a few, nor anything but an object', () => {
		const ann = person('ann');
		const presence = room(ann);
		expect(presence.set(ann, { client: 1, clock: 1, json: json({}) }, () => false)).toBe(false);
		for (let client = 1; client <= 20; client++) presence.set(ann, { client, clock: 1, json: json({}) }, anybody);
		expect(Object.keys(shown(presence.all()!))).toHaveLength(defaultLimits.presenceClients);
		for (const state of [[1], 'x', 3]) {
			expect(() => presence.set(ann, { client: 1, clock: 9, json: json(state) }, anybody)).toThrow('object');
		}
	});

	it('sends at most 20 messages a second, also to few people', () => {
		const [ann, bob] = [person('ann'), person('bob')];
		const presence = room(ann, bob);
		for (let ms = 0, clock = 1; ms < 3_000; ms += 5, clock++) {
			presence.set(ann, { client: 1, clock, json: json({ x: ms }) }, anybody);
			vi.advanceTimersByTime(5);
		}
		expect(bob.frames.length).toBeGreaterThan(50);
		expect(bob.frames.length).toBeLessThanOrEqual(61);
	});

	it('a state that is too large is cut: who is there, and what is small, stays', () => {
		const ann = person('ann');
		const presence = room(ann);
		const selection = Array.from({ length: 2_000 }, (_, i) => `item ${i}`);
		presence.set(ann, { client: 1, clock: 1, json: json({ selection, cursor: { x: 1, y: 2 } }) }, anybody);
		const frame = presence.all()!;
		expect(shown(frame)).toEqual({ 1: { cursor: { x: 1, y: 2 }, user: { id: 'ann', name: 'ANN' } } });
		presence.set(ann, { client: 1, clock: 2, json: json({ note: 'x'.repeat(200_000), cursor: null }) }, anybody);
		expect(shown(presence.all()!)).toEqual({ 1: { user: { id: 'ann', name: 'ANN' } } });
		const nobody = person(null);
		const scratch = room(nobody);
		scratch.set(nobody, { client: 1, clock: 1, json: json({ selection, a: 1 }) }, anybody);
		expect(shown(scratch.all()!)).toEqual({ 1: { a: 1 } });
	});

	it('somebody from whom nothing comes any more is not shown; who renews the state is', () => {
		const [ann, bob] = [person('ann'), person('bob')];
		const presence = room(ann, bob);
		presence.set(ann, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody);
		for (let clock = 1; clock <= 8; clock++) {
			presence.set(bob, { client: 2, clock, json: json({ x: 1 }) }, anybody);
			vi.advanceTimersByTime(15_000);
		}
		expect(Object.keys(shown(presence.all()!))).toEqual(['2']);
		expect(bob.frames.map(shown)).toContainEqual(expect.objectContaining({ 1: null }));
		vi.advanceTimersByTime(300_000);
		expect([presence.all(), presence.everything()]).toEqual([null, null]);
	});

	it('who comes back with the state that ended is told so, and raises its clock', () => {
		const [ann, again, bob] = [person('ann'), person('ann'), person('bob')];
		const presence = room(ann, again, bob);
		presence.set(ann, { client: 1, clock: 5, json: json({ x: 1 }) }, anybody);
		presence.leave(ann);
		vi.advanceTimersByTime(100);
		again.frames.length = bob.frames.length = 0;
		presence.set(again, { client: 1, clock: 5, json: json({ x: 1 }) }, anybody);
		expect(again.frames.map(shown)).toEqual([{ 1: null }]);
		presence.set(bob, { client: 1, clock: 5, json: json({ x: 1 }) }, anybody);
		expect(bob.frames).toEqual([]);
		presence.set(again, { client: 1, clock: 6, json: json({ x: 1 }) }, anybody);
		expect(shown(presence.all()!)[1]).toMatchObject({ x: 1 });
	});

	it('colours are the session’s, or else a real colour', () => {
		const [ann, bob] = [{ ...person('ann'), user: { id: 'ann', name: 'Ann', color: '#112233' } }, person('bob')];
		const presence = room(ann, bob);
		presence.set(ann, { client: 1, clock: 1, json: json({ user: { color: '#445566' } }) }, anybody);
		presence.set(bob, { client: 2, clock: 1, json: json({ user: { color: 'url(//evil)' } }) }, anybody);
		expect(shown(presence.all()!)).toEqual({
			1: { user: { id: 'ann', name: 'Ann', color: '#112233' } },
			2: { user: { id: 'bob', name: 'BOB' } }
		});
	});

	describe('of another process', () => {
		const state = (client: number, clock: number, x: number | null, user = 'bob') => ({
			client,
			clock,
			json: json(x === null ? null : { x, user: { id: user, name: user.toUpperCase() } })
		});

		it('is shown, and not told on', () => {
			const ann = person('ann');
			const presence = room(ann);
			const told = vi.fn();
			presence.onLocal = told;
			presence.takeForeign('p', [state(7, 1, 5)]);
			vi.advanceTimersByTime(100);
			expect(shown(ann.frames.at(-1)!)[7]).toMatchObject({ x: 5 });
			expect(told).not.toHaveBeenCalled();
			expect(presence.local()).toEqual([]);
			presence.set(ann, { client: 1, clock: 1, json: json({ x: 1 }) }, anybody);
			vi.advanceTimersByTime(100);
			expect(told.mock.calls[0]![0].map(({ client }: { client: number }) => client)).toEqual([1]);
		});

		it('that comes late, under the id of somebody here, or of somebody who has come over to here, changes nothing', () => {
			const [ann, bob] = [person('ann'), person('bob')];
			const presence = room(ann, bob);
			presence.set(ann, { client: 1, clock: 5, json: json({ x: 1 }) }, anybody);
			presence.takeForeign('p', [state(1, 9, 6), state(1, 4, 6, 'ann')]);
			vi.advanceTimersByTime(100);
			expect(shown(bob.frames.at(-1)!)).toMatchObject({ 1: { x: 1 } });
			presence.takeForeign('p', [state(2, 1, 5)]);
			presence.set(bob, { client: 2, clock: 2, json: json({ x: 8 }) }, anybody);
			presence.takeForeign('p', [state(2, 2, null)]);
			presence.leaveForeign('p');
			vi.advanceTimersByTime(100);
			expect(shown(ann.frames.at(-1)!)).toMatchObject({ 2: { x: 8 } });
		});

		it('ends with that process, not with another', () => {
			const ann = person('ann');
			const presence = room(ann);
			presence.takeForeign('p', [state(7, 1, 5)]);
			presence.takeForeign('q', [state(8, 1, 6)]);
			presence.leaveForeign('p');
			vi.advanceTimersByTime(100);
			expect(shown(ann.frames.at(-1)!)).toMatchObject({ 7: null, 8: { x: 6 } });
			presence.close();
		});
	});
});
