import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followChanges } from './follow-changes.ts';

class FakeSource extends EventTarget {
	static readonly OPEN = 1;
	static readonly CLOSED = 2;
	static readonly all: FakeSource[] = [];
	readyState = 0;
	constructor() {
		super();
		FakeSource.all.push(this);
	}
	say(name: string, data: object = {}) {
		if (name === 'hello') this.readyState = 1;
		this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
	}
	fail(readyState: 0 | 2) {
		this.readyState = readyState;
		this.dispatchEvent(new Event('error'));
	}
	close() {
		this.readyState = 2;
	}
}

class FakePage extends EventTarget {
	visibilityState: DocumentVisibilityState = 'visible';
	show(state: DocumentVisibilityState) {
		this.visibilityState = state;
		this.dispatchEvent(new Event('visibilitychange'));
	}
}

beforeEach(() => {
	vi.useFakeTimers();
	FakeSource.all.length = 0;
});
afterEach(() => void vi.useRealTimers());

function follow(refresh: () => Promise<unknown> = async () => undefined) {
	const page = new FakePage();
	const network = new EventTarget();
	const asked = vi.fn(refresh);
	const old = vi.fn();
	const ended = vi.fn();
	const stop = followChanges({
		url: '/live/numbers',
		refresh: asked,
		onold: old,
		onend: ended,
		Source: FakeSource as unknown as typeof EventSource,
		page: page as unknown as Document,
		network
	});
	return { page, network, asked, old, ended, stop, source: () => FakeSource.all.at(-1)! };
}

it('asks nothing while nothing comes, and at most every three seconds when much does', async () => {
	const { asked, source } = follow();
	source().say('hello');
	for (let s = 0; s < 3_600; s += 20) {
		await vi.advanceTimersByTimeAsync(20_000);
		source().say('alive');
	}
	expect(asked).not.toHaveBeenCalled();
	expect(FakeSource.all).toHaveLength(1);
	for (let ms = 0; ms < 30_000; ms += 100) {
		source().say('changed');
		await vi.advanceTimersByTimeAsync(100);
	}
	expect(asked.mock.calls.length).toBeGreaterThanOrEqual(9);
	expect(asked.mock.calls.length).toBeLessThanOrEqual(11);
});

it('keeps nothing of a night of changes', async () => {
	const { asked, source, stop } = follow();
	source().say('hello');
	for (let n = 0; n < 10_000; n++) {
		source().say('changed');
		await vi.advanceTimersByTimeAsync(3_000);
		expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
	}
	expect(asked.mock.calls.length).toBeGreaterThan(9_000);
	expect(FakeSource.all).toHaveLength(1);
	stop();
	expect(vi.getTimerCount()).toBe(0);
});

it('says since when it is old, and asks once when the stream is back', async () => {
	const { asked, old, source } = follow();
	source().say('hello');
	vi.setSystemTime(1_000);
	source().fail(0);
	expect(old).toHaveBeenLastCalledWith(1_000);
	source().say('hello');
	await vi.advanceTimersByTimeAsync(1);
	expect(asked).toHaveBeenCalledTimes(1);
	expect(old).toHaveBeenLastCalledWith(null);
});

it('notices that it is cut off, by the network’s word and by silence', async () => {
	const { asked, old, network, source } = follow();
	source().say('hello');
	network.dispatchEvent(new Event('offline'));
	expect(old).toHaveBeenCalledTimes(1);
	network.dispatchEvent(new Event('online'));
	expect(FakeSource.all).toHaveLength(2);
	source().say('hello');
	await vi.advanceTimersByTimeAsync(1);
	expect(old).toHaveBeenLastCalledWith(null);
	const heard = Date.now();
	source().say('alive');
	await vi.advanceTimersByTimeAsync(50_000);
	expect(old).toHaveBeenLastCalledWith(heard);
	expect(FakeSource.all).toHaveLength(3);
	expect(asked).toHaveBeenCalledTimes(1);
});

it('comes back by itself where the browser does not, and tries until the numbers can be had', async () => {
	let works = false;
	const { old, asked, source } = follow(async () => {
		if (!works) throw new Error('no network');
	});
	source().fail(2);
	await vi.advanceTimersByTimeAsync(12_000);
	expect(FakeSource.all.length).toBeGreaterThan(1);
	expect(asked.mock.calls.length).toBeGreaterThan(1);
	expect(old.mock.calls.at(-1)).not.toEqual([null]);
	works = true;
	source().say('hello');
	await vi.advanceTimersByTimeAsync(6_000);
	expect(old).toHaveBeenLastCalledWith(null);
});

it('keeps no stream while nobody sees it, and stops for good when it is told so', async () => {
	const { page, asked, ended, source } = follow();
	source().say('hello');
	page.show('hidden');
	expect(source().readyState).toBe(2);
	page.show('visible');
	source().say('hello');
	await vi.advanceTimersByTimeAsync(1);
	expect(asked).toHaveBeenCalledTimes(1);
	source().say('end', { reason: 'share_withdrawn' });
	expect(ended).toHaveBeenCalledWith('share_withdrawn');
	page.show('hidden');
	page.show('visible');
	expect(FakeSource.all).toHaveLength(2);
});
