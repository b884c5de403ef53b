import type { App } from '../app.ts';
import type { Config } from '../platform/config.ts';
import { demoOwner } from './demo-content.ts';
import { openPhones, startStandIn, type OpenedPhones } from './demo-phones.ts';
import { fillDemo } from './demo.ts';

/** What makes a start the demo's: its content, and a platform that stands in for WeChat with a phone beside it. */
export interface Demo {
	/** Sends the program to the stand-in. */
	readonly settings: Pick<Config, 'wechatBase'>;
	/** Fills what is missing. @returns the app with its phone */
	fill(app: App): Promise<App>;
	/** To be called when the program serves. @returns what its start says */
	ready(): Promise<string>;
	close(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
	const platforms = await startStandIn();
	let opened: OpenedPhones | undefined;
	return {
		settings: { wechatBase: platforms.wechatBase },
		async fill(app) {
			process.stdout.write('Filling the demo workspace (some seconds the first time) …\n');
			const { owner } = await fillDemo(app);
			if (!app.config.roles.includes('web')) return app;
			opened = await openPhones(app, owner, platforms);
			return { ...app, demoPhones: opened.phones };
		},
		async ready() {
			await opened?.ready();
			return [
				`  Sign in as ${demoOwner.email} with the password ${demoOwner.password}.`,
				...(opened ? ['  WeChat without an account there, on a phone beside the map: /demo/phone'] : []),
				'\n'
			].join('\n');
		},
		close: () => platforms.close()
	};
}
