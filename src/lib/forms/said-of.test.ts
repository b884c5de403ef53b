import { expect, it } from 'vitest';
import { ApiError } from '#lib/api/client.ts';
import { m } from '#lib/paraglide/messages.js';
import { saidOf } from './said-of.ts';

it('says what the server said, and in our words that none answered', () => {
	expect(saidOf(new ApiError(409, 'survey_unpublished', 'Publish it first.'))).toBe('Publish it first.');
	expect(saidOf(new ApiError(0, 'network', 'Failed to fetch'))).toBe(m.common_save_failed());
	// A proxy over HTTP/2 sends not even a name of its status.
	expect(saidOf(new ApiError(502, 'internal', ''))).toBe(m.common_save_failed());
	expect(saidOf(new Error('broken'))).toBe('broken');
});
