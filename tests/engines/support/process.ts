import { spawn, type ChildProcessWithoutNullStreams, type ChildProcess } from 'node:child_process';

/**
 * Starts a program that ends with this one, even when this one is killed: `setpriv` is on every Debian, where the
 * browsers under test come from.
 */
export const start = (
	program: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv
): ChildProcessWithoutNullStreams => spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], { env });

/** Waits for a line that a program prints. @throws Error with everything it said when it ends before */
export function printed(child: ChildProcess, line: RegExp): Promise<RegExpExecArray> {
	return new Promise((found, failed) => {
		let text = '';
		const hear = (chunk: Buffer): void => {
			text += chunk.toString();
			const match = line.exec(text);
			if (match) found(match);
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('error', failed);
		child.once('exit', (code) => failed(new Error(`it ended with ${code}:\n${text}`)));
	});
}

/** Ends a program and waits until it is gone. */
export function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((gone) => {
		const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
		child.once('exit', () => {
			clearTimeout(hard);
			gone();
		});
		child.kill('SIGTERM');
	});
}
