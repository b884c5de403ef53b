import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeleteRanges } from './delete-ranges.ts';

const item = fc.record({ clock: fc.nat(60), len: fc.integer({ min: 1, max: 12 }) });

it('says what is new, like a set of clocks would', () => {
	fc.assert(
		fc.property(fc.array(item), item, (items, probe) => {
			const ranges = new DeleteRanges();
			const model = new Set<number>();
			const clocks = ({ clock, len }: { clock: number; len: number }): number[] =>
				Array.from({ length: len }, (_, i) => clock + i);
			for (const one of items) {
				const news = clocks(one).some((clock) => !model.has(clock));
				expect(ranges.has(1, one)).toBe(!news);
				expect(ranges.add(1, one)).toBe(news);
				for (const clock of clocks(one)) model.add(clock);
			}
			expect(ranges.has(1, probe)).toBe(clocks(probe).every((clock) => model.has(clock)));
			expect(ranges.has(2, probe)).toBe(false);
			const listed = [...ranges.items()].flatMap(([, range]) => clocks(range));
			expect(listed).toEqual([...model].sort((a, b) => a - b));
		})
	);
});

it('keeps touching ranges as one', () => {
	const ranges = new DeleteRanges();
	ranges.add(1, { clock: 0, len: 5 });
	ranges.add(1, { clock: 10, len: 5 });
	ranges.add(1, { clock: 5, len: 5 });
	expect(ranges.byClient.get(1)).toEqual([[0, 15]]);
});
