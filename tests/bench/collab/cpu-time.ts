import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second: what Linux counts processor time in, on every machine that Node runs on. */
const TICKS = 100;

/** Processor time of a process and everything below it since they began, their ended children included, ms. Linux only. */
export function cpuTime(root: number): number {
	const parents = new Map<number, { parent: number; ticks: number }>();
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		try {
			// The name in parentheses may have spaces and parentheses itself.
			const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
				.replace(/^.*\) /s, '')
				.split(' ');
			const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
			parents.set(Number(name), { parent: Number(fields[1]), ticks });
		} catch {
			// It has ended meanwhile.
		}
	}
	const isBelow = (pid: number): boolean => {
		for (let at = pid; at > 1; at = parents.get(at)?.parent ?? 0) if (at === root) return true;
		return false;
	};
	const ticks = [...parents].reduce((sum, [pid, one]) => (isBelow(pid) ? sum + one.ticks : sum), 0);
	return (ticks * 1_000) / TICKS;
}
