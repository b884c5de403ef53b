import { describe, expect, it } from 'vitest';
import { aimOf, placesFrom, settingIssues, type SettingInput } from './setting.ts';

const base = { target: 30, margin: 20 };
const given = (over: Partial<SettingInput>): SettingInput => ({
	metric: 'csat',
	scale: { min: 1, max: 5 },
	revision: 0,
	target: null,
	margin: null,
	owner: null,
	leads: false,
	...over
});

describe('what holds at a place', () => {
	it('is the nearest that is set, target and margin each by itself', () => {
		const chain = [
			{ place: 'touchpoint', wanted: { target: null, margin: 5 } },
			{ place: 'scene', wanted: { target: 50, margin: null } },
			{ place: 'journey', wanted: { target: 40, margin: 7 } }
		] as const;
		expect(aimOf(chain, base)).toEqual({ target: 50, margin: 5, targetFrom: 'scene', marginFrom: 'touchpoint' });
		expect(aimOf(chain.slice(2), base)).toMatchObject({ target: 40, targetFrom: 'journey' });
	});

	it('is the definition’s where nothing is set, 0 being something', () => {
		const unset = [{ place: 'journey', wanted: undefined }] as const;
		expect(aimOf(unset, base)).toEqual({ ...base, targetFrom: 'definition', marginFrom: 'definition' });
		expect(aimOf([{ place: 'scene', wanted: { target: 0, margin: null } }], base)).toMatchObject({
			target: 0,
			targetFrom: 'scene'
		});
	});

	it('goes outwards only', () => {
		expect(placesFrom('touchpoint')).toEqual(['touchpoint', 'scene', 'journey']);
		expect(placesFrom('journey')).toEqual(['journey']);
	});
});

describe('a setting', () => {
	const paths = (over: Partial<SettingInput>) => settingIssues(given(over)).map(({ path }) => path?.[0]);
	it('may leave everything to what is further away', () => expect(paths({})).toEqual([]));
	it('lies where values lie', () => {
		expect(paths({ target: 101 })).toEqual(['target']);
		expect(paths({ target: 100, margin: 100 })).toEqual([]);
		expect(paths({ margin: 0 })).toEqual(['margin']);
		expect(paths({ target: -1, margin: 101 })).toEqual(['target', 'margin']);
	});
	it('is of a scale that the metric has', () => expect(paths({ scale: { min: 0, max: 9 } })).toEqual(['scale']));
});
