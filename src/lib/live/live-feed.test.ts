import { describe, expect, it } from 'vitest';
import { LiveFeed, type EventSourceLike } from './live-feed.svelte.ts';

class FakeSource implements EventSourceLike {
	readyState = 0;
	closed = false;
	readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

	addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
		this.listeners.set(type, listener);
	}

	emit(type: string, data = ''): void {
		this.listeners.get(type)?.({ data } as MessageEvent<string>);
	}

	close(): void {
		this.closed = true;
	}
}

function feed() {
	const sources: FakeSource[] = [];
	const waits: { ms: number; run: () => void }[] = [];
	const scores: unknown[] = [];
	let resumed = 0;
	const live = new LiveFeed({
		url: '/live?journey=1',
		handlers: { score: (data) => scores.push(data) },
		onresume: () => resumed++,
		open: () => {
			const source = new FakeSource();
			sources.push(source);
			return source;
		},
		later: (run, ms) => {
			waits.push({ ms, run });
			return () => waits.pop();
		}
	});
	return { live, sources, waits, scores, resumed: () => resumed };
}

describe('LiveFeed', () => {
	it('hands parsed events to their handler', () => {
		const { live, sources, scores } = feed();
		sources[0]!.emit('open');
		sources[0]!.emit('score', '{"touchpointId":"a"}');
		expect(live.state).toBe('open');
		expect(scores).toEqual([{ touchpointId: 'a' }]);
	});

	it('leaves a dropped stream to the browser and asks for a refresh when it is back', () => {
		const { live, sources, waits, resumed } = feed();
		sources[0]!.emit('open');
		sources[0]!.emit('error');
		expect(live.state).toBe('waiting');
		expect(waits).toHaveLength(0);
		sources[0]!.emit('open');
		expect(resumed()).toBe(1);
	});

	it('opens a new stream after a refused one, waiting longer each time', () => {
		const { sources, waits, resumed } = feed();
		for (const expected of [1000, 2000, 4000]) {
			const source = sources.at(-1)!;
			source.readyState = 2;
			source.emit('error');
			expect(waits.at(-1)!.ms).toBe(expected);
			waits.at(-1)!.run();
		}
		expect(sources).toHaveLength(4);
		sources[3]!.emit('open');
		expect(resumed()).toBe(1);
	});

	it('stays closed once closed', () => {
		const { live, sources, waits } = feed();
		live.close();
		sources[0]!.readyState = 2;
		sources[0]!.emit('error');
		expect(sources[0]!.closed).toBe(true);
		expect(waits).toHaveLength(0);
	});
});
