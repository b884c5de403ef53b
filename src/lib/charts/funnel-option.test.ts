import { expect, it } from 'vitest';
import { funnelOption } from './funnel-option.ts';
import type { Palette } from './palette.ts';

it('names near an end of the axis go inwards, so that none is cut off', () => {
	const limits = { inner: { low: 60, high: 80 }, outer: { low: 50, high: 90 } };
	const point = (n: number) => ({ name: `of ${n}`, n, value: 95, side: 'good' as const, isRanked: true });
	const { series } = funnelOption(
		{
			points: [10, 45, 200].map(point),
			mean: 70,
			rankN: 30,
			curve: [10, 50, 200].map((n) => ({ n, ...limits })),
			range: [0, 100]
		},
		{ letter: 1 } as Palette,
		{ value: String, count: String, point: ({ name }) => name, axis: '', min: '', mean: '' }
	);
	const { data } = series.at(-1)! as unknown as { data: { label: { align: string } }[] };
	expect(data.map(({ label }) => label.align)).toEqual(['left', 'center', 'right']);
});
