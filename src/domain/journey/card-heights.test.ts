import { describe, expect, it } from 'vitest';
import { createCard, createTouchpoint } from '#domain/journey/index.ts';
import { measureCard } from './card-heights.ts';

const id = '00000000-0000-7000-8000-000000000001';
const place = { id, sceneId: id, laneId: id, order: 'a0' };
const touchpoint = (title: string) => measureCard(createTouchpoint({ ...place, title }), 228);

describe('heights of cards', () => {
	it('a touchpoint has room for two or three lines of its title, and no more', () => {
		const one = touchpoint('Shop');
		expect(touchpoint('Reminder e-mail two days before the flight')).toBe(one + 18);
		expect(touchpoint('出发前两天的提醒邮件和短信以及公众号推送')).toBe(one + 18);
		expect(touchpoint('word '.repeat(80))).toBe(one + 36);
		expect(touchpoint('长'.repeat(200))).toBe(one + 36);
	});

	it('has room for the second line of a title that fills one in the widest of the usual fonts', () => {
		// Bold letters of 13 px that take 245 px, between paddings and borders of 29.
		const title = 'Compares the price on the phone';
		expect(measureCard(createTouchpoint({ ...place, title }), 244 + 29)).toBe(touchpoint('Shop') + 18);
		expect(measureCard(createTouchpoint({ ...place, title }), 265 + 29)).toBe(touchpoint('Shop'));
	});

	it('a quote has its mark beside the text, so the text has less room', () => {
		const title = '上次打电话等了二十分钟才有人接听';
		const of = (kind: 'quote' | 'pain-point') => measureCard(createCard({ kind, ...place, title }), 228);
		expect(of('quote')).toBeGreaterThan(of('pain-point'));
	});
});
