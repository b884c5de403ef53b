import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from '#domain/survey/limits.ts';
import { limitsForm, limitsInput } from './limits-form.ts';

const none = { opensAt: null, closesAt: null, limits: NO_LIMITS };

describe('the form of a collector’s limits', () => {
	it('says by the workspace’s clock when it opens, and reads it so', () => {
		const view = { ...none, opensAt: '2026-12-03T01:00:00.000Z', closesAt: '2026-12-31T15:59:00.000Z' };
		const form = limitsForm(view, 'Asia/Shanghai');
		expect(form).toMatchObject({ opensAt: '2026-12-03T09:00', closesAt: '2026-12-31T23:59' });
		expect(limitsInput(form, 'Asia/Shanghai')).toEqual(view);
		// On the day on which the clock goes forward.
		expect(limitsInput({ ...form, opensAt: '2027-03-28T03:30', closesAt: '' }, 'Europe/Berlin')).toMatchObject({
			opensAt: '2027-03-28T01:30:00.000Z',
			closesAt: null
		});
	});

	it('is the same there and back', () => {
		const limits = {
			maximum: 500,
			quotas: [{ field: 'language', value: 'en', maximum: 20 }],
			once: true,
			pin: 'Yun2026',
			invited: true
		};
		expect(limitsInput(limitsForm({ ...none, limits }, 'UTC'), 'UTC')).toEqual({ ...none, limits });
		expect(limitsInput(limitsForm(none, 'UTC'), 'UTC')).toEqual(none);
	});

	it.each([
		[{ opensAt: '2026-12-03T09:00', closesAt: '2026-12-03T09:00' }, { field: 'closesAt' }],
		[{ maximum: '0' }, { field: 'maximum' }],
		[{ maximum: 'many' }, { field: 'maximum' }],
		[{ pin: '123' }, { field: 'pin' }],
		[{ pin: '12 34' }, { field: 'pin' }],
		[{ quotas: [{ field: 'language', value: ' ', maximum: '1' }] }, { field: 'quota', quota: 0, why: 'value' }],
		[{ quotas: [{ field: 'language', value: 'en', maximum: '' }] }, { field: 'quota', quota: 0, why: 'number' }],
		[
			{ quotas: Array(2).fill({ field: 'language', value: 'en', maximum: '1' }) },
			{ field: 'quota', quota: 1, why: 'twice' }
		]
	])('%j is wrong', (typed, problem) =>
		expect(limitsInput({ ...limitsForm(none, 'UTC'), ...typed }, 'UTC')).toEqual(problem)
	);
});
