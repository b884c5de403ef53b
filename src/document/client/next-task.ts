/** Resolves in a task of its own: what waits – input, a frame – has its turn first. Not put off in a page that nobody looks at. */
export function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
