import { expectTypeOf } from 'vitest';
import type * as Y from 'yjs';
import type { DraftChange, SurveyDraft } from '#domain/survey/draft/index.ts';
import type { Change, Difference, JourneySnapshot } from '#domain/journey/index.ts';
import type { DocumentKind, KindTypes } from '../core/kind.ts';
import { journeyKind } from './journey/index.ts';
import { surveyDraftKind } from './survey-draft/index.ts';

/** Checked by svelte-check, which is a part of `npm test`; nothing here runs. */
declare const doc: Y.Doc;

// A kind is about its own types from end to end.
expectTypeOf(journeyKind.read(doc)).toEqualTypeOf<JourneySnapshot>();
expectTypeOf(surveyDraftKind.read(doc)).toEqualTypeOf<SurveyDraft>();
expectTypeOf(journeyKind.seed).parameter(0).toEqualTypeOf<JourneySnapshot>();
expectTypeOf(journeyKind.apply).parameter(1).toEqualTypeOf<readonly Change[]>();
expectTypeOf(surveyDraftKind.apply).parameter(1).toEqualTypeOf<readonly DraftChange[]>();
expectTypeOf(journeyKind.compare).returns.toEqualTypeOf<readonly Difference[]>();
expectTypeOf(journeyKind.observe).returns.toHaveProperty('snapshot').toEqualTypeOf<JourneySnapshot>();

// Changes of one kind are none of another's.
// @ts-expect-error a change of a survey's draft, for a journey
journeyKind.apply(doc, [] as DraftChange[], 'wayfelt:api');
// @ts-expect-error a journey has no record of this type
journeyKind.readRecord('question', 'id', new Map());

// Rooms that carry any kind learn nothing of one, and a kind leaves nothing out.
expectTypeOf<DocumentKind['read']>().returns.toBeUnknown();
expectTypeOf<keyof KindTypes>().toEqualTypeOf<'snapshot' | 'change' | 'type' | 'record' | 'difference' | 'presence'>();
expectTypeOf<Omit<typeof journeyKind, 'compare'>>().not.toExtend<DocumentKind>();
expectTypeOf<Omit<typeof journeyKind, 'upgrade'>>().not.toExtend<DocumentKind>();
