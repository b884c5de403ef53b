/** What a website asks of the surveys that stand on it. */
type Call = readonly [name: string, argument?: unknown];

/** `window.wayfelt`. Before the script is there it may be a list, to which calls are pushed: `wayfelt.push(['track', 'paid'])`. */
interface Api {
	show(code?: string): void;
	hide(): void;
	track(name: string): void;
	/** Who is there, proven by the website's server; nothing: somebody unknown. */
	identify(token?: string): void;
	push(call: Call): void;
	readonly calls: readonly Call[];
}

const EVENT = 'wayfelt:call';

/**
 * Hears every call, also those that were made before. By an event of the window: scripts of several versions on one page
 * share the first one's `window.wayfelt`.
 */
export function hearCalls(hear: (name: string, argument: unknown) => void): void {
	const page = window as { wayfelt?: Api | Call[] };
	const before = page.wayfelt;
	if (!before || Array.isArray(before)) {
		const calls: Call[] = before ? [...before] : [];
		const call = (...detail: [string, unknown?]): void => {
			calls.push(detail);
			dispatchEvent(new CustomEvent(EVENT, { detail }));
		};
		page.wayfelt = {
			show: (code) => call('show', code),
			hide: () => call('hide'),
			track: (name) => call('track', name),
			identify: (token) => call('identify', token),
			push: ([name, argument]: Call) => call(name, argument),
			calls
		};
	}
	addEventListener(EVENT, ({ detail }: CustomEventInit<Call>) => detail && hear(detail[0], detail[1]));
	for (const [name, argument] of (page.wayfelt as Api).calls.slice()) hear(name, argument);
}
