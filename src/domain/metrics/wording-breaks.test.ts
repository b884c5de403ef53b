import { describe, expect, it } from 'vitest';
import { seriesUses, wordingBreaks, type AskedVersion } from './index.ts';

const on = (day: string) => new Date(`${day}T08:00:00Z`);
const version = (number: number, definition: string, day: string): AskedVersion => ({
	surveyId: 's',
	version: number,
	definitions: { q: definition },
	publishedAt: on(day)
});
const ways = (closed: string | null = null) => [
	{ surveyId: 's', createdAt: on('2026-01-01'), closedAt: closed === null ? null : on(closed) }
];
const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
const breaks = (definition: string, versions: AskedVersion[], closed?: string) =>
	wordingBreaks(definition, seriesUses(ways(closed), versions), dayOf);

describe('breaks of a series at a touchpoint', () => {
	const versions = [version(1, 'old', '2025-12-01'), version(2, 'new', '2026-02-01')];

	it('are where another wording took its place, and where it took another one\u2019s', () => {
		expect(breaks('old', versions)).toEqual(['2026-02-01']);
		expect(breaks('new', versions)).toEqual(['2026-02-01']);
	});

	it('are not where it began, was published again, or was closed with nothing in its place', () => {
		expect(breaks('old', [version(1, 'old', '2025-12-01'), version(2, 'old', '2026-02-01')])).toEqual([]);
		expect(breaks('new', versions, '2026-03-01')).toEqual(['2026-02-01']);
		expect(breaks('unknown', versions)).toEqual([]);
	});
});
