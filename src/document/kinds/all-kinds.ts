import type { DocumentKind } from '../core/kind.ts';
import { journeyKind } from './journey/index.ts';
import { surveyDraftKind } from './survey-draft/index.ts';

/**
 * Every kind of document: a new one is a folder beside this file, a line here, and what its area says of it
 * (`serveKind`). The worker of collaboration imports this file by its address.
 */
export const documentKinds: readonly DocumentKind[] = [journeyKind, surveyDraftKind];
