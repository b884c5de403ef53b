import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can stop to carry anything, as a network does that swallows packets. */
export interface Proxy {
	readonly port: number;
	/** From now on nothing gets through, on old connections and on new ones; nobody is told. */
	freeze(): void;
	thaw(): void;
	close(): Promise<void>;
}

/** @param target address of the server, as `net.connect` takes it */
export async function startProxy(target: { readonly path: string }): Promise<Proxy> {
	const pairs = new Set<readonly [Socket, Socket]>();
	let frozen = false;
	const server = createServer({ pauseOnConnect: true }, (near) => {
		const far = connect(target);
		const pair = [near, far] as const;
		pairs.add(pair);
		for (const [from, to] of [pair, [far, near] as const]) {
			from.on('data', (chunk) => to.write(chunk));
			from.on('error', () => undefined);
			from.on('close', () => (to.destroy(), pairs.delete(pair)));
		}
		if (frozen) far.pause();
		else near.resume();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const each = (work: (socket: Socket) => void): void => pairs.forEach((pair) => pair.forEach(work));
	return {
		port: (server.address() as AddressInfo).port,
		freeze() {
			frozen = true;
			each((socket) => socket.pause());
		},
		thaw() {
			frozen = false;
			each((socket) => socket.resume());
		},
		close: () => {
			each((socket) => socket.destroy());
			return new Promise((done) => server.close(() => done()));
		}
	};
}
