import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Watcher } from '#server/areas/results/live.ts';
import { GET } from './+server.ts';

/** A stream outlives its request by hours: the session or token it was opened with does not. */

const actor = { workspaceId: 'w', userId: 'u', name: 'Una', role: 'viewer', departmentId: null, via: 'session' };
const SECOND = 1000;

/** What the program answers about who asks, until it is changed. */
interface World {
	endsAt: Date;
	over: boolean;
	workspaceId: string;
}

function open(by: 'session' | 'token', world: World) {
	const left = vi.fn();
	const watchers: Watcher[] = [];
	const who = () => (world.over ? null : { ...actor, workspaceId: world.workspaceId });
	const app = {
		auth: {
			session: () =>
				Promise.resolve(
					by === 'session' && !world.over
						? { session: { id: 's', userId: 'u', name: 'Una' }, renewed: null, endsAt: world.endsAt }
						: null
				)
		},
		members: { actorOf: () => Promise.resolve(who()) },
		tokens: {
			actorOf: () => Promise.resolve(world.over ? null : { ...who()!, via: 'token', endsAt: world.endsAt })
		},
		live: {
			watch: (_actor: unknown, _journey: string, watcher: Watcher) => {
				watchers.push(watcher);
				return Promise.resolve(left);
			}
		}
	};
	const headers = new Headers(by === 'token' ? { authorization: 'Bearer wf_x' } : { cookie: 'wayfelt_session=x' });
	const url = new URL('http://localhost/live?journey=j');
	const event = { locals: { app, actor }, url, request: new Request(url, { headers }) } as unknown as RequestEvent;
	return { answer: Promise.resolve((GET as (event: RequestEvent) => unknown)(event)) as Promise<Response>, left };
}

/** Everything the stream has said so far, kept up to date while the clock moves. */
async function listen(answer: Promise<Response>) {
	const heard = { text: '', ended: false };
	const reader = (await answer).body!.pipeThrough(new TextDecoderStream()).getReader();
	void (async () => {
		for (let part = await reader.read(); !part.done; part = await reader.read()) heard.text += part.value;
		heard.ended = true;
	})();
	return heard;
}

describe.each(['session', 'token'] as const)('a stream opened with a %s', (by) => {
	const start = new Date('2026-03-01T12:00:00Z');
	let world: World;
	beforeEach(() => {
		vi.useFakeTimers({ now: start });
		world = { endsAt: new Date(start.getTime() + 5 * SECOND), over: false, workspaceId: 'w' };
	});
	afterEach(() => void vi.useRealTimers());

	/** The clock moves, and what is over by then is over. */
	async function pass(ms: number): Promise<void> {
		const ends = world.endsAt.getTime() - Date.now();
		if (ends > 0 && ends <= ms) {
			await vi.advanceTimersByTimeAsync(ends);
			world.over = true;
			await vi.advanceTimersByTimeAsync(ms - ends);
		} else await vi.advanceTimersByTimeAsync(ms);
	}

	it('ends at the moment that does, and says why', async () => {
		const { answer, left } = open(by, world);
		const heard = await listen(answer);
		await pass(4.9 * SECOND);
		expect(heard.text).toContain('event: hello');
		expect(heard.text).not.toContain('event: end');
		expect(left).not.toHaveBeenCalled();
		await pass(SECOND);
		expect(heard.text).toContain('event: end\ndata: {"reason":"access"}');
		expect(heard.ended).toBe(true);
		expect(left).toHaveBeenCalledOnce();
	});

	it('goes on while its time is prolonged', async () => {
		const heard = await listen(open(by, world).answer);
		await vi.advanceTimersByTimeAsync(4 * SECOND);
		world.endsAt = new Date(start.getTime() + 60 * SECOND);
		await pass(50 * SECOND);
		expect(heard.text).not.toContain('event: end');
		await pass(10 * SECOND);
		expect(heard.text).toContain('"reason":"access"');
	});

	it('ends within its next look when the right was taken away, or leads into another workspace', async () => {
		for (const change of [() => (world.over = true), () => (world.workspaceId = 'other')]) {
			world = { endsAt: new Date(Date.now() + 3600 * SECOND), over: false, workspaceId: 'w' };
			const heard = await listen(open(by, world).answer);
			await pass(SECOND);
			expect(heard.text).not.toContain('event: end');
			change();
			await pass(20 * SECOND);
			expect(heard.text).toContain('"reason":"access"');
		}
	});
});
