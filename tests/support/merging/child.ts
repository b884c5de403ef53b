import type { FromWorker, ToWorker } from '#server/collab/compaction/worker-child.ts';

/** Stands in for the process that merges: the snapshot it is given says what becomes of it. */
process.on('disconnect', () => process.exit());
process.on('message', ({ id, task }: ToWorker) => {
	const what = task.do === 'merge' ? Buffer.from(task.input.snapshot ?? []).toString() : '';
	if (what === 'is killed') process.kill(process.pid, 'SIGKILL');
	else if (what === 'exits') process.exit(3);
	else if (what !== 'is held') process.send!({ id, result: { pid: process.pid } } satisfies FromWorker);
});
