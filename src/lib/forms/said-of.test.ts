import { expect, it } from 'vitest';
import { ApiError } from '#lib/api/client.ts';
import { saidOf } from './said-of.ts';

it('says what the API said, in its words', () => {
	expect(saidOf(new ApiError(409, 'survey_unpublished', 'Publish it first.'))).toBe('Publish it first.');
	expect(saidOf(new Error('broken'))).toBe('broken');
	expect(saidOf('odd')).toBe('odd');
});
