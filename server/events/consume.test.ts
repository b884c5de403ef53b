import { describe, expect, it } from 'vitest';
import { AT_ONCE, inTurn, TRIES } from './consume.ts';

describe('the order of jobs that are taken together', () => {
	it('is that of their ids; those that were taken before come last', () => {
		const jobs = [
			{ id: 'c', retryCount: 0 },
			{ id: 'b', retryCount: 2 },
			{ id: 'a', retryCount: 0 }
		];
		expect(inTurn(jobs).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
	});

	it.each(Array.from({ length: AT_ONCE }, (_, at) => at))(
		'lets every other one finish before the tries are over, when job %i ends each process that handles it',
		(poison) => {
			let jobs = Array.from({ length: AT_ONCE }, (_, at) => ({ id: `job ${at}`, retryCount: 0 }));
			for (let tries = 0; tries < TRIES; tries++) {
				const order = inTurn(jobs.map((job) => ({ ...job, retryCount: tries })));
				const left = order.slice(order.findIndex(({ id }) => id === `job ${poison}`));
				jobs = jobs.filter(({ id }) => left.some((one) => one.id === id));
			}
			expect(jobs.map(({ id }) => id)).toEqual([`job ${poison}`]);
		}
	);
});
