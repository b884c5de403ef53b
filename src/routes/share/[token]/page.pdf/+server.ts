import { sharedSheet } from '../sheet.ts';
import type { RequestHandler } from './$types';

/** What a link shows, to take along as PDF. */
export const GET: RequestHandler = (event) => sharedSheet(event, 'pdf');
