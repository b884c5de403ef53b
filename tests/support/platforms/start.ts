import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control.ts';
import { answerApi } from './wechat-api.ts';
import { answerWecom, WECOM } from './wecom-api.ts';
import { World, type WorldOptions } from './world.ts';

export interface Platforms {
	readonly world: World;
	/** What `WX_API_BASE` is set to. */
	readonly wechatBase: string;
	/** What `WECOM_API_BASE` is set to. */
	readonly wecomBase: string;
	close(): Promise<void>;
}

/**
 * Platforms on this machine in place of the real ones, for tests and the demo: whoever believed it elsewhere would send
 * surveys to nobody.
 */
export async function startPlatforms({
	start = new Date(),
	control = false,
	...options
}: WorldOptions & {
	start?: Date;
	/** May it be told what to do, at `/_ctl`? */ control?: boolean;
} = {}): Promise<Platforms> {
	if (process.env.NODE_ENV === 'production' && process.env.DEMO !== '1')
		throw new Error('The stand-in for platforms runs in tests and in the demo only.');
	const world = new World(start, options);
	const server: Server = createServer((request, response) => {
		if (control && request.url!.startsWith('/_ctl/'))
			return void answerControl(world, request).then(
				({ status, json }) =>
					response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
				() => response.writeHead(400).end()
			);
		const answering = request.url!.startsWith(WECOM) ? answerWecom(world, request) : answerApi(world, request);
		answering.then(
			(answer) => {
				// A hanging platform takes the request and never says anything; a broken one goes away.
				if (answer === 'hang') return;
				if (answer === 'reset') return request.socket.destroy();
				if ('picture' in answer && Buffer.isBuffer(answer.picture))
					return void response.setHeader('content-type', String(answer.contentType)).end(answer.picture);
				// Numbers of messages larger than JavaScript counts, as WeChat writes them.
				const text = JSON.stringify(answer).replace(/"msgid":"(\d{15,})"/, '"msgid":$1');
				response.setHeader('content-type', 'application/json').end(text);
			},
			() => response.writeHead(400).end()
		);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		world,
		wechatBase: here,
		wecomBase: `${here}${WECOM}`,
		close: () =>
			new Promise((done) => {
				server.closeAllConnections();
				server.close(() => done());
			})
	};
}
