import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AROUND, Near } from './near.ts';

/** What the browser would tell of elements. */
class Observer {
	static readonly all: Observer[] = [];
	readonly watched = new Set<Element>();
	stopped = false;
	readonly tell: (entries: unknown[]) => void;
	readonly options: IntersectionObserverInit;
	constructor(tell: (entries: unknown[]) => void, options: IntersectionObserverInit) {
		this.tell = tell;
		this.options = options;
		Observer.all.push(this);
	}
	observe = (element: Element) => void this.watched.add(element);
	unobserve = (element: Element) => void this.watched.delete(element);
	disconnect = () => void (this.stopped = true);
}

const element = (): HTMLElement => ({ contains: () => false }) as unknown as HTMLElement;

describe('stretches near the screen', () => {
	beforeEach(() => vi.stubGlobal('document', { activeElement: null }));
	afterEach(() => vi.unstubAllGlobals());

	test('one observer tells each of itself alone, with the height that it had', () => {
		Observer.all.length = 0;
		const near = new Near(Observer as never);
		const [root, one, other] = [element(), element(), element()];
		const [told, toldOther] = [vi.fn(), vi.fn()];
		near.watch(one, root, told);
		const stop = near.watch(other, root, toldOther);
		expect(Observer.all).toHaveLength(1);
		const observer = Observer.all[0]!;
		expect(observer.options).toEqual({ root, rootMargin: `${AROUND}px 0px` });

		observer.tell([{ target: one, isIntersecting: true, boundingClientRect: { height: 320 } }]);
		expect(told).toHaveBeenCalledExactlyOnceWith(true, 320);
		expect(toldOther).not.toHaveBeenCalled();

		stop();
		expect(observer.watched.has(other)).toBe(false);
		// What was on its way when it went.
		observer.tell([{ target: other, isIntersecting: false, boundingClientRect: { height: 0 } }]);
		expect(toldOther).not.toHaveBeenCalled();

		near.stop();
		expect(observer.stopped).toBe(true);
	});

	test('what has the focus stays where it is on the screen; what is off the screen does not scroll the list', () => {
		Observer.all.length = 0;
		const near = new Near(Observer as never);
		const at = (top: number) => ({ getBoundingClientRect: () => ({ top, bottom: top + 40 }) });
		const root = {
			scrollTop: 100,
			contains: (one: unknown) => one !== null,
			getBoundingClientRect: () => ({ top: 50, bottom: 850 })
		};
		let place = 400;
		const stretch = element();
		near.watch(stretch, root as never, () => (place += 120));
		const tell = () =>
			Observer.all[0]!.tell([{ target: stretch, isIntersecting: true, boundingClientRect: { height: 1 } }]);

		tell();
		expect(root.scrollTop).toBe(100);
		vi.stubGlobal('document', { activeElement: { getBoundingClientRect: () => at(place).getBoundingClientRect() } });
		tell();
		expect(root.scrollTop).toBe(220);
		place = 2_000;
		tell();
		expect(root.scrollTop).toBe(220);
	});
});
