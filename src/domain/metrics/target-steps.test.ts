import { describe, expect, it } from 'vitest';
import { targetsOfPoints, targetSteps, type TargetChange } from './target-steps.ts';

const days = { from: '2026-03-01', to: '2026-03-31' };
const change = (from: TargetChange['from'], day: string, target: number | null): TargetChange => ({
	from,
	day,
	target
});

describe('targets over time', () => {
	it('are the born one while nothing was set', () =>
		expect(targetSteps([], 30, days)).toEqual([{ from: '2026-03-01', target: 30 }]));

	it('begin on the day on which they were set, the nearest holding', () => {
		const changes = [
			change('definition', '2026-01-10', 40),
			change('scene', '2026-03-05', 50),
			change('definition', '2026-03-07', 45),
			change('touchpoint', '2026-03-10', 0),
			change('touchpoint', '2026-03-20', null),
			change('scene', '2026-03-25', null),
			change('journey', '2026-04-01', 99)
		];
		expect(targetSteps(changes, 30, days)).toEqual([
			{ from: '2026-03-01', target: 40 },
			{ from: '2026-03-05', target: 50 },
			{ from: '2026-03-10', target: 0 },
			{ from: '2026-03-20', target: 50 },
			{ from: '2026-03-25', target: 45 }
		]);
	});

	it('of several set on one day the last holds', () => {
		const changes = [change('definition', '2026-03-05', 50), change('definition', '2026-03-05', 30)];
		expect(targetSteps(changes, 30, days)).toEqual([{ from: '2026-03-01', target: 30 }]);
	});

	it('hold for a point as they stood at its end', () => {
		const steps = [
			{ from: '2026-03-01', target: 30 },
			{ from: '2026-03-05', target: 50 }
		];
		const points = ['2026-03-01', '2026-03-04', '2026-03-05'].map((day) => ({ day }));
		expect(targetsOfPoints(points, steps, 1)).toEqual([30, 30, 50]);
		const weeks = ['2026-03-01', '2026-03-02'].map((day) => ({ day }));
		expect(targetsOfPoints(weeks, steps, 1)).toEqual([30, 50]);
		expect(targetsOfPoints(weeks, [], 1)).toEqual([1, 1]);
	});
});
