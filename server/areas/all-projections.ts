import type { DocumentProjection } from '../documents/projection/document-projection.ts';
import { journeyProjection } from './journeys/journey-projection.ts';
import { draftProjection } from './surveys/draft-projection.ts';

/** What tables say of documents, for each kind. Imported by the process that projects, and by nothing else. */
export const projections: readonly DocumentProjection[] = [journeyProjection, draftProjection];
