import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

const read = (search: string) => readAddress(new URLSearchParams(search));
const ID = '01a223bc-5d6d-7e04-acda-f4872b9d5fc5';

describe('the address of a heatmap', () => {
	it('says everything that is chosen, and nothing that is not', () => {
		expect(writeAddress(read(''))).toBe('?');
		const all = `?metric=nps&from=2026-01-01&to=2026-01-31&channel=qr&department=${ID}&compare=year&sort=change&as=table&scene=${ID}`;
		expect(writeAddress(read(all))).toBe(all);
		expect(writeAddress(read('?period=90&language=zh-CN'))).toBe('?period=90&language=zh-CN');
		expect(writeAddress(read(all), { scene: null, as: 'map' })).not.toMatch(/scene|as=/);
	});

	it('opens the heatmap whatever stands in it, and says that it left something out', () => {
		const odd = read(
			'?metric=happiness&period=12&compare=never&channel=pigeon&language=xx&department=x&sort=y&as=z&scene=1'
		);
		expect({ ...odd, days: undefined }).toEqual({ ...read(''), days: undefined, problem: 'unknown' });
		for (const alone of ['view=x', 'sort=x', 'as=x', 'scene=x', 'touchpoint=x', 'compare=x', 'period=12'])
			expect(read(`?${alone}`).problem).toBe('unknown');
		expect(read('?view=&sort=&as=&scene=&touchpoint=').problem).toBeNull();
	});

	it('says what cannot be had: days that are none, and a language together with a channel', () => {
		expect(read('?from=2026-02-01&to=2026-01-01')).toMatchObject({ period: '30', problem: 'days' });
		expect(read('?from=2026-02-31&to=2026-03-01').problem).toBe('days');
		expect(read('?from=2026-02-01').problem).toBe('days');
		expect(read('?language=en&channel=qr')).toMatchObject({ language: 'en', channel: null, problem: 'together' });
		expect(read('?from=2026-01-01&to=2026-01-01').problem).toBeNull();
	});

	it('has other views, with the cell that is looked at in each', () => {
		const departments = `?view=departments&place=North&row=${ID}&col=csat&touchpoint=${ID}`;
		expect(writeAddress(read(departments))).toBe(departments);
		expect(writeAddress(read('?view=departments&row=none&col=nps'))).toBe('?view=departments&row=none&col=nps');
		const places = `?view=places&channel=qr&row=North+1&col=${ID}`;
		expect(writeAddress(read(places))).toBe(places);
		expect(read(places)).toMatchObject({ view: 'places', row: 'North 1', col: ID, scene: null });
		// A cell of another view is none of this one.
		expect(writeAddress(read(`?view=departments&scene=${ID}&row=x&col=${ID}`))).toBe('?view=departments');
		expect(writeAddress(read(`?view=places&row=North&col=csat&touchpoint=${ID}`))).toBe('?view=places');
		expect(writeAddress(read(`?view=sideways&row=x&col=csat&scene=${ID}`))).toBe(`?scene=${ID}`);
	});

	it('leaves a language out beside places, and says so', () => {
		expect(read('?view=places&language=en')).toMatchObject({ language: null, problem: 'view' });
		expect(read('?place=North&language=en')).toMatchObject({ language: null, place: 'North', problem: 'place' });
		expect(read('?view=places&language=en&channel=qr')).toMatchObject({ language: null, channel: 'qr' });
		expect(read('?view=departments&language=en')).toMatchObject({ language: 'en', problem: null });
	});
});
