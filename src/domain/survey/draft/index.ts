export * from './compare-drafts.ts';
export * from './draft.ts';
export * from './draft-changes.ts';
export { type DraftItem, itemsOf, listsOf } from './draft-items.ts';
export { itemField, type FlatQuestion, type FlatRecord, type FlatSurvey, surveyDraftSchema } from './draft-records.ts';
