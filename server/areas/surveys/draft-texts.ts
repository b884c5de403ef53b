import { canonical } from '#domain/shared/canonical.ts';
import { cut, storable } from '#domain/shared/storable.ts';
import { visibleOrNothing } from '#domain/shared/visible.ts';
import type { SurveyDraft } from '#domain/survey/draft/index.ts';
import type { SurveyContent } from '#domain/survey/index.ts';
import type { SurveyRow } from './repo/surveys.ts';

/** The title as the tables have it: never empty, and no longer than they take. People may be typing it just now. */
export const titleOf = ({ title }: SurveyDraft, row: Pick<SurveyRow, 'title'>): string =>
	visibleOrNothing(cut(storable(title).trim(), 200)).trim() || row.title;

export const sameContent = (a: SurveyContent, b: SurveyContent): boolean => canonical(a) === canonical(b);
