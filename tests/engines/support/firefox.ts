import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Engine } from './page.ts';
import { ended, printed, start } from './process.ts';

export const FIREFOX = '/usr/bin/firefox-esr';

/**
 * Firefox without a window, driven by WebDriver BiDi.
 * @param host a name that means this machine: plain http at such an address is no secure context
 */
export async function startFirefox(host: string): Promise<Engine> {
	const profile = mkdtempSync(join(tmpdir(), 'wayfelt-firefox-'));
	const settings = { 'network.dns.localDomains': host, 'remote.active-protocols': 1, 'intl.accept_languages': 'en-US' };
	writeFileSync(
		join(profile, 'user.js'),
		Object.entries(settings)
			.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
			.join('')
	);
	const child = start(
		FIREFOX,
		['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'],
		{ ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: '1440', MOZ_HEADLESS_HEIGHT: '1000' }
	);
	const [, address] = await printed(child, /WebDriver BiDi listening on (ws:\S+)/);
	const socket = new WebSocket(`${address}/session`, { perMessageDeflate: false });
	await new Promise((open, failed) => socket.once('open', open).once('error', failed));

	const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
	const errors: string[] = [];
	let last = 0;
	socket.on('message', (data: Buffer) => {
		const message = JSON.parse(data.toString()) as Message;
		if (message.type === 'event') {
			if (message.params.level === 'error' && message.params.type === 'javascript')
				errors.push(String(message.params.text));
			return;
		}
		const asked = waiting.get(message.id);
		waiting.delete(message.id);
		if (message.type === 'error') asked?.reject(new Error(`${message.error}: ${message.message}`));
		else asked?.resolve(message.result);
	});
	function send(method: string, params: object): Promise<Record<string, unknown>> {
		const asked = Promise.withResolvers<Record<string, unknown>>();
		waiting.set(++last, asked);
		socket.send(JSON.stringify({ id: last, method, params }));
		return asked.promise;
	}

	await send('session.new', { capabilities: {} });
	await send('session.subscribe', { events: ['log.entryAdded'] });
	const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] } & Record<
		string,
		unknown
	>;
	const { context } = contexts[0]!;
	await send('browsingContext.setViewport', { context, viewport: { width: 1440, height: 900 } });

	return {
		errors,
		goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
		async evaluate(expression) {
			const answer = (await send('script.evaluate', {
				expression: `(async () => JSON.stringify((${expression}) ?? null))()`,
				target: { context },
				awaitPromise: true
			})) as { type: string; result: { value: string }; exceptionDetails?: { text: string } } & Record<string, unknown>;
			if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text);
			return JSON.parse(answer.result.value) as unknown;
		},
		perform: async (actions) => void (await send('input.performActions', { context, actions })),
		async close() {
			socket.close();
			await ended(child);
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

type Message =
	| { readonly type: 'success'; readonly id: number; readonly result: Record<string, unknown> }
	| { readonly type: 'error'; readonly id: number; readonly error: string; readonly message: string }
	| { readonly type: 'event'; readonly params: Record<string, unknown> };
