import { expect, it } from 'vitest';
import { lockedOf, paramsWithin } from './link-address.ts';

const within = (shown: object, query: string) =>
	`${paramsWithin({ seconds: 20, ...shown }, new URLSearchParams(query))}`;

it('begins as the link was made, and then goes by what is chosen', () => {
	const shown = { period: '90' as const, metric: 'nps' as const };
	expect(within(shown, 'lang=zh-CN')).toBe('lang=zh-CN&period=90&metric=nps');
	expect(within(shown, 'scene=x')).toBe('scene=x&period=90&metric=nps');
	expect(within(shown, 'period=7')).toBe('period=7');
	expect(within(shown, 'metric=all')).toBe('metric=all');
});

it('stays within the channel, the language and the department of the link', () => {
	expect(within({ channel: 'link' }, 'channel=qr')).toBe('channel=link');
	expect(within({ channel: 'link' }, 'language=en')).toBe('channel=link');
	expect(within({ language: 'en' }, 'channel=qr')).toBe('language=en');
	expect(within({ department: 'd' }, 'department=e&period=7')).toBe('period=7');
	expect(within({}, 'view=places&place=Berlin&period=7')).toBe('period=7');
	expect(within({ place: 'Mill Road' }, 'place=Berlin&channel=qr&period=7')).toBe('place=Mill+Road&period=7');
	expect(within({ view: 'departments' }, 'view=places&period=7')).toBe('period=7&view=departments');
	expect(lockedOf({ seconds: 20, place: 'Mill Road' }).has('channel')).toBe(true);
	expect([...lockedOf({ seconds: 20, channel: 'link' })]).toEqual([
		'days',
		'department',
		'place',
		'view',
		'channel',
		'language'
	]);
	expect([...lockedOf({ seconds: 20 })]).toEqual(['days', 'department', 'place', 'view']);
});

it('takes no days but those of the link', () => {
	const days = { from: '2026-01-01', to: '2026-03-31' };
	expect(within({}, 'from=2026-01-01&to=2026-01-02')).toBe('');
	expect(within(days, '')).toBe('from=2026-01-01&to=2026-03-31');
	expect(within(days, 'from=2026-01-01&to=2026-01-02&metric=nps')).toBe('from=2026-01-01&to=2026-03-31&metric=nps');
	expect(within(days, 'period=7')).toBe('period=7');
	expect(within(days, 'period=custom&metric=nps')).toBe('metric=nps&from=2026-01-01&to=2026-03-31');
});
