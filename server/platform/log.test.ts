import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(fields: object): Record<string, unknown> {
	const lines: string[] = [];
	createLog('error', { write: (line) => void lines.push(line) }).error(fields, 'said');
	return JSON.parse(lines[0]!) as Record<string, unknown>;
}

describe('what stands in the log of an error', () => {
	it('its kind, message, code and cause, and no row of the database', () => {
		const error = Object.assign(new TypeError('no', { cause: new Error('why') }), { code: '23505', detail: 'a row' });
		const { err } = logged({ err: error });
		expect(err).toMatchObject({ type: 'TypeError', message: 'no', code: '23505', cause: { message: 'why' } });
		expect(JSON.stringify(err)).not.toContain('a row');
	});

	it.each([
		['a copy of an error, as the job queue reports it', { ...new Error('x'), message: 'gone', queue: 'q' }, 'gone'],
		['a thrown sentence', 'gone', 'gone'],
		['nothing', null, 'null'],
		['an object that says nothing', { queue: 'q' }, 'an error without a message']
	])('%s', (_what, err, message) => {
		expect(logged({ err }).err).toMatchObject({ message });
	});

	it('secrets are cut out', () => {
		expect(logged({ password: 'p', form: { token: 't' } })).toMatchObject({
			password: '[hidden]',
			form: { token: '[hidden]' }
		});
	});
});
