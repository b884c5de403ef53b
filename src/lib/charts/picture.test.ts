import { describe, expect, it } from 'vitest';
import { funnel, funnelCurve } from '#domain/metrics/index.ts';
import * as code from './echarts.ts';
import { distributionOption } from './distribution-option.ts';
import { funnelOption } from './funnel-option.ts';
import { commonScale, multiplesHeight, multiplesOption } from './multiples-option.ts';
import type { Palette } from './palette.ts';
import { broken, pictureOf } from './picture.ts';

const palette: Palette = {
	ink: '#111',
	muted: '#666',
	line: '#ddd',
	surface: '#1c1f26',
	accent: '#35d',
	bad: '#b00',
	mid: '#eec',
	good: '#077',
	badText: '#b00',
	goodText: '#077',
	font: "system-ui, 'Segoe UI', sans-serif",
	letter: 1
};
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const titles = { title: 'A <b> & "c"', note: 'CSAT · 2026-01-01 – 2026-01-31' };
const size = { width: 640, height: 300 };

describe('a chart as a picture', () => {
	it('says what it is and of what, in words that can be selected, on the colour of the page', () => {
		const bars = [1, 2, 3].map((at) => ({ label: `${at}`, count: 10 * at, tone: 'plain' as const }));
		const { svg, width, height } = pictureOf(
			code,
			distributionOption(bars, palette, () => ''),
			titles,
			palette,
			size
		);
		expect(words(svg)).toEqual(
			expect.arrayContaining(['A &lt;b&gt; &amp; &quot;c&quot;', titles.note, '1', '2', '3', '10', '20', '30'])
		);
		expect(svg).toContain(`<rect width="${width}" height="${height}" fill="#1c1f26"/>`);
		expect(svg).toContain('<title>A &lt;b&gt; &amp; &quot;c&quot;</title>');
		expect(svg).not.toContain('user-select');
		expect(height).toBeGreaterThan(300);
	});

	it('names the places outside the limits, whatever their names are made of', () => {
		const whole = { 5: 600, 1: 400 };
		const curve = funnelCurve(funnel('csat', whole)!, [20, 400]);
		const points = [
			{ name: '<i>&Co', n: 400, value: 90, side: 'good' as const, isRanked: true },
			{ name: 'Inside', n: 20, value: 60, side: null, isRanked: false }
		];
		const option = funnelOption({ points, mean: 60, rankN: 30, curve, range: [0, 100] }, palette, {
			value: (of) => `${of}%`,
			count: String,
			point: ({ name }) => name,
			axis: 'n',
			min: 'below 30',
			mean: 'mean'
		});
		const { svg } = pictureOf(code, option, titles, palette, size);
		expect(words(svg)).toEqual(expect.arrayContaining(['&lt;i&gt;&amp;Co', 'below 30', 'mean', 'n']));
		expect(words(svg)).not.toContain('Inside');
		expect(option.tooltip.formatter({ dataIndex: 0 })).toBe('&#60;i&#62;&#38;Co');
	});

	it('draws a small trend for each on one scale', () => {
		const point = (day: string, value: number | null) => ({ day, n: 9, value, low: value, high: value });
		const trends = ['A', 'B', 'C'].map((name, at) => ({
			name,
			points: [point('2026-01-01', 40 + 10 * at), point('2026-01-02', null)]
		}));
		const given = { trends, mean: 52, range: [0, 100] as const };
		const option = multiplesOption(given, palette, 640, {
			head: ({ name }) => `n of ${name}`,
			value: (of) => `${of}%`,
			day: (day) => day.slice(5),
			point: () => ''
		});
		expect(new Set(option.yAxis.map(({ min, max }) => `${min} ${max}`)).size).toBe(1);
		expect(words(pictureOf(code, option, titles, palette, size).svg)).toEqual(
			expect.arrayContaining(['A', 'B', 'C', 'n of A', '01-01'])
		);
		// Rows of even length: five would not leave one alone under four.
		expect(multiplesHeight(5, 38 + 4 * 130)).toBe(multiplesHeight(6, 38 + 4 * 130));
	});

	it('has scales that end at round numbers, and never beyond what a value can be', () => {
		const of = (values: readonly number[], mean: number) =>
			commonScale({
				mean,
				range: [0, 100],
				trends: [{ name: 'A', points: values.map((value) => ({ day: '', n: 9, value, low: null, high: null })) }]
			});
		expect(of([12, 88], 50)).toEqual({ min: 0, max: 100, interval: 50 });
		expect(of([71, 78], 75)).toEqual({ min: 70, max: 80, interval: 5 });
		expect(of([50], 50).min).toBeLessThan(50);
	});

	it('breaks what is too long for it, Chinese anywhere', () => {
		expect(broken('one two three', 8)).toEqual(['one two', 'three']);
		expect(broken('满意度调查', 6)).toEqual(['满意度', '调查']);
		expect(broken('', 6)).toEqual([]);
	});
});
