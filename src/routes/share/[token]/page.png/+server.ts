import { sharedSheet } from '../sheet.ts';
import type { RequestHandler } from './$types';

/** What a link shows, to take along as PNG. */
export const GET: RequestHandler = (event) => sharedSheet(event, 'png');
