import type { QuestionKindName } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

type FieldName = Parameters<typeof m.kind_field>[0]['kind'];

type OptionName = Parameters<typeof m.kind_option>[0]['kind'];
type ListName = Parameters<typeof m.kind_list>[0]['kind'];

export const questionKindName = (kind: QuestionKindName): string => m.kind_question({ kind });

/** What a field of a question's kind is called; its words are checked by `kinds.test.ts`. */
export const settingName = (field: string): string => m.kind_field({ kind: field as FieldName });

/** What one of the names is called that a setting offers. */
export const optionName = (option: string): string => m.kind_option({ kind: option as OptionName });

/** What a list of a question is called, and one of what is in it. */
export const listName = (list: string): string => m.kind_list({ kind: list as ListName });
export const itemName = (list: string): string => m.kind_item_of({ kind: list as ListName });
