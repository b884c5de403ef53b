export * from './answers/answer-type.ts';
export * from './questions/question-kind.ts';
export * from './questions/all-questions.ts';
export {
	MAX_ITEMS,
	itemFlags,
	shuffled,
	type Item,
	type ItemFlag,
	type ItemList,
	type ShownItem
} from './questions/items.ts';
export { OTHER_LENGTH } from './questions/choice.ts';
export type { SingleChoiceRendering } from './questions/single-choice.ts';
export type { MultipleChoiceRendering } from './questions/multiple-choice.ts';
export { byQuestion, isParts, type FormParts } from './answers/form-parts.ts';
export { readComment, type TextRendering } from './questions/comment.ts';
export { readNumber, type NumberRendering } from './questions/number.ts';
export type { FacesRendering, ScaleRendering, StarsRendering } from './questions/scale.ts';
export type { ConsentRendering } from './questions/consent.ts';
export type { ContactRendering } from './questions/contact.ts';
export type { DateRendering } from './questions/date.ts';
export type { HiddenRendering } from './questions/hidden.ts';
export type { LineRendering } from './questions/short-text.ts';
export type { MatrixRendering } from './questions/matrix.ts';
export type { RankingRendering } from './questions/ranking.ts';
export type { SliderRendering } from './questions/slider.ts';
export type { StatementRendering } from './questions/statement.ts';
export { contactParts, type ContactPart } from './answers/contact.ts';
export * from './channels/channel.ts';
export * from './channels/all-channels.ts';
export * from './local-text.ts';
export * from './content.ts';
export * from './upgrade.ts';
export * from './flow.ts';
export * from './logic/logic.ts';
export * from './logic/operators.ts';
export { type Circumstances } from './logic/evaluate.ts';
export { walk, stagesOf, variablesAfter, NOWHERE, type Stage, type Walk } from './logic/walk.ts';
export { canBeSaid, logicIssues, operandOf, typeOf, allowedIn, usesOf } from './logic/check.ts';
export { branches, turnPage, type Turned } from './logic/pages.ts';
export { settle } from './logic/settle.ts';
export { findings, type Finding } from './logic/findings.ts';
export { hasLogic, conditionsOf, leavesOf, sourcesOf } from './logic/sources.ts';
export * from './piping.ts';
export * from './validate.ts';
export * from './read-answers.ts';
export * from './lock.ts';
export * from './placeholders.ts';
export * from './translate.ts';
export * from './collector.ts';
export * from './embed.ts';
export * from './stages.ts';
export * from './limits.ts';
export * from './parameters.ts';
export { circumstancesOf, visitOf, type Visiting } from './circumstances.ts';
export * from './personal-links.ts';
export * from './inputs.ts';
export { markFilters } from './response-filters.ts';
export * from './known-customers.ts';
export type { CommentView } from './comment-view.ts';
export { MarkedAnswerSchema, markReasons, type MarkedAnswer, type MarkReason } from './marks.ts';
export { comparisons } from './comparisons.ts';
