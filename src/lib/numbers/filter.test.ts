import { describe, expect, it } from 'vitest';
import { narrowingAsked, readAnswersFilter, whichAsked } from './filter.ts';
import { addressOf, answersParts, settled } from './filter-address.ts';

const read = (search: string) => readAnswersFilter(new URLSearchParams(search));
const DEPARTMENT = '00000000-0000-7000-8000-000000000001';

describe('the filter of a page of numbers in its address', () => {
	it.each([
		'',
		'?metric=nps&period=90&channel=qr',
		'?language=zh-CN&compare=year',
		`?from=2026-01-01&to=2026-01-31&department=${DEPARTMENT}`,
		'?channel=link&place=Shop+1'
	])('is read as it was written: %s', (search) => {
		const written = addressOf(answersParts(read(search)));
		expect(read(written)).toEqual(read(search));
		expect(new URLSearchParams(written).size).toBe(new URLSearchParams(search).size);
		expect(read(search).problem).toBeNull();
	});

	it('is all answers of the last 30 days against those before where nothing can be read', () => {
		expect(read('metric=x&period=x&channel=x&language=x&department=x&place=+&compare=x')).toEqual({
			metric: null,
			period: '30',
			days: { from: '', to: '' },
			channel: null,
			language: null,
			department: null,
			place: null,
			compare: 'before',
			problem: 'unknown'
		});
	});

	it('says what could not be used, and what it took instead', () => {
		expect(read('from=2026-02-01&to=2026-01-01')).toMatchObject({ problem: 'days', period: '30' });
		// More than the server adds up: asked for, the whole page would be refused.
		expect(read('from=1970-01-01&to=2090-01-01')).toMatchObject({ problem: 'days', period: '30' });
		expect(read('language=en&channel=qr')).toMatchObject({ problem: 'together', language: 'en', channel: null });
		expect(read('language=en&place=Shop')).toMatchObject({ problem: 'place', language: null, place: 'Shop' });
	});

	it('takes days as the form sends them without script', () => {
		expect(read('period=custom&from=2026-01-01&to=2026-01-31')).toMatchObject({
			...{ period: 'custom', days: { from: '2026-01-01', to: '2026-01-31' }, problem: null }
		});
	});

	it.each(['metric=x', 'channel=fax', 'language=tlh', 'department=sales', 'period=77', 'compare=moon'])(
		'says that it does not know %s',
		(search) => {
			expect(read(search).problem).toBe('unknown');
			expect(read('metric=&channel=&language=&department=&period=&compare=').problem).toBeNull();
		}
	);

	it('is asked for without what is not chosen; the days before need no word', () => {
		expect(narrowingAsked(read('place=Shop&channel=qr'))).toEqual({ place: 'Shop', channel: 'qr' });
		expect(narrowingAsked(read('language=en&compare=year'))).toEqual({ language: 'en', compare: 'year' });
		expect(whichAsked(read('language=en&compare=year'))).toEqual({ language: 'en' });
	});

	it('keeps of a language and a place the one that was chosen last', () => {
		const both = new URLSearchParams({ language: 'en', place: 'Shop' });
		expect(settled(both, { language: null }).toString()).toBe('language=en');
		expect(settled(both, { language: 'en' }).toString()).toBe('place=Shop');
		const one = new URLSearchParams({ place: 'Shop' });
		expect(settled(one, { language: null })).toBe(one);
	});
});
