import { expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import { draftOf } from '#domain/survey/draft/index.ts';
import { noPlace } from './open-drafts.ts';

it('says why what is typed in a survey cannot be written there', () => {
	const snapshot = draftOf('After the visit', defaultContent('nps'));
	const at = { id: 'nps', field: 'labels.low.en' };
	expect(noPlace({ canEdit: true, snapshot }, at)).toBeNull();
	expect(noPlace({ canEdit: true, snapshot }, { id: 'gone', field: 'text.en' })).toBe('question-gone');
	expect(noPlace({ canEdit: true, snapshot }, { id: 'nps', field: 'labels.unit.en' })).toBe('question-gone');
	expect(noPlace({ canEdit: false, snapshot }, at)).toBe('survey-locked');
	expect(noPlace({ canEdit: false, snapshot }, { id: '', field: 'title' })).toBe('survey-locked');
});
