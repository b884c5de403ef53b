import { expect, it } from 'vitest';
import { dateText, fullTime, relativeTime } from './time-text.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

it.each([
	['2026-11-23T12:00:00Z', '1 second ago', '1秒钟前'],
	['2026-11-23T11:59:40Z', '20 seconds ago', '20秒钟前'],
	['2026-11-23T11:59:05Z', '1 minute ago', '1分钟前'],
	['2026-11-23T11:57:00Z', '3 minutes ago', '3分钟前'],
	['2026-11-23T10:01:00Z', '1 hour ago', '1小时前'],
	['2026-11-22T11:00:00Z', 'yesterday', '昨天'],
	['2026-11-25T13:00:00Z', 'in 2 days', '后天'],
	['2026-05-03T10:00:00Z', 'May 3', '5月3日'],
	['2024-05-03T10:00:00Z', 'May 3, 2024', '2024年5月3日']
])('%s is "%s"', (at, en, zh) => {
	expect(relativeTime(new Date(at), now, 'en', 'UTC')).toBe(en);
	expect(relativeTime(new Date(at), now, 'zh-CN', 'UTC')).toBe(zh);
});

it('reads the day in the given zone', () => {
	expect(dateText(new Date('2026-11-22T20:00:00Z'), 'en', 'Asia/Shanghai')).toBe('Nov 23, 2026');
	expect(fullTime(new Date('2026-11-22T20:00:00Z'), 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月23日 04:00');
});
