import { describe, expect, it } from 'vitest';
import { driversAsked, outcomeKey, readAddress, writeAddress } from './address.ts';

const read = (search: string) => readAddress(new URLSearchParams(search));
const [TOUCHPOINT, DEFINITION, DEPARTMENT] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
	string,
	string,
	string
];
const OUTCOME = `${TOUCHPOINT}.${DEFINITION}`;

describe('the address of the drivers', () => {
	it.each([
		'',
		'?period=90&channel=qr&by=own',
		`?outcome=${OUTCOME}&place=Shop+1`,
		`?from=2026-01-01&to=2026-01-31&department=${DEPARTMENT}&language=en&by=beside`
	])('is read as it was written: %s', (search) => {
		const written = writeAddress(read(search));
		expect(read(written)).toEqual(read(search));
		expect(new URLSearchParams(written).size).toBe(new URLSearchParams(search).size);
		expect(read(search).problem).toBeNull();
	});

	it('forgets what cannot be read, and a metric: the outcome has its own', () => {
		expect(read('?metric=nps&place=+')).toMatchObject({ metric: null, by: null, place: null, problem: null });
		expect(read('?by=x')).toMatchObject({ by: null, problem: 'unknown' });
		for (const outcome of ['x', TOUCHPOINT, `${OUTCOME}.${DEFINITION}`, `${TOUCHPOINT}.x`])
			expect(read(`?outcome=${outcome}`).outcome).toBeNull();
		expect(read(`?place=${'x'.repeat(101)}`).place).toBeNull();
	});

	it('keeps the place of a place and a language, which no counts tell apart, and says so', () => {
		expect(read('?place=Shop&language=en')).toMatchObject({ place: 'Shop', language: null, problem: 'place' });
		expect(read('?place=Shop&from=2026-02-01&to=2026-01-01').problem).toBe('days');
	});

	it('changes a part at a time', () => {
		const address = read(`?period=90&outcome=${OUTCOME}&by=own`);
		expect(writeAddress(address, { outcome: null })).toBe('?period=90&by=own');
		expect(writeAddress(address, { by: null, period: '30' })).toBe(`?outcome=${OUTCOME}`);
	});

	it('asks the service for the outcome by its two ids', () => {
		expect(outcomeKey({ touchpointId: TOUCHPOINT, definition: DEFINITION })).toBe(OUTCOME);
		expect(driversAsked(read(`?outcome=${OUTCOME}&place=Shop&channel=qr`))).toEqual({
			period: '30',
			channel: 'qr',
			place: 'Shop',
			touchpointId: TOUCHPOINT,
			definition: DEFINITION
		});
		expect(driversAsked(read(''))).toEqual({ period: '30' });
	});
});
