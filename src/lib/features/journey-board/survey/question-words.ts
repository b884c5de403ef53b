import type { QuestionKindName } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

type FieldName = Parameters<typeof m.kind_field>[0]['kind'];

export const questionKindName = (kind: QuestionKindName): string => m.kind_question({ kind });

/** What a field of a question's kind is called; its words are checked by `kinds.test.ts`. */
export const settingName = (field: string): string => m.kind_field({ kind: field as FieldName });
